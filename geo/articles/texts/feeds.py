"""RSS and Atom files on disk: each entry is an article. Only bytes are read, never an address."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date

import feedparser

from geo.articles.texts.article import Article
from geo.articles.texts.hypertext import text_of_markup
from geo.articles.texts.saying import keep_link, keep_name, read_day
from geo.errors import UnreadableFile

MOST_ENTRIES = 20_000


def read_feed(data: bytes, file: str) -> list[Article]:
    """Read the entries of a feed; those without a word are left out, and the numbers of the others stay.

    Raises:
        UnreadableFile: If it is no feed, or has no entry with text.
    """
    # Bytes in a stream: a text could be taken for an address, and be fetched.
    feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        what = "is a feed without entries" if feed.version else "is XML, and no feed of RSS or Atom"
        raise UnreadableFile(f"{file} {what}. Expected entries with text. Save the report as a page or text instead.")
    if len(feed.entries) > MOST_ENTRIES:
        raise UnreadableFile(
            f"{file} has {len(feed.entries):,} entries. Expected at most {MOST_ENTRIES:,}. Split it into several."
        )
    articles = list(_articles(feed, file))
    if not articles:
        raise UnreadableFile(
            f"{file} is a feed whose entries have no text. Expected reports. Save their pages instead."
        )
    return articles


def _articles(feed: feedparser.FeedParserDict, file: str) -> Iterator[Article]:
    about = feed.feed
    for number, entry in enumerate(feed.entries, start=1):
        title = keep_name(text_of_markup(entry.get("title", "")))
        text = _text_of(entry) or title
        if not text:
            continue
        published = _day_of(entry)
        yield Article(
            text=text,
            file=file,
            entry=number,
            title=title,
            publisher=keep_name((entry.get("source") or {}).get("title") or about.get("title")),
            author=keep_name(entry.get("author") or about.get("author")),
            published=published,
            dated_by="feed" if published else "",
            language=keep_name(entry.get("language") or about.get("language"))[:20],
            url=keep_link(entry.get("link")),
        )


def _text_of(entry: feedparser.FeedParserDict) -> str:
    """Take the longest of what an entry says: its content, or its summary."""
    said = [text_of_markup(one.get("value") or "") for one in entry.get("content", [])]
    return max([*said, text_of_markup(entry.get("summary") or "")], key=len)


def _day_of(entry: feedparser.FeedParserDict) -> date | None:
    for name in ("published", "updated"):
        day = read_day(entry.get(name) or "")
        parsed = entry.get(f"{name}_parsed")
        if day or parsed:
            return day or date(*parsed[:3])
    return None
