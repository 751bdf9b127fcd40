"""Tests of input that is made, or happens, to harm: bounded time, a clear word, and nothing fetched."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geo.articles.texts.kinds import Kind
from geo.articles.texts.separate import ReadingProcess
from geo.errors import AtlasError
from tests.geo.articles.texts.conftest import make_pdf

PROJECT = Path(__file__).resolve().parents[4]
MOST_SECONDS = 5.5
BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))

HOSTILE = {
    "nested.html": lambda: b"<html><body>" + b"<div>" * 100_000 + b"Fighting." + b"</div>" * 100_000,
    "brackets.html": lambda: b"<html><body>" + b"<" * 10_000_000,
    "paragraphs.html": lambda: b"<html><body>" + b"<p>" * 3_000_000,
    "line.html": lambda: b"<html><body><p>" + b"Fighting hit Homs. " * 500_000,
    "line.txt": lambda: b"Fighting hit Homs. " * 500_000,
    "junk.bin": lambda: bytes(range(256)) * 1_000,
    "junk.pdf": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 1_000,
    "junk.docx": lambda: b"PK\x03\x04" + bytes(range(256)) * 1_000,
    "long.pdf": lambda: make_pdf(["Fighting hit Homs." for _ in range(400_000)]),
    "bomb.rss": lambda: f'<!DOCTYPE rss [<!ENTITY e0 "ha">{BOMB}]><rss><channel><item><title>&e11;</title>'.encode(),
    "nested.rss": lambda: b"<rss><channel><item>" + b"<a>" * 100_000,
    "nested.eml": lambda: b"MIME-Version: 1.0\nFrom: a\nContent-Type: message/rfc822\n\n" * 5_000,
    "field.eml": lambda: b"MIME-Version: 1.0\nFrom: " + b"(" * 100_000 + b"\n\nFighting.",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_take_bounded_time_and_no_trace_of_python_is_shown(name, read):
    data, start = HOSTILE[name](), time.monotonic()
    try:
        articles = read(data, name)
    except AtlasError as error:
        assert str(error).startswith(name)
    else:
        assert articles[0].text
    assert time.monotonic() - start < MOST_SECONDS


def test_a_reader_that_loops_is_stopped_and_the_next_file_is_read(read, process):
    with ReadingProcess(seconds=0.05) as hasty:
        with pytest.raises(AtlasError, match=r"within 0\.05 seconds"):
            hasty.read(b"<html><body>" + b"<p>a" * 1_000_000, "slow.html", Kind.PAGE)
        hasty.seconds = 4.0
        assert hasty.read(b"<html><body><p>Quick.", "quick.html", Kind.PAGE)[0].text == "Quick."


def test_what_large_files_took_is_given_back_by_a_new_process(monkeypatch):
    monkeypatch.setattr("geo.articles.texts.separate.MOST_FILES", 2)
    with ReadingProcess() as process:
        numbers = []
        for text in ("First.", "Second.", "Third."):
            page = f"<html><body><p>{text}".encode()
            assert process.read(page, "a.html", Kind.PAGE)[0].text == text
            numbers.append(process._process.pid)
    assert numbers[0] == numbers[1] != numbers[2]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \n", "is empty"),
        (b"{\\rtf1 text}", "is an RTF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "Office 97"),
        ("Maarrat an Nu´man".encode("latin-1"), "is not UTF-8 text (byte 13)"),
        (b"x" * 50_000_001, "is larger than 50 MB"),
    ],
)
def test_what_is_no_report_is_said_with_what_to_do(data, said, refuse):
    assert said in refuse(data, "a.txt")


def test_nul_bytes_become_blanks_and_marks_without_width_stay(read):
    text = "Shelling\0hit \u200fسراقب\u200b and Ho\u00adms." + " It went on." * 10
    assert read(text.encode(), "a.txt")[0].text == text.replace("\0", " ")


def test_reading_can_neither_fetch_nor_write_nor_start_programs(tmp_path):
    code = (
        "import sys, socket, subprocess\nfrom geo.articles.texts.child import refuse\nsys.addaudithook(refuse)\n"
        f"acts = [lambda: socket.create_connection(('127.0.0.1', 9)), lambda: subprocess.run(['true']), "
        f"lambda: open({str(tmp_path / 'x')!r}, 'w')]\n"
        "for act in acts:\n"
        "    try:\n        act()\n"
        "    except PermissionError as error:\n        print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(PROJECT)}
    )
    assert done.stdout.count("may not do this") == 3
    assert not (tmp_path / "x").exists()


def test_a_plain_text_loads_no_reader_of_documents(tmp_path):
    (tmp_path / "a.txt").write_text("Fighting in Homs.")
    code = (
        "import sys\nfrom geo.articles.texts.reading import read_articles\n"
        f"assert [one.text for one in read_articles([{str(tmp_path / 'a.txt')!r}])] == ['Fighting in Homs.']\n"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert {"trafilatura", "docx", "feedparser", "pypdf", "lxml"}.isdisjoint(done.stdout.split())
