"""The article room: bytes or a row to an Article with regions, metadata and publication date.

`parse` is the room's way in, `again` that of a page read before. Page text is NFC; of a text file it is the file's text
with "\\n" line ends, of a row its fields joined by blank lines (both with one space for every run of blanks:
Article.written has them as they were), of an HTML page the article's blocks (headline, lead, paragraphs, captions,
teasers) joined by blank lines. Lines that tell when the page was published are `prompt`; the writer's signature is
`credit` (its agency with it) and Article.byline.
"""

from banggiao.article.page import days_told, parse
from banggiao.article.stored import again
from banggiao.article.teaser import TeaserText, teasers

__all__ = ["TeaserText", "again", "days_told", "parse", "teasers"]
