"""Owns that a cell neither acts in a spreadsheet nor changes on its way through one of our files."""

import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geo.tables.formulas import escape_cell, escape_cells, unescape_cell, unescape_cells

SIGNS = "'=+-@\t\r1.e \n"
TEXTS = st.one_of(st.text(), st.text(alphabet=SIGNS), st.builds(str.__add__, st.text(alphabet=SIGNS), st.text()))


@given(TEXTS)
@example("'=1")
@example("''-2")
@example("'-35.2")
@example("'quoted'")
def test_every_text_comes_back_as_it_was(text):
    assert unescape_cell(escape_cell(text)) == text


@given(TEXTS)
def test_what_is_written_begins_with_no_sign_of_a_formula_unless_it_is_a_number(text):
    written = escape_cell(text)
    if written[:1] in ("=", "+", "-", "@", "\t", "\r") and written:
        float(written)


@given(st.lists(st.one_of(st.none(), TEXTS)))
def test_a_column_is_written_as_its_cells_are(texts):
    written = escape_cells(pa.array(texts, pa.string())).to_pylist()
    assert written == [None if text is None else escape_cell(text) for text in texts]


@given(st.lists(TEXTS))
def test_a_column_is_read_as_its_cells_are(texts):
    assert unescape_cells(pa.array(texts, pa.large_string())).to_pylist() == [unescape_cell(text) for text in texts]


@pytest.mark.parametrize("number", ["-35.2", "+3", "-0", "+.5", "-1e5", "-35."])
def test_numbers_stay_numbers(number):
    assert escape_cell(number) == number


@pytest.mark.parametrize("text", ["=1+1", "+49 30 1", "-2+3", "-", "@SUM(A1)", "\t=1", "\r=1", "-1\n", "+inf", "-٣"])
def test_whatever_else_begins_so_gets_an_apostrophe(text):
    assert escape_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "'", "Ain 'Isa", "'quoted'", "a=b", " =1", "حلب"])
def test_other_texts_are_left_alone_both_ways(text):
    assert escape_cell(text) == text == unescape_cell(text)
