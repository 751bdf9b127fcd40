"""Jobs: files that take longer than a request; each says how far it is, can be stopped, and is fetched once done."""

from __future__ import annotations

import secrets
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO

from geo.errors import AtlasError, CannotDraw, CannotSave

MOST_JOBS = 12
"""Files that are being made at once; what was stopped counts until it has stopped."""

KEPT_S = 600
"""A finished file that nobody fetched is thrown away after so long."""

MOST_KEPT = 24
"""Of more finished files, the one that nobody asked for the longest gives way."""

Make = Callable[[BinaryIO, Callable[[int, int], None]], list[str]]


class Stopped(Exception):
    """Somebody stopped the job."""


@dataclass
class Job:
    """One file that is being made; a browser asks for it by its name, which nobody can guess.

    Attributes:
        name: What it is asked for by.
        file_name: What the file is called when it is saved.
        media_type: As HTTP says it.
        file: Where it is written; nobody else sees it.
        done: Sheets that are done.
        total: Sheets in all; 0 while that is not known.
        error: Why it cannot be made; empty while it can.
        said: Sentences about what is not as it should be.
        is_over: Whether nothing happens any more.
        touched: When somebody last asked, in seconds of a steady clock.
    """

    name: str
    file_name: str
    media_type: str
    file: BinaryIO
    done: int = 0
    total: int = 0
    error: str = ""
    said: list[str] = field(default_factory=list)
    is_over: bool = False
    is_stopped: bool = False
    touched: float = field(default_factory=time.monotonic)

    def as_dict(self) -> dict:
        """Say how far it is."""
        return {
            "job": self.name, "done": self.done, "total": self.total, "error": self.error, "said": self.said,
            "over": self.is_over, "file": self.file_name,
        }  # fmt: skip


class Jobs:
    """The jobs of one atlas.

    Args:
        owner: The number of the worker that has them, where there are several: the names of its jobs begin with it.
    """

    def __init__(self, owner: str = "") -> None:
        self._owner = owner
        self._jobs: dict[str, Job] = {}
        self._running = 0
        self._lock = threading.Lock()

    def begin(self, file_name: str, media_type: str, make: Make, after: Callable[[], None] = lambda: None) -> Job:
        """Begin to make a file.

        Args:
            file_name: What it is called when it is saved.
            media_type: As HTTP says it.
            make: Writes it; is handed a file and what to tell how far it is.
            after: Called when it is over, whatever became of it; not if it never begins.

        Raises:
            CannotDraw: If too many are being made.
            CannotSave: If there is no room for it.
        """
        with self._lock:
            self._sweep()
            if self._running >= MOST_JOBS:
                raise CannotDraw("Too many files are being made. Try again in a minute.")
            name = f"{self._owner}-{secrets.token_urlsafe(18)}" if self._owner else secrets.token_urlsafe(18)
            job = Job(name, file_name, media_type, _open_file())
            self._jobs[job.name] = job
            self._running += 1
        threading.Thread(target=self._work, args=(job, make, after), name="brief", daemon=True).start()
        return job

    def find(self, name: str) -> Job | None:
        """Return a job by its name; None for one that is not there any more."""
        job = self._jobs.get(name)
        if job:
            job.touched = time.monotonic()
        return job

    def take(self, name: str) -> Job | None:
        """Return a job that went well, and forget it: whoever takes it closes its file. None where there is none."""
        with self._lock:
            job = self._jobs.get(name)
            return self._jobs.pop(name) if job and job.is_over and not job.error else None

    def stop(self, name: str) -> None:
        """Stop a job, and forget it and its file."""
        with self._lock:
            if job := self._jobs.pop(name, None):
                job.is_stopped = True
                if job.is_over:
                    job.file.close()

    def _work(self, job: Job, make: Make, after: Callable[[], None]) -> None:
        def tell(done: int, total: int) -> None:
            if job.is_stopped:
                raise Stopped
            job.done, job.total = done, total

        try:
            job.said = make(job.file, tell)
        except Stopped:
            job.file.close()
        except AtlasError as error:
            job.error = str(error)
        except OSError as error:
            job.error = _say_full(error)
        except Exception:
            job.error = "The file could not be made, because of a mistake in the atlas. Its log says more."
            raise
        finally:
            self._end(job)
            after()

    def _end(self, job: Job) -> None:
        with self._lock:
            self._running -= 1
            job.is_over, job.touched = True, time.monotonic()
            if job.is_stopped:
                job.file.close()

    def _sweep(self) -> None:
        now = time.monotonic()
        over = sorted((job for job in self._jobs.values() if job.is_over), key=lambda job: job.touched)
        most = max(len(over) - MOST_KEPT + 1, 0)
        for number, job in enumerate(over):
            if number < most or now - job.touched > KEPT_S:
                self._jobs.pop(job.name).file.close()


def _open_file() -> BinaryIO:
    try:
        return tempfile.TemporaryFile()
    except OSError as error:
        raise CannotSave(_say_full(error)) from error


def _say_full(error: OSError) -> str:
    return f"The file could not be written: {error.strerror or error}. Make room on the disk and try again."
