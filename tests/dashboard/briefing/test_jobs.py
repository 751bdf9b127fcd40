"""Owns jobs: files made beside the requests, of which each is found by its name alone, stopped, fetched once, swept."""

import os
import tempfile
import threading
import time
from dataclasses import dataclass, field

import pytest

from dashboard.briefing import jobs as making
from dashboard.briefing.jobs import KEPT_S, MOST_JOBS, MOST_KEPT, Jobs
from geo.errors import CannotDraw, CannotSave, NoBrowser

PATIENCE_S = 10


@dataclass
class Work:
    """Something to make that waits until it may go on."""

    sheets: int = 2
    began: threading.Event = field(default_factory=threading.Event)
    may_end: threading.Event = field(default_factory=threading.Event)

    def __call__(self, file, tell):
        tell(0, self.sheets)
        self.began.set()
        assert self.may_end.wait(PATIENCE_S)
        for number in range(1, self.sheets + 1):
            file.write(b"sheet ")
            tell(number, self.sheets)
        return ["All is well."]


def wait(is_so):
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.005)


def make(file, tell):
    file.write(b"whole")
    return []


def finish(jobs, work=make):
    job = jobs.begin("a.png", "image/png", work)
    wait(lambda: job.is_over)
    return job


def test_a_job_says_how_far_it_is_until_it_is_over():
    jobs, work, ended = Jobs(), Work(), threading.Event()
    job = jobs.begin("a.pdf", "application/pdf", work, ended.set)
    assert work.began.wait(PATIENCE_S)
    said = jobs.find(job.name).as_dict()
    assert (said["done"], said["total"], said["over"], said["file"]) == (0, 2, False, "a.pdf")
    assert jobs.take(job.name) is None
    assert not ended.is_set()
    work.may_end.set()
    assert ended.wait(PATIENCE_S)
    said = jobs.find(job.name).as_dict()
    assert (said["done"], said["total"], said["over"], said["said"]) == (2, 2, True, ["All is well."])


def test_a_file_is_taken_once():
    jobs = Jobs()
    job = finish(jobs)
    taken = jobs.take(job.name)
    taken.file.seek(0)
    assert taken.file.read() == b"whole"
    assert jobs.take(job.name) is jobs.find(job.name) is None


def test_two_jobs_have_names_that_nobody_guesses_and_files_of_their_own():
    jobs = Jobs()
    one, other = finish(jobs), finish(jobs)
    assert len({one.name, other.name}) == 2
    assert min(len(one.name), len(other.name)) >= 22
    one.file.write(b" and more")
    other.file.seek(0)
    assert other.file.read() == b"whole"


def test_a_stopped_job_ends_at_its_next_sheet_and_leaves_no_file():
    jobs, work, ended = Jobs(), Work(), threading.Event()
    job = jobs.begin("a.pdf", "application/pdf", work, ended.set)
    assert work.began.wait(PATIENCE_S)
    jobs.stop(job.name)
    assert jobs.find(job.name) is None
    work.may_end.set()
    assert ended.wait(PATIENCE_S)
    assert job.file.closed
    assert job.done == 0


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (NoBrowser("Install Chromium."), "Install Chromium."),
        (OSError(28, "No space left on device"), "No space left on device. Make room"),
    ],
)
def test_why_a_file_cannot_be_made_is_said(error, said):
    def fail(file, tell):
        raise error

    jobs, ended = Jobs(), threading.Event()
    job = jobs.begin("a.png", "image/png", fail, ended.set)
    assert ended.wait(PATIENCE_S)
    assert said in job.error
    assert jobs.take(job.name) is None


def test_a_mistake_of_the_atlas_ends_the_job_with_words_and_is_logged(monkeypatch):
    logged = []
    monkeypatch.setattr(threading, "excepthook", logged.append)

    def fail(file, tell):
        return 1 / 0

    job = finish(Jobs(), fail)
    assert "mistake in the atlas" in job.error
    wait(lambda: logged)
    assert logged[0].exc_type is ZeroDivisionError


def test_only_so_many_are_made_at_once_and_stopped_ones_count_until_they_have_stopped():
    jobs, works = Jobs(), [Work() for _ in range(MOST_JOBS)]
    begun = [jobs.begin("a.png", "image/png", work) for work in works]
    assert all(work.began.wait(PATIENCE_S) for work in works)
    jobs.stop(begun[0].name)
    with pytest.raises(CannotDraw, match="Try again"):
        jobs.begin("a.png", "image/png", make)
    for work in works:
        work.may_end.set()
    wait(lambda: all(job.is_over for job in begun))
    assert finish(jobs).error == ""


def test_failed_jobs_keep_nobody_from_making_another():
    def fail(file, tell):
        raise NoBrowser("Install Chromium.")

    jobs = Jobs()
    for _ in range(MOST_JOBS + 1):
        finish(jobs, fail)
    assert finish(jobs).error == ""


def test_finished_files_are_swept_when_nobody_asked_for_long():
    jobs = Jobs()
    old, fresh = finish(jobs), finish(jobs)
    old.touched -= KEPT_S + 1
    finish(jobs)
    assert old.file.closed
    assert jobs.find(old.name) is None
    assert jobs.find(fresh.name) is fresh


def test_only_so_many_finished_files_are_kept():
    jobs = Jobs()
    made = [finish(jobs) for _ in range(MOST_KEPT)]
    assert jobs.find(made[0].name)  # Somebody just asked for it.
    finish(jobs)
    assert made[1].file.closed
    assert not made[0].file.closed


def test_a_full_disk_is_said_before_anything_begins(monkeypatch):
    def refuse():
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(making.tempfile, "TemporaryFile", refuse)
    jobs = Jobs()
    with pytest.raises(CannotSave, match="Make room"):
        jobs.begin("a.png", "image/png", make)
    monkeypatch.setattr(making.tempfile, "TemporaryFile", tempfile.SpooledTemporaryFile)
    assert finish(jobs).error == ""
