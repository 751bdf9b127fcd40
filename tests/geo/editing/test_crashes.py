"""Owns that neither a kill nor a disk nor a second writer loses an event, or makes file and log disagree."""

import contextlib
import os
import random
import resource
import signal
import subprocess
import sys
import time

import pytest

from geo.editing import journal
from geo.editing.change_log import read_log
from geo.editing.changing import Editor, add_event, change_event, look_at
from geo.editing.failures import Unsaved
from geo.editing.session import clear_up
from geo.editing.undoing import undo_change
from geo.vocabulary import read_vocabulary
from tests.geo.editing.tables import START, filled_rows, names_in, replay, rows_of
from tests.geo.processes import fork_to, kill_at_moments, run_alone

A = "IDL-2020-02-07-a"
NEW = {"event_date": "2020-02-07", "event_type": "Battles", "location": "Saraqib"}


class Killed(BaseException):
    """As if the power had gone: nothing that would clear up is run."""


def edit_without_end(file):
    """Add, change and take back in a random order, until killed."""
    editor, dice = Editor(read_vocabulary()), random.Random(os.getpid())
    while True:
        act = dice.choice(["add", "change", "change", "undo"])
        if act == "add":
            add_event(file, NEW | {"notes": "x" * dice.randrange(3000)}, editor)
        elif act == "change":
            change_event(file, A, {"notes": str(dice.random())}, look_at(file, A), editor)
        else:
            undo_change(file, editor)


def kill_editors(file):
    """Return how often a kill left something to clear up."""
    start, unfinished = rows_of(file), 0
    read_vocabulary()

    def check():
        nonlocal unfinished
        unfinished += len(names_in(file.parent)) > 2
        filled_rows(file)  # whole before anything is cleared up: a reader may come at once
        clear_up([file.parent])
        assert replay(file.parent, start, file) == filled_rows(file)
        assert set(names_in(file.parent)) <= {"idlib.csv", "CHANGES.csv"}

    kill_at_moments(lambda: edit_without_end(file), check, 100, 0.1)
    return unfinished


def add_fifty_each(file):
    """Return the codes with which two writers left."""
    editor = Editor(read_vocabulary())
    children = [fork_to(lambda who=who: add_fifty(file, who, editor)) for who in ("Ada", "Ben")]
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]


def add_fifty(file, who, editor):
    for number in range(50):
        add_event(file, NEW | {"notes": f"{who} {number}"}, editor)


def read_beside_an_editor(file):
    """Return the numbers of rows met in a second and whether every row was whole, while another process adds."""
    pid = fork_to(lambda: add_fifty(file, "Ada", Editor(read_vocabulary())))
    counts = []
    while os.waitpid(pid, os.WNOHANG)[0] == 0:
        rows = rows_of(file)
        assert all(row["event_type"] == "Battles" and None not in row for row in rows.values())
        counts.append(len(rows))
    return counts


def add_beyond_the_limit(file, most_bytes):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    try:
        add_event(file, NEW | {"notes": "x" * 5000}, Editor(read_vocabulary()))
    except Unsaved as error:
        return str(error)
    return ""


def test_editors_killed_at_a_hundred_moments_leave_whole_rows_and_a_true_log(file):
    assert run_alone(kill_editors, file) > 0, "no kill struck in the middle of a write"


def test_two_writers_at_once_both_have_all_their_rows(file):
    assert run_alone(add_fifty_each, file) == [0, 0]
    notes = [row["notes"] for row in rows_of(file).values()]
    assert sorted(notes[3:]) == sorted(f"{who} {number}" for who in ("Ada", "Ben") for number in range(50))
    assert len(read_log(file.parent)) == 100
    assert names_in(file.parent) == ["CHANGES.csv", "idlib.csv"]


def test_a_reader_beside_a_writer_meets_whole_rows_and_loses_none(file):
    counts = run_alone(read_beside_an_editor, file)
    assert counts == sorted(counts)
    assert len(set(counts)) > 5


@pytest.mark.parametrize("most_bytes", [300, 4000, 5300])
def test_a_disk_on_which_no_more_fits_leaves_file_and_log_as_they_were(file, editor, most_bytes):
    add_event(file, NEW, editor)
    content, log = file.read_bytes(), read_log(file.parent)
    said = run_alone(add_beyond_the_limit, file, most_bytes)
    assert "idlib.csv could not be saved" in said
    assert "Free some space" in said
    assert file.read_bytes() == content
    assert read_log(file.parent) == log
    assert names_in(file.parent) == ["CHANGES.csv", "idlib.csv"]


def test_a_full_disk_leaves_file_and_log_as_they_were(small_disk, editor):
    file = small_disk / "idlib.csv"
    file.write_bytes(START)
    added = 0
    with pytest.raises(Unsaved, match="No space left on device"):
        for _ in range(100):
            add_event(file, NEW | {"notes": "x" * 5000}, editor)
            added += 1
    assert len(rows_of(file)) == 3 + added
    assert len(read_log(small_disk)) == added
    assert names_in(small_disk) == ["CHANGES.csv", "idlib.csv"]


def test_a_folder_that_may_only_be_read_is_said_and_left(file, editor, locked):
    with locked(file.parent), pytest.raises(Unsaved, match="Allow writing"):
        add_event(file, NEW, editor)
    with locked(file.parent):
        clear_up([file.parent])
    assert file.read_bytes() == START
    assert "CHANGES.csv" not in names_in(file.parent)


@pytest.mark.parametrize("step", ["_append", "replace_file", "_check_unchanged", "recover"])
@pytest.mark.parametrize("is_late", [False, True])
@pytest.mark.parametrize("lines_before", [0, 1])
def test_power_lost_at_any_step_leaves_a_true_log_at_the_next_start(
    file, editor, monkeypatch, step, is_late, lines_before
):
    for _ in range(lines_before):
        add_event(file, NEW, editor)
    start, log = rows_of(file), read_log(file.parent)
    with monkeypatch.context() as patch:
        patch.setattr(journal, "recover", lambda folder: None)
        real = getattr(journal, step)

        def struck(*arguments):
            if step == "replace_file" and arguments[0] != file:
                return real(*arguments)
            if is_late:
                real(*arguments)
            raise Killed

        patch.setattr(journal, step, struck)
        with pytest.raises(Killed):
            add_event(file, NEW, editor)
    clear_up([file.parent])
    grown = len(rows_of(file)) - len(start)
    assert len(read_log(file.parent)) - len(log) == grown
    assert grown == (step == "recover")
    assert names_in(file.parent) == (["CHANGES.csv"] if grown or log else []) + ["idlib.csv"]


@pytest.mark.parametrize("is_made", [False, True])
def test_a_crash_after_which_a_spreadsheet_saved_the_file_leaves_a_true_log(file, editor, monkeypatch, is_made):
    add_event(file, NEW, editor)
    with monkeypatch.context() as patch:
        patch.setattr(journal, "recover", lambda folder: None)
        if not is_made:
            patch.setattr(journal, "_check_unchanged", lambda *_: (_ for _ in ()).throw(Killed()))
        with contextlib.suppress(Killed):
            change_event(file, A, {"notes": "changed"}, look_at(file, A), editor)
    file.write_bytes(file.read_bytes().replace(b"two", b"2"))
    clear_up([file.parent])
    assert [line.what for line in read_log(file.parent)] == ["add", "change"][: 1 + is_made]


def test_a_start_leaves_a_folder_alone_in_which_nothing_was_left(file):
    clear_up([file, file.parent, file.parent / "nowhere" / "a.csv"])
    assert [path.name for path in file.parent.iterdir()] == ["idlib.csv"]


def test_half_a_line_of_the_log_is_taken_off_at_the_next_start(file, editor, monkeypatch):
    add_event(file, NEW, editor)
    log = (file.parent / "CHANGES.csv").read_bytes()
    real = journal._append

    def append_half(path, lines):
        real(path, lines[: len(lines) // 2])
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(journal, "recover", lambda folder: None)
        patch.setattr(journal, "_append", append_half)
        with pytest.raises(Killed):
            add_event(file, NEW, editor)
    assert (file.parent / "CHANGES.csv").read_bytes() != log
    clear_up([file.parent])
    assert (file.parent / "CHANGES.csv").read_bytes() == log


def test_whoever_waits_too_long_for_another_is_told_so(file, editor, monkeypatch):
    holder = """import sys, time, filelock
with filelock.FileLock(sys.argv[1]):
    print("held", flush=True)
    time.sleep(60)
"""
    lock = file.parent / ".CHANGES.csv.lock"
    process = subprocess.Popen([sys.executable, "-c", holder, str(lock)], stdout=subprocess.PIPE)
    process.stdout.readline()
    monkeypatch.setattr("geo.editing.session.PATIENCE_SECONDS", 0.2)
    try:
        with pytest.raises(Unsaved, match="being changed by somebody else"):
            add_event(file, NEW, editor)
    finally:
        process.kill()
        process.communicate()
    begin = time.monotonic()
    add_event(file, NEW, editor)  # a killed holder holds nothing
    assert time.monotonic() - begin < 5
