"""Articles as files: plain text from files, folders or standard input, and the places of each in one process."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from geo.articles.lexicon import read_lexicon
from geo.articles.recognising import CARRIED_MODEL, MODELS, Recogniser
from geo.articles.toponyms import Toponym, find_toponyms
from geo.errors import UnreadableFile
from geo.gazetteer.gazetteer import Gazetteer

STANDARD_INPUT = "-"
TEXT_FILES = "*.txt"
BATCH = 64


def list_articles(paths: Iterable[str]) -> list[str]:
    """List the files that paths mean: a file itself, the .txt files of a folder, `-` standard input.

    Raises:
        UnreadableFile: If a path does not exist, or a folder holds no text.
    """
    found: list[str] = []
    for path in paths:
        if path != STANDARD_INPUT and Path(path).is_dir():
            inside = sorted(str(one) for one in Path(path).rglob(TEXT_FILES) if one.is_file())
            if not inside:
                raise UnreadableFile(f"{path} holds no .txt file. Name a text file, or a folder with some.")
            found += inside
        elif path != STANDARD_INPUT and not Path(path).exists():
            raise UnreadableFile(f"{path} does not exist. Name a text file, a folder of .txt files, or - for input.")
        else:
            found.append(path)
    return found


def read_article(path: str) -> str:
    """Read a text as it is, line ends included, so that offsets are those of the file's characters.

    Raises:
        UnreadableFile: If it cannot be read, or is not UTF-8.
    """
    try:
        content = sys.stdin.buffer.read() if path == STANDARD_INPUT else Path(path).read_bytes()
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"{path} is not UTF-8 text (byte {error.start}). Save it as UTF-8.") from error
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be read: {error.strerror}.") from error


def read_articles(paths: Iterable[str]) -> tuple[dict[str, str], list[str]]:
    """Read several texts: path to text, and one sentence for each that could not be read."""
    texts: dict[str, str] = {}
    unread = []
    for path in paths:
        try:
            texts[path] = read_article(path)
        except UnreadableFile as error:
            unread.append(str(error))
    return texts, unread


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
