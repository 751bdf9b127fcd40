"""Saved pages: the body of the article, and what the page says of it; nothing is fetched."""

from __future__ import annotations

import re

import trafilatura
from lxml.html import HtmlElement
from trafilatura.settings import Document
from trafilatura.xml import xmltotxt

from geo.articles.texts.article import Article
from geo.articles.texts.hypertext import decode_page, lines_of, parse_page
from geo.articles.texts.saying import keep_link, keep_name, read_day
from geo.errors import UnreadableFile

MOST_ELEMENTS = 20_000
"""A page with more is read line by line, without looking for the body of the article."""

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_LEAST_SHARE = 0.05
# Only where a page says its day: one found in its sentences may be that of any event.
_DATES = {"original_date": True, "extensive_search": False}


def read_page(data: bytes, file: str, address: str = "") -> list[Article]:
    """Read a saved page.

    Args:
        data: Its bytes.
        file: Its name, for messages.
        address: Where it was saved from, if that is known from outside the page.

    Raises:
        UnreadableFile: If it shows no text.
    """
    markup = decode_page(data)
    tree = parse_page(markup)
    everything = lines_of(tree) if tree is not None else ""
    if not everything:
        raise UnreadableFile(
            f"{file} is a page that shows no text. Expected a report; what scripts draw, and what is nested thousands "
            "deep, is not read. Copy the text from the browser into a .txt file."
        )
    saved_from = _SAVED_FROM.search(markup[:4_096])
    language = keep_name(tree.get("lang", ""))[:20]
    found = _extract(tree)
    body = xmltotxt(found.body, False).strip() if found is not None and found.body is not None else ""
    # A page of a few lines has no body that could be told from its frame.
    text = body if len(body) >= _LEAST_SHARE * len(everything) else everything
    published = read_day(found.date) if found is not None and found.date else None
    return [
        Article(
            text=text,
            file=file,
            title=keep_name(found and found.title) or keep_name(tree.findtext(".//title")),
            publisher=keep_name(found and found.sitename),
            author=keep_name(found and found.author),
            published=published,
            dated_by="page" if published else "",
            language=language,
            url=keep_link(found and found.url) or keep_link(saved_from and saved_from[1]) or keep_link(address),
        )
    ]


def _extract(tree: HtmlElement) -> Document | None:
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        return None
    try:
        return trafilatura.bare_extraction(
            tree, include_comments=False, with_metadata=True, date_extraction_params=_DATES
        )
    # Pages are made by thousands of programs; where the reader stumbles, the lines of the page are still there.
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, AssertionError, RecursionError):
        return None
