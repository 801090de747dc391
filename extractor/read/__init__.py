"""Files to articles: a reader is one small function from bytes to `Article`."""

from extractor.read.files import find_files, read_article, read_articles, read_placed, settle_date
from extractor.read.text import article_of_text

__all__ = ["article_of_text", "find_files", "read_article", "read_articles", "read_placed", "settle_date"]
