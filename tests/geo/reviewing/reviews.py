"""Reviews to act on: an article of this project's own making, with drafts whose offsets are right."""

from datetime import date

from geo.articles.drafts import Draft, Evidence
from geo.articles.noting import write_note
from geo.articles.texts.article import Article
from geo.reviewing.review import begin_review
from geo.schema import COLUMN_NAMES

TEXT = "😀 Rebels attacked Saraqib on Monday. Troops shelled Ariha on Tuesday, killing 3. Talks may follow in Idlib."
FACTS = {"source": "Example Daily", "source_title": "A week", "source_date": "2020-02-12"}
SARAQIB = {"location": "Saraqib", "latitude": "35.86447", "longitude": "36.80591", "geo_precision": "1"}
ARIHA = {"location": "Ariha", "latitude": "35.81423", "longitude": "36.60894", "geo_precision": "1"}


def evidence(words, says="event"):
    start = TEXT.index(words)
    return Evidence(start, start + len(words), words, says)


def draft(spans, status="happened", missing=(), **cells):
    row = dict.fromkeys(COLUMN_NAMES, "") | FACTS
    row |= {
        "event_type": "Battles",
        "event_date": "2020-02-10",
        "time_precision": "1",
        "confidence": "reported",
    } | cells
    row["notes"] = row["notes"] or write_note(row)
    return Draft(
        row=row, status=status, score=0.8, evidence=tuple(spans), missing=tuple(missing), reasons=("1 mention",)
    )


def drafts():
    attack = [evidence("attacked"), evidence("Saraqib", "place"), evidence("on Monday", "day")]
    shelling = [evidence("shelled"), evidence("Ariha", "place"), evidence("killing 3", "count")]
    return [
        draft(attack, actor1="Rebels", **SARAQIB),
        draft(shelling, missing=["actor1: not told"], event_date="2020-02-11", fatalities="3", **ARIHA),
        draft([evidence("Talks")], "planned", ["status: planned"], event_type="Diplomacy"),
    ]


def review(text=TEXT, found=None):
    article = Article(text=text, file="", publisher="Example Daily", title="A week", published=date(2020, 2, 12))
    return begin_review(article, drafts() if found is None else found)
