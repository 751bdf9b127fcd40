"""Owns that questions are asked in no engine's own words: each is written for several."""

from datetime import UTC, datetime

import pytest

from geo.store.compiling import compile_question
from geo.store.filtering import Asked
from geo.store.histogram import Step
from geo.store.mix import Mix
from geo.store.questions import Questions
from geo.store.selection import SEARCHABLE_COLUMNS, DeathRange, Selection
from tests.geo.store.conftest import VOCABULARY

EVERYTHING = Selection(
    event_types=("Battles",), sides=("turkiye",), confidences=("claimed",), time_precisions=("1",),
    geo_precisions=("0",), having=("link", "media"), fatalities=DeathRange(1, 2),
    changed_since=datetime(2020, 2, 8, tzinfo=UTC), actors=("A",), admin1s=("Idlib",), locations=("Saraqib",),
    sources=("SOHR",), tags=("x",), shape=((36.0, 35.0), (37.0, 35.0), (37.0, 36.0)), text="convoy 2020",
    columns=tuple((column, "1") for column in SEARCHABLE_COLUMNS),
)  # fmt: skip


@pytest.mark.parametrize("dialect", ["duckdb", "clickhouse", "postgres", "snowflake", "trino"])
def test_every_question_can_be_written_for_other_engines(dialect):
    questions, asked = Questions(Mix.of(VOCABULARY), 44), Asked.of(EVERYTHING)
    for expression in (
        questions.search(EVERYTHING), questions.overview(asked), questions.marks(asked, True, False),
        questions.days(asked, Step.WEEK, "type"), questions.lines(asked, False, 300),
        questions.page(asked, None, None, ("event_id",), "notes", True), questions.page_length(asked, False, None),
        questions.one("e0"),
    ):  # fmt: skip
        assert compile_question(expression, dialect).sql.startswith(("SELECT", "WITH"))
