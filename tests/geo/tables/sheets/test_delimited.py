"""Owns the reading of text tables: which cells a row has, as Python's own csv module tells them apart."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.tables.sheets.delimited import read_delimited

HEADER = ["one", "two", "three"]
PIECES = st.lists(st.sampled_from(["x", ",", ",", "\n", "\r\n", "\r", '"', '""', " ", "é", ";"]), max_size=30).map(
    "".join
)


def cells_of(sheet):
    return list(zip(*(column.to_pylist() for column in sheet.columns), strict=True))


@given(PIECES)
def test_cells_and_row_numbers_are_those_of_pythons_csv(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("sheet") / "table.csv"
    content = ",".join(HEADER) + "\n" + text
    path.write_bytes(content.encode())
    sheet = read_delimited(path)
    rows = [
        (number, [cell.strip() for cell in cells])
        for number, cells in enumerate(csv.reader(io.StringIO(content, newline="")), start=1)
    ][1:]
    while_fitting = {number: cells for number, cells in rows if len(cells) == 3 and any(cells)}
    aside = {remark.row for remark in sheet.set_aside}
    read = dict(zip(sheet.numbers.tolist(), map(list, cells_of(sheet)), strict=True))
    # Cells beyond the header that are blank do no harm; a quote that swallowed rows sets its row aside.
    for number, cells in read.items():
        assert cells == (while_fitting.get(number) or dict(rows)[number][:3])
    assert {number for number, cells in rows if any(cells)} == set(read) | aside
    assert sheet.rows == len(set(read) | aside)


@pytest.mark.parametrize("block", [64, 1 << 24])
def test_a_record_longer_than_a_block_is_read(tmp_path, monkeypatch, block):
    monkeypatch.setattr("geo.tables.sheets.delimited._BLOCK", block)
    path = tmp_path / "table.csv"
    path.write_text(f'one,two\na,"{"x" * 1000}"\nb,c\n')
    assert cells_of(read_delimited(path)) == [("a", "x" * 1000), ("b", "c")]


def test_letters_cut_by_the_end_of_a_piece_stay_whole(tmp_path, monkeypatch):
    monkeypatch.setattr("geo.tables.sheets.content._HEAD", 11)
    path = tmp_path / "table.csv"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1256"):
        path.write_bytes("one,two\nسراقب,إدلب\nمعرة,حلب\n".encode(encoding))
        sheet = read_delimited(path, encoding if encoding == "cp1256" else "")
        assert cells_of(sheet) == [("سراقب", "إدلب"), ("معرة", "حلب")]
