"""Tests of saved pages: what is read of them, in which encodings, and what never is."""

from datetime import date

import pytest

PAGE = """<!DOCTYPE html>
<!-- saved from url=(0021)https://example.org/a -->
<html lang="en"><head><title>Convoy reaches border | Example Daily</title>
<meta property="og:site_name" content="Example Daily"><meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2020-02-17T01:00:00+03:00">
<style>p { color: red }</style></head><body><nav><a href="/">Home</a> <a href="/w">World</a></nav>
<article><h1>Convoy reaches border</h1><p>A convoy of 150 trucks reached the border town on Monday.</p>
<p>Two soldiers died near Saraqib.</p><p style="display: none">Aleppo fell unseen.</p>
<p hidden>Homs fell unseen.</p></article>
<script>var x = "Idlib fell unseen"; fetch("http://127.0.0.1:9/")</script>
<img src="http://127.0.0.1:9/x.png"></body></html>"""

RUSSIAN = "<html><body><p>Колонна вышла из города Алеппо в понедельник утром.</p></body></html>"
ARABIC = "<html><body><p>قتل جنديان في مدينة سراقب يوم الاثنين بعد قصف عنيف</p></body></html>"


def test_a_page_gives_its_body_and_what_it_says_of_itself(read):
    (article,) = read(PAGE.encode(), "a.html")
    assert "A convoy of 150 trucks reached the border town on Monday.\nTwo soldiers died near Saraqib." in article.text
    assert (article.title, article.publisher, article.author) == ("Convoy reaches border", "Example Daily", "Jane Doe")
    assert (article.published, article.dated_by, article.language) == (date(2020, 2, 17), "page", "en")
    assert article.url == "https://example.org/a"


def test_what_nobody_sees_is_not_read(read):
    (article,) = read(PAGE.encode(), "a.html")
    assert "unseen" not in article.text
    assert "color" not in article.text


@pytest.mark.parametrize(
    ("page", "encoding", "said"),
    [
        (RUSSIAN, "cp1251", "Колонна вышла из города Алеппо"),
        (RUSSIAN, "koi8-r", "Колонна вышла из города Алеппо"),
        (RUSSIAN, "utf-16", "Колонна вышла из города Алеппо"),
        (RUSSIAN, "utf-16-le", "Колонна вышла из города Алеппо"),
        (RUSSIAN, "utf-16-be", "Колонна вышла из города Алеппо"),
        (ARABIC, "cp1256", "في مدينة سراقب"),
        (ARABIC, "utf-16", "في مدينة سراقب"),
        (RUSSIAN.replace("<html>", '<html><meta charset="iso-8859-5">'), "iso8859-5", "Колонна вышла"),
        ("<html><body><p>The “general” café of Réyhanli</p></body></html>", "cp1252", "The “general” café of Réyhanli"),
    ],
)
def test_encodings_are_told_with_and_without_a_declaration(page, encoding, said, read):
    (article,) = read(page.encode(encoding), "a.html")
    assert said in article.text


def test_a_page_is_known_by_its_content_whatever_its_name(read):
    (article,) = read(PAGE.encode(), "report.txt")
    assert article.publisher == "Example Daily"


def test_an_address_that_is_no_link_is_not_kept(read):
    page = PAGE.replace("https://example.org/a", "javascript:alert(1)")
    assert read(page.encode(), "a.html")[0].url == ""


def test_a_page_of_a_few_words_is_read_whole(read):
    assert read(b"<html><body><div>Fighting in Homs.</div></body></html>", "a.html")[0].text == "Fighting in Homs."
