"""Owns the thread that looks: it goes on after a fault, says when something changes, and ends when it is told to."""

import threading
import time

from geo.live.settling import Settling
from geo.live.watching import Watcher


def wait_until(is_so, patience_s=10):
    end = time.monotonic() + patience_s
    while not is_so():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def watchers():
    return [thread for thread in threading.enumerate() if thread.name == "watcher"]


def test_it_shows_what_changed_says_so_before_and_leaves_no_thread():
    stamps, shown, told = {"a": (1, 1, 1)}, [], []
    settling = Settling(lambda: dict(stamps), lambda: "read", shown.append, lambda _: None, dict(stamps))
    with Watcher([settling], told.append):
        assert len(watchers()) == 1
        stamps["a"] = (2, 2, 2)
        wait_until(lambda: shown)
        wait_until(lambda: told[-1] is False)
    assert shown == ["read"]
    assert True in told
    assert watchers() == []


def test_a_fault_in_looking_or_showing_does_not_end_it(caplog):
    stamps, shown, faults = {"a": (1, 1, 1)}, [], [OSError("the disk is gone"), None, ValueError("no such side")]

    def look():
        fault = faults.pop(0) if faults and len(faults) != 1 else None
        if fault:
            raise fault
        return dict(stamps)

    def show(read):
        if faults:
            raise faults.pop()
        shown.append(read)

    with Watcher([Settling(look, lambda: "read", show, lambda _: None, dict(stamps))], lambda _: None):
        stamps["a"] = (2, 2, 2)
        wait_until(lambda: not faults)
        stamps["a"] = (3, 3, 3)
        wait_until(lambda: shown)
    assert "the disk is gone" in caplog.text
    assert "no such side" in caplog.text


def test_what_was_read_and_not_shown_is_let_go_of_at_the_end():
    stamps, dropped, was_read = {"a": (1, 1, 1)}, [], threading.Event()

    def read():
        was_read.set()
        return "read"

    settling = Settling(lambda: dict(stamps), read, lambda _: None, dropped.append, {"a": (1, 1, 1), "b": (1, 1, 1)})
    with Watcher([settling], lambda _: None):
        assert was_read.wait(10)
    assert dropped == ["read"]
