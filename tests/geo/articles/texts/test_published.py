"""Tests of the table of days beside an archive."""

from datetime import date

import pytest

from geo.articles.texts.article import Article
from geo.articles.texts.published import read_dates
from geo.errors import AtlasError


@pytest.fixture
def table(tmp_path):
    def write(text, encoding="utf-8"):
        path = tmp_path / "dates.csv"
        path.write_text(text, encoding=encoding)
        return str(path)

    return write


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_days_are_found_by_the_end_of_the_path(separator, table):
    rows = ["Published,note,file", "2020-02-17,x,a.txt", "2020-02-18,x,old/a.txt", "2020-02-19,x,wire.rss#2"]
    dates = read_dates(table("\n".join(rows).replace(",", separator), "utf-8-sig"))
    assert dates.day_of(Article("", "/reports/a.txt")) == date(2020, 2, 17)
    assert dates.day_of(Article("", "/reports/old/a.txt")) == date(2020, 2, 18)
    assert dates.day_of(Article("", "wire.rss", entry=2)) == date(2020, 2, 19)
    assert dates.day_of(Article("", "wire.rss", entry=1)) is None
    assert dates.day_of(Article("", "ba.txt")) is None


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("a.txt,17.2.2020", 'dates.csv row 2, column published: "17.2.2020" is not a date YYYY-MM-DD. Did you mean'),
        ("a.txt,2020-02-30", "row 2, column published"),
        ("a.txt,", 'row 2, column published: it is blank for "a.txt"'),
        (",2020-02-17", "row 2, column file: it is blank"),
        ("a.txt,2020-02-17\na.txt,2020-02-18", "row 3, column published: .* another row says 2020-02-17"),
        ("a.txt,x\nb.txt,y\nc.txt,z", "2 more rows are wrong"),
    ],
)
def test_a_wrong_row_is_said_with_row_column_and_value(rows, said, table):
    with pytest.raises(AtlasError, match=said.replace("(", r"\(")):
        read_dates(table(f"file,published\n{rows}\n"))


def test_a_missing_column_is_said(table):
    with pytest.raises(AtlasError, match='no column "published"'):
        read_dates(table("file,date\na.txt,2020-02-17\n"))


def test_the_same_row_twice_is_no_fault(table):
    dates = read_dates(table("file,published\na.txt,2020-02-17\na.txt,2020-02-17\n\n"))
    assert dates.day_of(Article("", "a.txt")) == date(2020, 2, 17)
