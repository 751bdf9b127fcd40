"""How fast an archive is read on one core, and how much memory it takes while it goes on."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import date
from multiprocessing import get_context
from pathlib import Path

from pyarrow.parquet import read_table

from geo.articles.reading import RulesReader, read_article
from tests.benchmarks.corpus import PROJECT
from tests.benchmarks.findings import Finding, find_least, find_value, say

FEW, MANY = 2_000, 8_000
MOST_GROWTH_PERCENT, LEAST_ARTICLES_PER_S = 5, 150
SENTENCES = 6
_PUBLISHED = date(2020, 2, 17)
_WHO = ("The Syrian army", "Rebels", "Turkish soldiers", "Gunmen", "Police", "Hayat Tahrir al-Sham")
_DID = ("attacked", "shelled", "bombed", "captured", "raided", "entered")
_PAGE_BYTES = 4096


def measure_archive() -> Iterator[Finding]:
    """Read invented articles, no two alike, in a process of their own."""
    if not Path("/proc/self/statm").exists():
        say("memory is measured on Linux only: archives are left out.")
        return
    say(f"reading {MANY:,} invented articles")
    with get_context("spawn").Pool(1) as pool:
        per_s, at_few_mb, at_many_mb = pool.apply(_read_archive)
    yield find_least("archive: articles of 6 sentences, one core", per_s, "articles/s", LEAST_ARTICLES_PER_S)
    yield find_value(f"archive: memory after {MANY:,} articles", None, at_many_mb, "MB")
    growth = 100 * (at_many_mb / at_few_mb - 1)
    yield find_value(f"archive: its growth after the first {FEW:,}", None, growth, "%", MOST_GROWTH_PERCENT)


def _read_archive() -> tuple[float, float, float]:
    """Give articles per second of the processor, and megabytes after `FEW` and after `MANY` articles."""
    names = read_table(PROJECT / "data" / "gazetteer" / "places.parquet", columns=["name"])["name"].to_pylist()
    reader, chance = RulesReader.load(PROJECT / "data"), random.Random(7)
    texts = [_invent(names, chance) for _ in range(MANY)]
    at_few_mb, began = 0.0, time.process_time()
    for number, text in enumerate(texts):
        if number == FEW:
            at_few_mb = _resident_mb()
        read_article(reader, text, _PUBLISHED)
    return MANY / (time.process_time() - began), at_few_mb, _resident_mb()


def _invent(names: list[str], chance: random.Random) -> str:
    return " ".join(
        f"{chance.choice(_WHO)} {chance.choice(_DID)} {chance.choice(names)} on {chance.randint(1, 28)} February, "
        f"killing {chance.randint(2, 9_999)} civilians, said {_word(chance)} {_word(chance)} of {_word(chance)}."
        for _ in range(SENTENCES)
    )


def _word(chance: random.Random) -> str:
    pairs = (chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(chance.randint(2, 4)))
    return "".join(pairs).title()


def _resident_mb() -> float:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * _PAGE_BYTES / 1e6
