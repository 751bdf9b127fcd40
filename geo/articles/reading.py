"""Readers: an article in, draft events out. The rules of this project are one; a model of one's own may be another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from geo.articles.actors import Cast
from geo.articles.conferences import find_conference_cities
from geo.articles.counts import find_counts
from geo.articles.days import find_days
from geo.articles.drafts import Draft
from geo.articles.hints import NO_HINTS, Hints
from geo.articles.languages import Language, choose_language, read_languages
from geo.articles.lexicon import Lexicon, read_lexicon
from geo.articles.merging import group_mentions
from geo.articles.sentences import split_sentences
from geo.articles.settling import find_main_countries, settle_places
from geo.articles.telling import DATELINE, Telling, find_sentence_hits, read_mentions
from geo.articles.texts.article import Article
from geo.articles.tokens import Token, split_words
from geo.articles.toponyms import Toponym, find_toponyms
from geo.articles.writing import Around, write_draft
from geo.errors import UnreadableFile
from geo.gazetteer.candidates import Candidate
from geo.gazetteer.gazetteer import Gazetteer
from geo.gazetteer.keys import CODE_MARK
from geo.gazetteer.normalise import name_key
from geo.vocabulary import DATA_FOLDER

LONGEST_TEXT = 150_000
"""Characters; of a longer text only so much is read, so that nobody waits for a library."""


class Reader(Protocol):
    """What makes draft events of an article."""

    def read(self, article: Article) -> list[Draft]:
        """Read one article; drafts of every status, in the order of the text."""


class RulesReader:
    """The reader of this project: words of `data/vocabulary`, places of the gazetteer, and rules.

    Args:
        gazetteer: Where names are looked up.
        lexicon: The words that tell names of places from others.
        languages: The words that tell of events, by the language of a text.
        countries: ISO codes of countries that the articles are known to be about.
    """

    def __init__(
        self, gazetteer: Gazetteer, lexicon: Lexicon, languages: Mapping[str, Language], countries: Sequence[str] = ()
    ) -> None:
        self._gazetteer, self._languages = gazetteer, languages
        self._lexicons = {code: lexicon.in_language(one.words) for code, one in languages.items()}
        self._countries = tuple(countries)
        self._country = lru_cache(maxsize=500)(self._find_country)

    @classmethod
    def load(cls, data_folder: Path = DATA_FOLDER, countries: Sequence[str] = ()) -> RulesReader:
        """Load gazetteer and vocabulary.

        Args:
            data_folder: Where both are.
            countries: Codes or names of countries that the articles are known to be about.

        Raises:
            BadVocabulary: If a file of words is damaged.
            UnreadableFile: If the gazetteer is, or a country is unknown.
        """
        gazetteer = Gazetteer.load(data_folder / "gazetteer")
        codes = [gazetteer.country_code(country) for country in countries]
        if "" in codes:
            unknown = countries[codes.index("")]
            raise UnreadableFile(f'"{unknown}" is no country. Give an ISO code or a name: SY, "Syria".')
        return cls(gazetteer, read_lexicon(data_folder), read_languages(data_folder / "vocabulary"), codes)

    def read(self, article: Article, file: str = "") -> list[Draft]:
        """Read one article.

        Args:
            article: With the day of its publication.
            file: What evidence names its file as; "" where it is the only one.

        Raises:
            ValueError: If the article has no day of publication.
        """
        if article.published is None:
            raise ValueError(f"{article.name} has no day of publication, which its days are counted from.")
        article = replace(article, text=article.text[:LONGEST_TEXT])
        language = choose_language(article.text, self._languages)
        lexicon = self._lexicons[language.code]
        tokens = split_words(article.text, lexicon.endings)
        sentences = split_sentences(article.text, language.words)
        dateline = DATELINE.match(article.text)
        body = dateline.end() if dateline else 0
        found = find_sentence_hits(tokens, sentences, body, language.triggers)
        if not found:
            return []
        hints = self._find_hints(article.text, language.code)
        toponyms, country = self._find_places(article.text, tokens, body, language)
        telling = Telling(
            article.text,
            article.published,
            tokens,
            sentences,
            toponyms,
            language.words,
            [one for one in find_days(article.text, article.published, None, language.days) if one.start >= body],
            find_counts(article.text, sentences, language.counts),
            body,
            language.counts.numbers,
            hints,
        )
        cast = Cast(tokens, toponyms, language.actors, lexicon, language.words, self._name_country, hints.groups)
        groups = group_mentions(read_mentions(telling, cast, found))
        around = Around(article, telling, country, file)
        return [write_draft(group, around) for group in groups]

    def _find_hints(self, text: str, language: str) -> Hints:
        """Give what a model says of a text; rules have none."""
        return NO_HINTS

    def _find_places(
        self, text: str, tokens: Sequence[Token], body: int, language: Language
    ) -> tuple[list[Toponym], Candidate | None]:
        """Find the places of a text, and the country that it is mostly about."""
        lexicon = self._lexicons[language.code]
        found = find_toponyms(text, self._gazetteer, lexicon, self._countries)
        cities = find_conference_cities(text, found, self._gazetteer, language.words)
        toponyms = sorted([*found, *cities], key=lambda one: one.start)
        peoples = [lexicon.peoples[one.lower] for one in tokens if one.is_capital and one.lower in lexicon.peoples]
        counts = find_main_countries(toponyms, [*peoples, *self._countries * len(toponyms)], body)
        toponyms = settle_places(toponyms, counts, self._gazetteer, self._country)
        return toponyms, self._main_country(counts)

    def _main_country(self, counts: Counter[str]) -> Candidate | None:
        """Give the country that the text is mostly about; the first said of them where they are equal."""
        return self._country(max(counts, key=counts.__getitem__)) if counts else None

    def _find_country(self, code: str) -> Candidate | None:
        found = self._gazetteer.find(self._name_country(code), code)
        return next((one for one in found if one.kind == "country" and one.country_code == code), None)

    def _name_country(self, code: str) -> str:
        names = [match.place for match in self._gazetteer.matches(f"{CODE_MARK}{name_key(code)}")]
        return next((place.name for place in names if place.kind == "country"), code)


def read_article(reader: Reader, text: str, published: date, file: str = "-") -> list[Draft]:
    """Read a text by itself."""
    return reader.read(Article(text=text, file=file, published=published))
