"""The places of many texts in one process, with or without a trained model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from geo.articles.lexicon import read_lexicon
from geo.articles.recognising import CARRIED_MODEL, MODELS, Recogniser
from geo.articles.toponyms import Toponym, find_toponyms
from geo.errors import UnreadableFile
from geo.gazetteer.gazetteer import Gazetteer


def find_places(
    texts: Sequence[str], data_folder: Path, countries: Sequence[str] = (), is_rules_only: bool = False
) -> Iterator[tuple[Toponym, ...]]:
    """Find the places of texts, one after the other.

    Args:
        texts: The texts.
        data_folder: Where gazetteer and vocabulary are.
        countries: Codes or names of countries that the texts are known to be about.
        is_rules_only: Leave a trained model unused though it is installed.

    Raises:
        UnreadableFile: If a country is unknown, or the gazetteer is damaged.
    """
    gazetteer = Gazetteer.load(data_folder / "gazetteer")
    lexicon = read_lexicon(data_folder)
    codes = [_country_code(country, gazetteer) for country in countries]
    recogniser = None if is_rules_only or not is_model_installed() else Recogniser.load()
    named = recogniser.read(texts) if recogniser else (() for _ in texts)
    for text, recognised in zip(texts, named, strict=True):
        yield find_toponyms(text, gazetteer, lexicon, codes, recognised)


def is_model_installed() -> bool:
    """Whether spaCy and a model for it are installed; looks, and loads neither."""
    return find_spec("spacy") is not None and any(find_spec(name) for name in (*MODELS, CARRIED_MODEL))


def _country_code(country: str, gazetteer: Gazetteer) -> str:
    code = gazetteer.country_code(country)
    if not code:
        raise UnreadableFile(f'"{country}" is no country. Give an ISO code or a name: SY, "Syria".')
    return code
