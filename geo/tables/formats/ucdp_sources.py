"""What UCDP cites: publishers, headlines and days of its column source_article, in step."""

from __future__ import annotations

import re

import pyarrow as pa

from geo.tables.dates import parse_date
from geo.tables.formats.their_columns import TheirColumns
from geo.tables.texts import map_together

_BETWEEN = re.compile(r'"\s*;\s*"')
_QUOTED = re.compile(r"(?P<publisher>.+?),\s*(?P<day>\d{4}-\d{2}-\d{2}),\s*(?P<title>.*)", re.DOTALL | re.ASCII)
_PLAIN = re.compile(
    # A publisher ends in a letter, so that a long run of blanks is passed once and not from each of them anew.
    r"(?P<publisher>[^\d\"(:;]*?[^\d\"(:;\s,])[\s,(]+(?P<day>\d{4}-\d{2}-\d{2})\b[\s,):]*(?P<title>.*)",
    re.DOTALL | re.ASCII,
)


def read_articles(theirs: TheirColumns) -> dict[str, pa.Array]:
    """Read source, source_title and source_date; all blank in a row whose citation has neither of the known forms."""
    names = ("source", "source_title", "source_date")
    return dict(zip(names, map_together([theirs.look("source_article")], parse_citation, 3), strict=True))


def parse_citation(text: str) -> tuple[str, str, str]:
    """Parse a cell of source_article.

    Since 2013 it is a list of quoted articles, `"publisher,2013-01-03,headline";"…"`. Before, it is one article in free
    words; `Publisher 2006-04-12 "headline` is understood of them.

    Returns:
        Publishers, headlines and days, each a list separated by `;`, in step; three blanks for another form.
    """
    articles = [_QUOTED.fullmatch(part) for part in _BETWEEN.split(text.strip().strip('"'))]
    if not text or not all(articles):
        articles = [_PLAIN.fullmatch(text.strip())]
    if not all(articles) or not all(parse_date(one["day"]) for one in articles):
        return "", "", ""
    titles = [_in_list(one["title"]) for one in articles]
    return (
        ";".join(_in_list(one["publisher"]) for one in articles),
        ";".join(titles) if any(titles) else "",
        ";".join(one["day"] for one in articles),
    )


def _in_list(text: str) -> str:
    """Write a text so that it is one part of a list: a semicolon in it is a comma."""
    return " ".join(text.strip(" \"'\n").replace(";", ",").split())
