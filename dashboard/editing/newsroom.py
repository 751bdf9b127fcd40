"""The newsroom: what makes articles of files and drafts of articles, read once and kept, and the shelf of reviews."""

from __future__ import annotations

import functools
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from dashboard.editing.desk import Desk
from geo.articles.drafts import Draft
from geo.articles.languages import Language, read_languages
from geo.articles.lexicon import Lexicon, read_lexicon
from geo.articles.reading import RulesReader
from geo.articles.texts.article import Article
from geo.articles.texts.reading import read_bytes
from geo.articles.texts.separate import ReadingProcess
from geo.errors import UnreadableFile
from geo.reviewing.shelf import Shelf

REVIEWS = "reviews"


@dataclass(frozen=True)
class Newsroom:
    """What articles are read with.

    Attributes:
        desk: The files that events go to, and the gazetteer.
    """

    desk: Desk
    _process: ReadingProcess = field(default_factory=ReadingProcess, repr=False)
    _reading: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def shelf(self) -> Shelf:
        """Where reviews are kept: among the drafts, which nobody reads as events."""
        return Shelf(self.desk.drafts_folder / REVIEWS)

    def read_file(self, data: bytes, name: str) -> list[Article]:
        """Read the articles of a file that was sent or pasted.

        Raises:
            UnreadableFile: If it is no article.
        """
        with self._reading:  # The process for documents serves one after the other.
            return read_bytes(data, name, self._process)

    def draft(self, article: Article, countries: Sequence[str]) -> list[Draft]:
        """Draft the events of an article.

        Args:
            article: With the day of its publication.
            countries: Codes or names of countries that it is about.

        Raises:
            UnreadableFile: If a country is unknown.
        """
        codes = [self.desk.gazetteer.country_code(country) for country in countries]
        if "" in codes:
            unknown = countries[codes.index("")]
            raise UnreadableFile(f'"{unknown[:60]}" is no country. Give an ISO code or a name: SY, "Syria".')
        return RulesReader(self.desk.gazetteer, self._lexicon, self._languages, codes).read(article)

    @property
    def languages(self) -> list[str]:
        """Codes of the languages that it reads, ISO 639-1."""
        return list(self._languages)

    @functools.cached_property
    def _lexicon(self) -> Lexicon:
        return read_lexicon(self.desk.data_folder)

    @functools.cached_property
    def _languages(self) -> dict[str, Language]:
        return read_languages(self.desk.data_folder / "vocabulary")
