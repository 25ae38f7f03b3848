"""HTML to one page text with regions."""

from __future__ import annotations

from banggiao.article import page
from banggiao.model import Article, Source
from banggiao.text import nfc


def parse(source: Source, known: page.Known, markup: str) -> Article:
    """The article of an HTML page by its main text."""
    from resiliparse.extract.html2text import extract_plain_text

    text = nfc(extract_plain_text(markup, main_content=True, alt_texts=False))
    return page.scraped_article(source, known, text, 0, None, None)
