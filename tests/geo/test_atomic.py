"""Owns that a file is replaced whole: the old one or the new one, never less, whatever strikes in between."""

import errno
import os
import resource
import signal
import subprocess
import time

import pytest

from geo.atomic import ABANDONED_SECONDS, remove_leftovers, replace_file
from tests.geo.processes import fork_to, kill_at_moments, run_alone

OLD, NEW = b"old\n" * 50_000, b"newer\n" * 50_000


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "events.csv"
    path.write_bytes(OLD)
    return path


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


def ended_pid():
    """The number of a process that is no more."""
    process = subprocess.Popen(["true"])
    process.wait()
    return process.pid


def write_without_end(file):
    while True:
        for content in (NEW, OLD):
            with replace_file(file) as new:
                new.write(content)


def kill_writers(file):
    """Return how often a kill left an unfinished file."""
    unfinished = 0

    def check():
        nonlocal unfinished
        assert file.read_bytes() in (OLD, NEW)
        unfinished += len(names_in(file.parent)) - 1
        remove_leftovers(file.parent)
        assert names_in(file.parent) == ["events.csv"]

    kill_at_moments(lambda: write_without_end(file), check, 100, 0.02)
    return unfinished


def read_beside_a_writer(file):
    """Return the contents met in a second, while another process writes."""
    pid = fork_to(lambda: write_without_end(file))
    end = time.monotonic() + 1
    seen = set()
    while time.monotonic() < end:
        seen.add(file.read_bytes())
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return seen


def write_beyond_the_limit(file):
    """Return the number of the error of a write that meets the end of the disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    try:
        with replace_file(file) as new:
            new.write(NEW)
    except OSError as error:
        return error.errno
    return 0


def test_new_content_takes_the_place_of_the_old(file):
    with replace_file(file) as new:
        new.write(NEW)
        assert file.read_bytes() == OLD
    assert file.read_bytes() == NEW
    assert names_in(file.parent) == ["events.csv"]


def test_text_keeps_its_line_ends(file):
    with replace_file(file, "w") as new:
        new.write("é\r\nb\n")
    assert file.read_bytes() == b"\xc3\xa9\r\nb\n"


def test_a_file_that_was_not_there_is_made_with_the_usual_permissions(tmp_path):
    with replace_file(tmp_path / "new.csv") as new:
        new.write(NEW)
    plain = tmp_path / "plain"
    plain.touch()
    assert (tmp_path / "new.csv").stat().st_mode == plain.stat().st_mode


@pytest.mark.parametrize("mode", [0o640, 0o664, 0o400])
def test_permissions_stay(file, mode):
    file.chmod(mode)
    with replace_file(file) as new:
        new.write(NEW)
    assert file.stat().st_mode & 0o777 == mode


def test_of_a_link_the_file_it_points_to_is_replaced(file, tmp_path):
    link = tmp_path / "elsewhere" / "link.csv"
    link.parent.mkdir()
    link.symlink_to("../events.csv")
    with replace_file(link) as new:
        new.write(NEW)
    assert link.is_symlink()
    assert file.read_bytes() == NEW
    assert names_in(link.parent) == ["link.csv"]


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt])
def test_a_failure_while_writing_leaves_the_old_file_and_nothing_else(file, failure):
    with pytest.raises(failure), replace_file(file) as new:
        new.write(NEW[:1000])
        raise failure
    assert file.read_bytes() == OLD
    assert names_in(file.parent) == ["events.csv"]


def test_the_unfinished_file_is_hidden_and_says_whose_it_is(file):
    with replace_file(file):
        (name,) = [name for name in names_in(file.parent) if name != "events.csv"]
    assert name.startswith(f".events.csv.{os.getpid()}.")
    assert name.endswith(".part")


def test_a_long_name_in_another_script_can_be_replaced(tmp_path):
    path = tmp_path / ("أحداث" * 24 + ".csv")
    path.write_bytes(OLD)
    with replace_file(path) as new:
        new.write(NEW)
    assert path.read_bytes() == NEW


def test_leftovers_of_ended_writers_are_removed_and_others_stay(file):
    gone = file.parent / f".events.csv.{ended_pid()}.0123abcd.part"
    kept = [f".events.csv.{os.getpid()}.0123abcd.part", ".events.csv.1.part", "events.csv.part", ".hidden.csv"]
    for path in [gone, *(file.parent / name for name in kept)]:
        path.touch()
    assert remove_leftovers(file.parent) == [gone]
    assert names_in(file.parent) == sorted([*kept, "events.csv"])


def test_a_leftover_whose_number_names_another_process_by_now_goes_when_it_is_old(file):
    old = file.parent / f".events.csv.{os.getpid()}.0123abcd.part"
    old.touch()
    long_ago = time.time() - ABANDONED_SECONDS - 60
    os.utime(old, (long_ago, long_ago))
    assert remove_leftovers(file.parent) == [old]


def test_a_folder_that_is_not_there_has_no_leftovers(tmp_path):
    assert remove_leftovers(tmp_path / "nowhere") == []


def test_a_file_killed_at_a_hundred_moments_is_the_old_or_the_new_one(file):
    assert run_alone(kill_writers, file) > 0, "no kill struck in the middle of a write"


def test_a_reader_meets_the_old_or_the_new_file_at_every_moment(file):
    assert run_alone(read_beside_a_writer, file) == {OLD, NEW}


def test_a_disk_on_which_no_more_fits_leaves_the_old_file(file):
    assert run_alone(write_beyond_the_limit, file) == errno.EFBIG
    assert file.read_bytes() == OLD
    assert names_in(file.parent) == ["events.csv"]


def test_a_full_disk_leaves_the_old_file(small_disk):
    file = small_disk / "events.csv"
    file.write_bytes(OLD)
    with pytest.raises(OSError) as failure, replace_file(file) as new:
        new.write(NEW)
    assert failure.value.errno == errno.ENOSPC
    assert file.read_bytes() == OLD
    assert names_in(small_disk) == ["events.csv"]


def test_a_folder_that_may_only_be_read_leaves_the_old_file(file, locked):
    with locked(file.parent), pytest.raises(PermissionError), replace_file(file) as new:
        new.write(NEW)
    assert file.read_bytes() == OLD
    assert names_in(file.parent) == ["events.csv"]


def test_leftovers_that_cannot_be_removed_stop_nobody(file, locked):
    leftover = file.parent / f".events.csv.{ended_pid()}.0123abcd.part"
    leftover.touch()
    with locked(file.parent):
        assert remove_leftovers(file.parent) == []
    assert leftover.exists()
