"""Tests of mails, pages saved as one file, and feeds."""

from datetime import date
from email.message import EmailMessage

import pytest

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Example Wire</title><language>en</language>
<item><title>First</title><description>&lt;p&gt;A shell hit Homs &amp;amp; Hama.&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;
</description><pubDate>Mon, 17 Feb 2020 01:00:00 +0300</pubDate><link>https://example.org/1</link></item>
<item><title></title></item>
<item><title>Only a headline</title><link>javascript:alert(1)</link></item></channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry><title>One</title>
<updated>2020-02-17T23:30:00-05:00</updated><summary>Short.</summary>
<content type="html">&lt;p&gt;The longer text.&lt;/p&gt;</content></entry></feed>"""


def make_mail(text, **fields):
    mail = EmailMessage()
    for name, value in {"From": "Jane Doe <jane@example.org>", "Subject": "Morning", **fields}.items():
        mail[name] = value
    mail.set_content(text)
    return mail


def test_a_mail_gives_its_text_with_quoted_replies_its_sender_and_its_day(read):
    mail = make_mail("A shell hit Homs.\n> Who saw it?\n", Date="Mon, 17 Feb 2020 01:00:00 +0300")
    (article,) = read(mail.as_bytes(), "a.eml")
    assert article.text == "A shell hit Homs.\n> Who saw it?"
    assert (article.title, article.author, article.published) == ("Morning", "Jane Doe", date(2020, 2, 17))


def test_the_plain_part_of_nested_parts_is_read_and_attached_files_are_not(read):
    mail = make_mail("The plain part.")
    mail.add_alternative("<p>The HTML part.</p>", subtype="html")
    mail.add_attachment("An attached list.", filename="list.txt")
    assert read(mail.as_bytes(), "a.eml")[0].text == "The plain part."


def test_html_is_read_where_there_is_no_plain_part(read):
    mail = make_mail("")
    mail.set_content("<div>One<script>x</script></div><blockquote>Two</blockquote>", subtype="html")
    assert read(mail.as_bytes(), "a.eml")[0].text.split() == ["One", "Two"]


def test_a_mail_attached_to_a_mail_is_read_after_it(read):
    mail = make_mail("See below.")
    mail.add_attachment(make_mail("The inner report."))
    assert read(mail.as_bytes(), "a.eml")[0].text == "See below.\n\nThe inner report."


def test_a_text_that_begins_like_a_mail_is_a_text(read):
    text = "From: our correspondent\nDate: Monday\n\nA shell hit Homs."
    assert read(text.encode(), "a.txt")[0].text == text


def test_a_page_saved_as_one_file_is_read_as_a_page(read):
    page = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/a\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n'
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        "<html><body><p>Fighting in =C3=87obanbey.</p></body></html>\r\n--b--\r\n"
    )
    (article,) = read(page.encode(), "a.mhtml")
    assert (article.text, article.url) == ("Fighting in Çobanbey.", "https://example.org/a")


def test_each_entry_of_a_feed_is_an_article_with_a_name_of_its_own(read):
    first, third = read(FEED.encode(), "wire.rss")
    assert (first.name, first.text, first.publisher) == ("wire.rss#1", "A shell hit Homs & Hama.", "Example Wire")
    assert (first.published, first.url, first.language) == (date(2020, 2, 17), "https://example.org/1", "en")
    assert (third.name, third.text, third.url, third.published) == ("wire.rss#3", "Only a headline", "", None)


def test_an_atom_entry_has_its_longest_text_and_its_own_day(read):
    (article,) = read(ATOM.encode(), "wire.xml")
    assert (article.text, article.published) == ("The longer text.", date(2020, 2, 17))


@pytest.mark.parametrize("outside", ['SYSTEM "{file}"', 'PUBLIC "x" "{file}"'])
def test_entities_of_other_files_are_never_resolved(outside, read, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    entity = outside.format(file=secret.as_uri())
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e {entity}>]>'
    for article in read((head + FEED[21:].replace("First", "First &e;")).encode(), "wire.rss"):
        assert "SECRET" not in article.title + article.text
