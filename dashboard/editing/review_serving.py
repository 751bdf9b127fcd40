"""What the page asks while articles are reviewed: one address for acts, one that a file is sent to."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge

from dashboard.current import Current
from dashboard.editing.newsroom import Newsroom
from dashboard.editing.review_answering import answer_review
from dashboard.settings import MOST_FILE_BYTES
from dashboard.trust.people import name_of_person
from geo.articles.reading import LONGEST_TEXT
from geo.articles.texts.article import Article
from geo.articles.texts.saying import keep_name
from geo.errors import AtlasError

MOST_ARTICLES = 300
MOST_CHARACTERS = 3_000_000
"""Of a feed, so many articles and characters are offered; more is no list that anybody reads."""

TOO_LARGE = (
    f"The file is larger than {MOST_FILE_BYTES // 1_000_000} MB. Expected one report. "
    "Open it in the program that made it, and paste its text."
)


def serve_reviews(server: Flask, context: Current) -> None:
    """Serve `review` (JSON in, JSON out) and `review/file` (bytes in, articles out), if events may be changed.

    What another site's page sends is refused before it comes here, as for every write; see `dashboard.trust.origin`.

    Args:
        server: Of the app.
        context: What is shown now.
    """
    if context.desk is None:
        return
    room = Newsroom(context.desk)
    pages = Blueprint("review", __name__, url_prefix="/review")

    @pages.post("")
    def answer_act() -> Response:
        asked = request.get_json(silent=True)
        asked = asked if isinstance(asked, dict) else {}
        return _send(answer_review(room, context.store, asked, name_of_person()))

    @pages.post("/file")
    def answer_file() -> Response:
        request.max_content_length = MOST_FILE_BYTES
        try:
            return _send(_read(room, request.get_data(cache=False), request.args.get("name", "")))
        except RequestEntityTooLarge:
            return _send({"kind": "failed", "said": TOO_LARGE})

    server.register_blueprint(pages)


def _send(said: dict) -> Response:
    answer = jsonify(said)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _read(room: Newsroom, data: bytes, name: str) -> dict:
    try:
        articles = room.read_file(data, keep_name(name)[:120] or "The file")
    except AtlasError as error:
        return {"kind": "failed", "said": str(error)}
    described, letters = [], 0
    for article in articles[:MOST_ARTICLES]:
        letters += min(len(article.text), LONGEST_TEXT)
        if described and letters > MOST_CHARACTERS:
            break
        described.append(_describe(article))
    return {"kind": "articles", "articles": described, "total": len(articles)}


def _describe(article: Article) -> dict:
    published = article.published.isoformat() if article.published else ""
    return {
        "text": article.text[: LONGEST_TEXT + 1],
        "title": article.title,
        "publisher": article.publisher,
        "url": article.url,
        "published": published,
        "datedBy": article.dated_by,
    }
