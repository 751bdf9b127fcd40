"""Tests of PDF and Word files."""

import zipfile
from datetime import date, datetime
from io import BytesIO

import pytest

from geo.articles.texts.pdfs import join_pages, mend_hyphens
from tests.geo.articles.texts.conftest import make_pdf, save


def make_word(*paragraphs, title="", made=datetime(2020, 2, 17)):
    import docx

    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.core_properties.title, document.core_properties.created = title, made
    return document


def test_a_pdf_gives_text_title_and_the_day_it_was_made(read):
    data = make_pdf(["The army took two vil-", "lages on Monday."], Title="Front", CreationDate="D:20200217120000")
    (article,) = read(data, "a.pdf")
    assert article.text == "The army took two villages on Monday."
    assert (article.title, article.published, article.dated_by) == ("Front", date(2020, 2, 17), "document")


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("an oper-\nation began", "an operation began"),
        ("the north-\nwestern front", "the north-western front"),
        ("a cross-\nborder raid after cross-border fire", "a cross-border raid after cross-border fire"),
        ("from Deir-\nEzzor", "from Deir-Ezzor"),
        ("the M-\n5 road", "the M-\n5 road"),
    ],
)
def test_words_parted_at_line_ends_are_mended(text, mended):
    assert mend_hyphens(text) == mended


def test_running_titles_and_page_numbers_are_left_out():
    pages = [f"Weekly bulletin {n}\nReport number {word}.\nPage {n}" for n, word in enumerate(("one", "two", "three"))]
    assert join_pages(pages) == "Report number one.\n\nReport number two.\n\nReport number three."


def test_a_sentence_goes_on_over_the_page():
    assert join_pages(["The convoy left", "the town."]) == "The convoy left\nthe town."


def test_a_pdf_of_pictures_is_said_to_have_no_text_layer(refuse):
    assert "has 1 page and no text layer" in refuse(make_pdf([]), "scan.pdf")


def test_a_protected_pdf_is_said_to_be_protected(refuse):
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(make_pdf(["Fighting in Homs and in Hama."]))))
    writer.encrypt("secret", algorithm="RC4-128")
    assert "protected by a password" in refuse(save(writer.write), "a.pdf")


def test_a_word_file_gives_paragraphs_tables_and_what_it_says_of_itself(read):
    document = make_word("A shell hit Saraqib.", title="Morning report")
    document.add_table(1, 1).cell(0, 0).text = "Two died."
    document.add_paragraph("It ended at noon.")
    (article,) = read(save(document.save), "a.docx")
    assert article.text == "A shell hit Saraqib.\nTwo died.\nIt ended at noon."
    assert (article.title, article.published, article.dated_by) == ("Morning report", date(2020, 2, 17), "document")


def test_hidden_words_of_a_word_file_are_not_read(read):
    document = make_word("Seen.")
    document.add_paragraph("x").add_run(" unseen").font.hidden = True
    assert read(save(document.save), "a.docx")[0].text == "Seen.\nx"


def test_a_zip_bomb_is_refused_before_it_is_unpacked(refuse):
    written = BytesIO(save(make_word("x").save))
    with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("word/big.xml", "w") as entry:
        for _ in range(30):
            entry.write(b" " * (1 << 20))
    assert "when unpacked" in refuse(written.getvalue(), "bomb.docx")


def test_a_cut_word_file_is_said_to_be_damaged(refuse):
    assert "damaged" in refuse(save(make_word("x").save)[:3_000], "a.docx")
