"""Owns when a file counts as saved: not while it is written, not while it is an editor's own, and then at once."""

import os

import pytest

from geo.live.settling import BEGIN_S, GONE_S, QUIET_S, Settling, stamp_files
from geo.tables.reading import list_files
from geo.tables.temporary import is_temporary


class Desk:
    """A folder that is looked at as time goes by, and what was read, shown and let go of."""

    def __init__(self, folder):
        self.folder, self.now_s = folder, 0.0
        self.read, self.shown, self.dropped = [], [], []
        self.during_read = lambda: None
        self.settling = Settling(
            self.look, self._read, self.shown.append, self.dropped.append, self.look(), lambda: self.now_s
        )

    def look(self):
        return stamp_files(list_files([self.folder]))

    def _read(self):
        self.read.append({path.name: path.read_text() for path in sorted(self.folder.glob("*.csv"))})
        self.during_read()
        return self.read[-1]

    def write(self, text, name="mine.csv"):
        (self.folder / name).write_text(text)

    def wait(self, seconds, step_s=0.05):
        for _ in range(round(seconds / step_s)):
            self.now_s += step_s
            self.settling.step()


@pytest.fixture
def desk(tmp_path):
    (tmp_path / "mine.csv").write_text("a")
    return Desk(tmp_path)


def test_nothing_is_read_while_nothing_changes(desk):
    desk.wait(5)
    assert desk.read == []
    assert not desk.settling.is_changing


def test_a_saved_file_is_read_once_and_shown_when_it_was_quiet(desk):
    desk.write("ab")
    desk.wait(QUIET_S)
    assert desk.shown == []
    assert desk.settling.is_changing
    desk.wait(0.2)
    assert desk.shown == [{"mine.csv": "ab"}]
    desk.wait(5)
    assert len(desk.read) == len(desk.shown) == 1


def test_a_file_that_grows_is_shown_only_when_it_is_whole(desk):
    for length in range(2, 12):
        desk.write("a" * length)
        desk.wait(BEGIN_S + 0.05)
    assert desk.shown == []
    desk.wait(QUIET_S + 0.1)
    assert desk.shown == [{"mine.csv": "a" * 11}]
    assert desk.dropped == desk.read[:-1]


def test_what_was_read_while_the_file_changed_is_let_go_of(desk):
    desk.write("ab")
    desk.during_read = lambda: len(desk.read) == 1 and desk.write("abc")
    desk.wait(1)
    assert desk.shown == [{"mine.csv": "abc"}]
    assert len(desk.dropped) == 1


def test_a_new_file_a_replaced_one_and_one_written_with_the_old_time_are_seen(desk):
    desk.write("b", "new.csv")
    desk.wait(1)
    before = (desk.folder / "mine.csv").stat()
    desk.write("c", ".mine.csv.tmp")
    os.utime(desk.folder / ".mine.csv.tmp", ns=(before.st_atime_ns, before.st_mtime_ns))
    (desk.folder / ".mine.csv.tmp").replace(desk.folder / "mine.csv")
    desk.wait(1)
    assert desk.shown == [{"mine.csv": "a", "new.csv": "b"}, {"mine.csv": "c", "new.csv": "b"}]


def test_a_file_that_is_taken_away_for_a_moment_was_never_gone(desk):
    (desk.folder / "mine.csv").unlink()
    desk.wait(GONE_S - 0.2)
    desk.write("new")
    desk.wait(1)
    assert desk.shown == [{"mine.csv": "new"}]


def test_a_file_that_stays_away_is_gone(desk):
    desk.write("b", "other.csv")
    desk.wait(1)
    (desk.folder / "other.csv").unlink()
    desk.wait(GONE_S + 0.2)
    assert desk.shown[-1] == {"mine.csv": "a"}


def test_a_change_that_is_taken_back_shows_nothing_new(desk):
    stat = (desk.folder / "mine.csv").stat()
    desk.write("ab")
    desk.wait(0.2)
    desk.write("a")
    os.utime(desk.folder / "mine.csv", ns=(stat.st_atime_ns, stat.st_mtime_ns))
    desk.wait(2)
    assert desk.shown == []
    assert desk.dropped == desk.read
    assert not desk.settling.is_changing


def test_folders_and_files_behind_links_are_followed(tmp_path):
    real = tmp_path / "real"
    real.mkdir()
    (real / "mine.csv").write_text("a")
    (tmp_path / "linked").symlink_to(real)
    desk = Desk(tmp_path / "linked")
    (real / "next.csv").write_text("b")
    (real / "mine.csv").unlink()
    (real / "mine.csv").symlink_to(real / "next.csv")
    desk.wait(1)
    assert desk.shown == [{"mine.csv": "b", "next.csv": "b"}]


TEMPORARY = (
    ".~lock.mine.csv#", "~$mine.csv", "#mine.csv#", ".#mine.csv", ".mine.csv.swp", "mine.csv~", "mine.csv.tmp",
    "mine.csv.part", "mine.csv.bak", "mine.csv.crdownload", "~mine.csv", ".mine.csv",
)  # fmt: skip


@pytest.mark.parametrize("name", TEMPORARY)
def test_what_editors_and_downloads_leave_is_no_file_of_events(desk, name):
    assert is_temporary(name)
    desk.write("whatever", name)
    desk.wait(2)
    assert desk.read == []


@pytest.mark.parametrize("name", ["mine.csv", "idlib-2019~2020.csv", "part.csv", "mine.tmp.csv", "№1.csv"])
def test_names_of_maintainers_are_not_taken_for_temporary(name):
    assert not is_temporary(name)
