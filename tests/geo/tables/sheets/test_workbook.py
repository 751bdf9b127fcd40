"""Owns the reading of workbooks: cells as text, rows as the spreadsheet counts, the sheet that holds the events."""

import datetime as dt

import pytest
import xlsxwriter

from geo.errors import UnreadableFile
from geo.tables.options import ReadingOptions
from geo.tables.reading import read_tables
from geo.tables.sheets.opening import open_sheet
from geo.vocabulary import read_vocabulary
from tests.geo.tables.sheets.containers import changed_xlsx, ods_cell, write_ods_body, write_xlsx

SHEET = "xl/worksheets/sheet1.xml"
XML = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def read(path):
    return open_sheet(path, ReadingOptions())


def cells_of(sheet):
    return [column.to_pylist() for column in sheet.columns]


def read_cell(tmp_path, value, form=None, options=None):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path, options or {}) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "x")
        sheet.write(1, 0, value, book.add_format({"num_format": form} if form else {}))
    return read(path).columns[0].to_pylist()


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (5.0, None, "5"),
        (35.864500000000003, None, "35.8645"),
        (-0.5, "0%", "-0.5"),
        (1e20, None, "100000000000000000000"),
        (1e-7, None, "0.0000001"),
        (43878, "yyyy-mm-dd", "2020-02-17"),
        (43878, "mmm yy", "2020-02-17"),
        (43878.5, "dd/mm/yyyy hh:mm", "2020-02-17 12:00:00"),
        (0.25, "hh:mm", "06:00:00"),
        (1.5, "[h]:mm:ss", "36:00:00"),
        (43878, None, "43878"),
        (43878, '"day" 0', "43878"),
        (True, None, "TRUE"),
        ("00123", "@", "00123"),
        ("NA", None, "NA"),
        ("  Ariha ", None, "Ariha"),
        ("two\nlines", None, "two\nlines"),
    ],
)
def test_a_cell_is_the_text_a_person_would_have_typed(tmp_path, value, form, text):
    assert read_cell(tmp_path, value, form) == [text]


def test_days_of_a_mac_workbook_are_the_days_that_were_meant(tmp_path):
    day = dt.date(2020, 2, 17)
    options = {"date_1904": True, "default_date_format": "yyyy-mm-dd"}
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path, options) as book:
        book.add_worksheet().write_column(0, 0, ["x"])
        book.worksheets()[0].write_datetime(1, 0, day)
    assert cells_of(read(path)) == [["2020-02-17"]]


def test_blank_rows_and_columns_count_as_in_the_spreadsheet(tmp_path):
    rows = [["a", None, "c"], ["1", None, "3"], [None] * 3, ["4", None, "6"]]
    write_xlsx(tmp_path / "a.xlsx", rows, first_row=2, first_column=1)
    sheet = read(tmp_path / "a.xlsx")
    assert (sheet.header, sheet.letters) == (("a", "c"), ("B", "D"))
    assert sheet.numbers.tolist() == [4, 6]
    assert cells_of(sheet) == [["1", "4"], ["3", "6"]]


def test_cells_beside_the_header_are_kept_under_their_letter(tmp_path):
    write_xlsx(tmp_path / "a.xlsx", [["a"], ["1", None, "more"]])
    assert read(tmp_path / "a.xlsx").header == ("a", "(column C)")


def test_a_row_with_an_error_is_set_aside_and_the_others_stay(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["a", "b"])
        sheet.write_row(1, 0, ["1", "2"])
        sheet.write_formula(2, 1, "=NA()", None, "#N/A")
        sheet.write_formula(3, 0, "=1+1", None, 2)
    sheet = read(path)
    assert cells_of(sheet) == [["1", "2"], ["2", ""]]
    assert [(one.row, one.column, one.value) for one in sheet.set_aside] == [(3, "b", "#N/A")]
    assert sheet.rows == 3


def test_where_no_header_is_known_the_sheet_that_was_read_is_named(tmp_path):
    write_xlsx(tmp_path / "a.xlsx", [["Month", "Events"], ["May", "7"]], sheets=[[["Terms"], ["of use"]]])
    with pytest.raises(UnreadableFile, match='Only the sheet "Other 0" is read, not "Events"'):
        read_tables([tmp_path / "a.xlsx"], read_vocabulary())


def test_the_sheet_with_a_known_header_is_read_and_the_others_are_named(tmp_path):
    path = tmp_path / "a.xlsx"
    write_xlsx(path, [["event_id", "event_date", "event_type"], ["a", "b", "c"]], sheets=[[["Notes"]], []])
    sheet = read(path)
    assert cells_of(sheet) == [["a"], ["b"], ["c"]]
    (remark,) = sheet.remarks
    assert (remark.row, remark.value) == (0, '"Other 0"')


def test_without_a_known_header_the_first_sheet_that_is_not_blank_is_read(tmp_path):
    write_xlsx(tmp_path / "a.xlsx", [["x"], ["1"]], sheets=[[], [["first"], ["2"]]])
    assert read(tmp_path / "a.xlsx").header == ("first",)


def test_a_header_alone_is_a_table_without_rows(tmp_path):
    write_xlsx(tmp_path / "a.xlsx", [["a", "b"]])
    sheet = read(tmp_path / "a.xlsx")
    assert (sheet.header, sheet.rows) == (("a", "b"), 0)


def test_a_formula_whose_value_is_blank_is_a_blank_cell(tmp_path):
    header = '<row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1" t="str"><v>b</v></c></row>'
    blank = '<row r="2"><c r="A2" t="str"><f>""</f><v></v></c><c r="B2"><f>1+1</f><v>2</v></c></row>'
    path = tmp_path / "a.xlsx"
    path.write_bytes(changed_xlsx({SHEET: XML.format(header + blank).encode()}))
    sheet = read(path)
    assert (cells_of(sheet), sheet.set_aside) == ([[""], ["2"]], ())


def test_cells_without_an_address_stand_side_by_side(tmp_path):
    xml = XML.format(
        '<row><c t="str"><v>a</v></c><c t="str"><v>b</v></c></row><row><c><v>1</v></c><c><v>2</v></c></row>'
    )
    path = tmp_path / "a.xlsx"
    path.write_bytes(changed_xlsx({SHEET: xml.encode()}))
    assert cells_of(read(path)) == [["1"], ["2"]]


def test_many_rows_with_narrow_and_wide_ones_stay_in_step(tmp_path):
    rows = [["a", "b"], *([str(number)] for number in range(20_000)), ["last", "wide"]]
    write_xlsx(tmp_path / "a.xlsx", rows, options={"constant_memory": True})
    sheet = read(tmp_path / "a.xlsx")
    assert sheet.numbers.tolist() == list(range(2, 20_003))
    assert cells_of(sheet)[0][-1] == "last"
    assert cells_of(sheet)[1] == [""] * 20_000 + ["wide"]


def ods(tmp_path, *lines):
    rows = "".join(
        line if line.startswith("<table:table-row") else f"<table:table-row>{line}</table:table-row>" for line in lines
    )
    write_ods_body(tmp_path / "a.ods", f'<table:table table:name="S">{rows}</table:table>')
    return read(tmp_path / "a.ods")


def repeated_row(times, cells):
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


def test_repeated_rows_and_cells_of_an_ods_are_all_there(tmp_path):
    blank = repeated_row(3, '<table:table-cell table:number-columns-repeated="16384"/>')
    twice = repeated_row(2, ods_cell("z").replace("-cell ", '-cell table:number-columns-repeated="2" '))
    end = blank.replace('repeated="3"', 'repeated="1048000"')
    sheet = ods(tmp_path, blank, ods_cell("a") + ods_cell("b"), twice, blank, ods_cell(1) + ods_cell(2.5), end)
    assert sheet.numbers.tolist() == [5, 6, 10]
    assert cells_of(sheet) == [["z", "z", "1"], ["z", "z", "2.5"]]


def test_text_of_an_ods_keeps_its_blanks_and_lines_and_leaves_comments_out(tmp_path):
    said = (
        '<table:table-cell office:value-type="string">\n '
        "<office:annotation><text:p>comment</text:p></office:annotation>"
        '<text:p>a <text:span>bold</text:span>\n <text:s text:c="2"/>b<text:tab/>c<text:line-break/>d</text:p>'
        "<text:p>e</text:p></table:table-cell>"
    )
    assert cells_of(ods(tmp_path, ods_cell("x"), said)) == [["a bold   b\tc\nd\ne"]]


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ('"date" office:date-value="2020-02-17"', "2020-02-17"),
        ('"date" office:date-value="2020-02-17T00:00:00"', "2020-02-17"),
        ('"date" office:date-value="2020-02-17T12:30:00"', "2020-02-17 12:30:00"),
        ('"time" office:time-value="PT36H00M00S"', "36:00:00"),
        ('"percentage" office:value="0.25"', "0.25"),
        ('"float" office:value="35.864500000000003"', "35.8645"),
        ('"float" office:value="5"', "5"),
        ('"boolean" office:boolean-value="true"', "TRUE"),
    ],
)
def test_a_value_of_an_ods_counts_and_not_how_it_is_shown(tmp_path, said, text):
    cell = f"<table:table-cell office:value-type={said}><text:p>shown</text:p></table:table-cell>"
    assert cells_of(ods(tmp_path, ods_cell("x"), cell)) == [[text]]


def test_a_workbook_is_known_by_what_it_is_and_not_by_its_name(tmp_path):
    ods(tmp_path, ods_cell("a"), ods_cell("1"))
    (tmp_path / "a.ods").rename(tmp_path / "a.xlsx")
    assert cells_of(read(tmp_path / "a.xlsx")) == [["1"]]
