"""Owns that one row of a CSV text changes and every other byte stays."""

import csv
import io

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geo.editing.event_table import parse_table
from geo.editing.failures import NotEditable
from geo.editing.scanning import Record, read_cells, split_cells, split_records, write_cell
from tests.geo.editing.tables import START

MESSY = st.text(st.sampled_from('ab ,;\t"\r\n=é𝄞\x00'), max_size=60)
CELL = st.text(st.sampled_from('ab ,;\t"\r\n=é𝄞'), max_size=8)
SEPARATOR = st.sampled_from(",;\t")
HEADER = ("event_id", "event_date", "event_type", "notes", "mine")


def plain_read(text, separator=","):
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


@st.composite
def tables(draw):
    """The text of a table as somebody's program may have written it: any quoting, line ends, blank lines, BOM."""
    separator = draw(SEPARATOR)
    lines = []
    rows = [list(HEADER)]
    for number in range(draw(st.integers(1, 5))):
        rows.append([f"e{number}", *draw(st.lists(CELL, min_size=4, max_size=4))])
    for row in rows:
        cells = [write_cell(cell, separator, draw(st.booleans())) for cell in row]
        lines.append(separator.join(cells) + draw(st.sampled_from(["\n", "\r\n"])))
        lines += ["\n"] * (len(lines) > 1 and draw(st.booleans()))
    text = "".join(lines)
    if draw(st.booleans()):
        text = text.rstrip("\r\n") or text
    return draw(st.sampled_from(["", "\ufeff"])) + text, len(rows) - 1


@given(MESSY, SEPARATOR)
def test_records_are_those_that_the_csv_module_sees_and_together_the_text(text, separator):
    records = split_records(text, separator)
    assert "".join(record.text + record.end for record in records) == text
    assert read_cells(records, separator) == [[cell.strip() for cell in row] for row in plain_read(text, separator)]


@given(st.lists(CELL, min_size=1, max_size=5), SEPARATOR, st.booleans())
def test_cells_of_a_record_are_cut_where_the_csv_module_cuts_them(cells, separator, is_quoted):
    assume(len(cells) > 1 or cells[0])
    text = separator.join(write_cell(cell, separator, is_quoted) for cell in cells)
    parts = split_cells(text, separator)
    assert separator.join(parts) == text
    assert [plain_read(part, separator)[0][0] if part else "" for part in parts] == cells
    assert plain_read(text, separator) == [cells]


def test_a_quote_that_is_never_closed_is_read_in_no_time():
    assert len(split_records('a,"' + "x,\n" * 1_000_000)) == 1


@given(tables(), st.data())
def test_a_change_touches_its_own_cells_only(table, data):
    text, count = table
    event_id = f"e{data.draw(st.integers(0, count - 1))}"
    wanted = data.draw(st.dictionaries(st.sampled_from(HEADER[1:]), CELL.map(str.strip), min_size=1))
    before = parse_table(text.encode(), "t.csv")
    after = parse_table(before.with_changed(event_id, wanted).text.encode(), "t.csv")
    place = before.places[event_id][0]
    assert after.head == before.head
    assert after.row(event_id) == before.row(event_id) | wanted
    for number, (one, other) in enumerate(zip(before.records, after.records, strict=True)):
        assert one == other or number == place
    old, new = (split_cells(one.records[place].text, one.separator) for one in (before, after))
    for name, one, other in zip(HEADER, old, new, strict=True):
        assert one == other or name in wanted


@given(tables(), st.lists(CELL.map(str.strip), min_size=4, max_size=4))
def test_what_is_added_comes_after_everything_that_was_there(table, cells):
    text, count = table
    before = parse_table(text.encode(), "t.csv")
    row = dict(zip(HEADER, ["new", *cells], strict=True))
    after = before.with_added([row])
    assert after.text.startswith(before.text)
    read = parse_table(after.text.encode(), "t.csv")
    assert len(read.places) == count + 1
    assert {name: read.row("new")[name] for name in HEADER} == row
    assert read.with_removed("new").text.rstrip("\r\n") == before.text.rstrip("\r\n")


@given(tables(), CELL.map(str.strip).filter(bool))
def test_a_new_column_leaves_every_cell_that_was_there(table, stone):
    before = parse_table(table[0].encode(), "t.csv")
    after = parse_table(before.with_changed("e0", {"retired": stone}).text.encode(), "t.csv")
    assert after.row("e0")["retired"] == stone
    for one, other in zip(before.records, after.records, strict=True):
        assert other.text.startswith(one.text)
        assert other.end == one.end
    assert {len(cells) for cells in after.cells if cells} == {len(HEADER) + 1}


def test_a_changed_cell_keeps_its_quotes_and_its_neighbours_their_blanks():
    table = parse_table(START, "t.csv")
    changed = table.with_changed("IDL-2020-02-07-b", {"event_type": "Protests"})
    assert '"IDL-2020-02-07-b",2020-02-07,"Protests",Saraqib,"two\nlines",y\r\n' in changed.text
    changed = table.with_changed("IDL-2020-02-08-a", {"notes": 'He said "no", twice'})
    assert 'IDL-2020-02-08-a, 2020-02-08 ,Battles,معرة النعمان,"He said ""no"", twice",\r\n' in changed.text


def test_a_line_that_names_the_separator_stays_and_is_obeyed():
    table = parse_table(b"sep=;\r\nevent_id;event_date;event_type\r\na;2020-01-01;Battles\r\n", "t.csv")
    changed = table.with_changed("a", {"event_date": "2020-01-02"})
    assert changed.text == "sep=;\r\nevent_id;event_date;event_type\r\na;2020-01-02;Battles\r\n"
    assert table.number_of(table.places["a"][0]) == 3


def test_columns_are_found_whatever_their_case_and_padding():
    table = parse_table(b" Event_ID ,EVENT_DATE,event_type,Mine\na,2020-01-01,Battles,x\n", "t.csv")
    assert table.row("a")["event_date"] == "2020-01-01"
    assert table.row("a")["Mine"] == "x"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not a CSV table in the atlas's own columns"),
        (b"data_id,iso,event_date,event_type\n1,2,3,4\n", "not a CSV table in the atlas's own columns"),
        (b"event_id,event_date,event_type,notes,notes\n", "each once"),
        ("event_id,event_date,event_type\ncafé,,\n".encode("cp1252"), "not UTF-8"),
        ("event_id,event_date,event_type\n".encode("utf-16"), "not UTF-8"),
    ],
)
def test_a_file_that_is_none_of_ours_is_not_changed(content, reason):
    with pytest.raises(NotEditable, match=reason):
        parse_table(content, "t.csv")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("a,2020-01-01,Battles,x,y\n", "row 2 has 5 cells where the header has 4"),
        ("a,2020-01-01,Battles,x\na,2020-01-01,Battles,y\n", "in rows 2 and 3"),
        ("b,2020-01-01,Battles,x\n", '"a" is not in t.csv'),
    ],
)
def test_a_row_that_cannot_be_told_is_not_changed(line, reason):
    table = parse_table(f"event_id,event_date,event_type,notes\n{line}".encode(), "t.csv")
    with pytest.raises(NotEditable, match=reason):
        table.with_changed("a", {"notes": "z"})


def test_nothing_is_added_behind_a_quote_that_is_not_closed():
    table = parse_table(b'event_id,event_date,event_type\na,2020-01-01,"Battles\nb,', "t.csv")
    with pytest.raises(NotEditable, match="row 2: a quote"):
        table.with_added([{"event_id": "c"}])


def test_an_empty_line_at_the_end_is_a_record_of_its_own():
    assert split_records("a\n\n") == [Record("a", "\n"), Record("", "\n")]
