"""Tests of folders: which of their files are articles, in which order, and that one bad file stops no other."""

import pytest

from geo.articles.texts.article import Unread
from geo.articles.texts.reading import list_articles, read_articles
from geo.errors import AtlasError


def fill(folder, *names, text="Fighting in Homs."):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def names_in(folder):
    return [path.removeprefix(f"{folder}/") for path in list_articles([str(folder)])]


def test_articles_are_listed_by_name_with_those_of_inner_folders(tmp_path):
    fill(tmp_path, "b.txt", "a.eml", "inner/c.html", "d.PDF")
    assert names_in(tmp_path) == ["a.eml", "b.txt", "d.PDF", "inner/c.html"]


def test_what_lies_beside_articles_is_passed_over(tmp_path):
    fill(
        tmp_path, "a.html", "a_files/frame.html", "a_files/x.js", "~$b.docx", ".c.txt", "d.txt~", "e.csv", ".git/f.txt"
    )
    assert names_in(tmp_path) == ["a.html"]


def test_a_name_without_a_known_ending_counts_by_its_content(tmp_path):
    fill(tmp_path, "notes", "sitemap.xml")
    fill(tmp_path, "page", text="<!DOCTYPE html><html><body>Fighting.")
    fill(tmp_path, "feed.xml", text='<?xml version="1.0"?><rss><channel></channel></rss>')
    assert names_in(tmp_path) == ["feed.xml", "page"]


def test_links_out_of_the_folder_are_not_followed(tmp_path):
    inside, outside = tmp_path / "in", tmp_path / "out"
    fill(inside, "a.txt")
    fill(outside, "b.txt")
    (inside / "c.txt").symlink_to(outside / "b.txt")
    (inside / "d").symlink_to(outside)
    (inside / "e.txt").symlink_to(inside / "a.txt")
    assert names_in(inside) == ["a.txt", "e.txt"]


def test_an_old_document_is_named_and_the_others_are_read(tmp_path):
    fill(tmp_path, "a.txt", "c.txt")
    (tmp_path / "b.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600)
    first, second, third = read_articles(list_articles([str(tmp_path)]))
    assert isinstance(second, Unread)
    assert "Office 97" in str(second)
    assert first.text == third.text == "Fighting in Homs."


def test_a_file_that_went_away_is_said(tmp_path):
    (gone,) = read_articles([str(tmp_path / "gone.txt")])
    assert "gone.txt cannot be read: No such file" in str(gone)


def test_a_folder_without_articles_is_an_error(tmp_path):
    with pytest.raises(AtlasError, match=r"holds no \.txt file, nor any other report"):
        list_articles([str(tmp_path)])
