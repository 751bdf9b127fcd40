"""Owns that files of a brief lie in their folder, whatever they are called, and are there whole or not at all."""

import errno
import io
import os
import resource
import signal
import threading
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from dashboard.briefing.animation import write_gif, write_mp4
from dashboard.briefing.folder import name_output, open_output, write_output
from geo.errors import CannotSave
from tests.geo.processes import run_alone

FOLDER = Path("/brief/out")
OLD, NEW = b"old", b"new" * 100_000


@given(st.text(max_size=400) | st.text(alphabet="./\\: \0~-CONcon1\u202e\n", max_size=12))
@example("../../etc/passwd")
@example("/etc/passwd")
@example("C:\\Windows\\system.ini")
@example("..")
@example("")
@example("CON")
@example("com¹.x")
@example("a" * 300)
@example("\U0001f5fa" * 300)
@example("a\ud800b")
def test_whatever_a_file_is_called_it_lies_in_the_folder_on_every_system(stem):
    path = name_output(FOLDER, stem, ".png")
    name = path.name
    assert path.parent == FOLDER
    assert [PurePosixPath(name).parts, PureWindowsPath(name).parts] == [(name,), (name,)]
    assert name.endswith(".png")
    assert len(name) > len(".png")
    assert len(name.encode()) <= 200
    assert not name.startswith((".", "-", " "))
    assert not name.removesuffix(".png").endswith((".", " "))
    assert not any(ord(letter) < 32 or letter in '<>:"/\\|?*' for letter in name)
    assert PureWindowsPath(name).stem.split(".")[0].strip().upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "COM¹"}
    assert name_output(FOLDER, stem, ".png") == path


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("North-west Syria, 7–9 February 2020", "North-west Syria, 7–9 February 2020.png"),
        ("إدلب", "إدلب.png"),
        ("I\u0307dlib Şubat", "İdlib Şubat.png"),
        ("می\u200cخواهم", "می\u200cخواهم.png"),
        ("../../x", "x.png"),
        ("Idlib: 7/9", "Idlib 7 9.png"),
        ("a\tb\n c", "a b c.png"),
        ("report...", "report.png"),
        ("CON", "brief CON.png"),
        ("nul.tar", "brief nul.tar.png"),
        ("console", "console.png"),
        ("x\u202egnp.exe", "xgnp.exe.png"),
        ("...", "brief.png"),
        ("", "brief.png"),
    ],
)
def test_a_name_keeps_what_it_can(stem, name):
    assert name_output(FOLDER, stem, ".png").name == name


def test_long_titles_that_differ_at_their_end_have_names_of_their_own():
    names = {name_output(FOLDER, "إدلب " * 100 + end, ".png").name for end in ("a", "b", "c")}
    assert len(names) == 3
    assert all(name.startswith("إدلب إدلب") for name in names)


def test_the_name_of_a_series_keeps_its_day_after_a_long_title():
    assert name_output(FOLDER, "a" * 300, " 2020-02-08.png").name.endswith(" 2020-02-08.png")


def test_a_file_takes_the_place_of_the_one_before_when_it_is_whole(tmp_path):
    path = name_output(tmp_path / "new" / "folder", "a", ".png")
    write_output(path, OLD)
    with open_output(path) as file:
        file.write(NEW)
        assert path.read_bytes() == OLD
    assert path.read_bytes() == NEW
    assert [one.name for one in path.parent.iterdir()] == ["a.png"]


def test_two_that_write_the_same_name_at_once_leave_one_whole_file(tmp_path):
    path = name_output(tmp_path, "a", ".png")
    both = threading.Barrier(2)

    def write(letter):
        with open_output(path) as file:
            for _ in range(50):
                file.write(letter * 1000)
                both.wait(5)

    writers = [threading.Thread(target=write, args=[letter]) for letter in (b"a", b"b")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert path.read_bytes() in (b"a" * 50_000, b"b" * 50_000)
    assert [one.name for one in tmp_path.iterdir()] == ["a.png"]


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path):
    outside = tmp_path / "outside"
    outside.write_bytes(OLD)
    path = name_output(tmp_path / "out", "a", ".png")
    path.parent.mkdir()
    path.symlink_to(outside)
    with pytest.raises(CannotSave, match="leads to another file"):
        write_output(path, NEW)
    assert outside.read_bytes() == OLD


def test_a_folder_that_is_a_file_is_said(tmp_path):
    (tmp_path / "out").write_bytes(OLD)
    with pytest.raises(CannotSave, match="could not be written"):
        write_output(tmp_path / "out" / "a.png", NEW)


def test_a_full_disk_is_said_and_leaves_what_was_there(tmp_path, monkeypatch):
    path = tmp_path / "a.png"
    path.write_bytes(OLD)

    def fill(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", fill)
    with pytest.raises(CannotSave, match=r"No space left on device\. No part of it was left\. Free some space"):
        write_output(path, NEW)
    assert path.read_bytes() == OLD
    assert [one.name for one in tmp_path.iterdir()] == ["a.png"]


def write_beyond_the_limit(write, path):
    """Write frames of noise where no file may grow beyond 100 kB; return what is said."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    frames = []
    for _ in range(4):
        png = io.BytesIO()
        Image.frombytes("RGB", (320, 200), os.urandom(320 * 200 * 3)).save(png, "PNG")
        frames.append(png.getvalue())
    try:
        with open_output(path) as file:
            write(frames, file)
    except CannotSave as failure:
        return str(failure)
    return "written"


@pytest.mark.parametrize("write", [write_gif, write_mp4])
def test_a_film_that_meets_the_end_of_the_disk_is_said_and_leaves_nothing(write, tmp_path):
    said = run_alone(write_beyond_the_limit, write, tmp_path / "film")
    assert "film could not be written: File too large" in said
    assert list(tmp_path.iterdir()) == []
