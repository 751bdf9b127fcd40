"""The process in which documents are read: one that takes too long is stopped, and the atlas goes on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from threading import Timer

from geo.articles.texts.article import Article
from geo.articles.texts.kinds import Kind
from geo.errors import UnreadableFile

READING_SECONDS = 4.0
"""How long one file may be read."""

MOST_FILES = 2_000
"""How many files one process reads before a new one takes its place: what a large file took is not all given back."""

_STARTING_SECONDS = 60.0
_PROJECT = Path(__file__).resolve().parents[3]


class ReadingProcess:
    """Reads documents in another process, which starts with the first and stays for the next; not for several threads.

    Libraries that read PDF, HTML and Word files can be made to loop or to fill the memory. Only another process can be
    stopped whatever it does. Use it in a `with` statement.
    """

    def __init__(self, seconds: float = READING_SECONDS) -> None:
        self.seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._files = 0

    def __enter__(self) -> ReadingProcess:
        """Begin; nothing is started yet."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process."""
        self.close()

    def read(self, data: bytes, file: str, kind: Kind) -> list[Article]:
        """Read a file.

        Raises:
            UnreadableFile: If it cannot be read, or not in time.
        """
        process = self._running()
        request = json.dumps({"file": file, "kind": kind, "size": len(data)}).encode() + b"\n"
        try:
            process.stdin.write(request + data)
            process.stdin.flush()
        except OSError:
            pass  # It has ended; what it says, nothing, tells so.
        begun = self._line(_STARTING_SECONDS)
        said = self._line(self.seconds) if begun else {}
        if not said:
            self.close()
            raise UnreadableFile(_say_stopped(file, kind, self.seconds, bool(begun)))
        if "error" in said:
            raise UnreadableFile(said["error"])
        return [_article(fields) for fields in said["articles"]]

    def close(self) -> None:
        """End the process, if it runs."""
        process, self._process = self._process, None
        if process:
            process.kill()
            process.communicate()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None or self._files >= MOST_FILES:
            self.close()
            self._files = 0
            self._process = subprocess.Popen(
                [sys.executable, "-m", "geo.articles.texts.child"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                env=os.environ | {"PYTHONPATH": str(_PROJECT)},
            )  # fmt: skip
        self._files += 1
        return self._process

    def _line(self, seconds: float) -> dict:
        """Wait for a line of the answer; {} if the process ends, or has to be ended, before there is one."""
        timer = Timer(seconds, self._process.kill)
        timer.start()
        try:
            line = self._process.stdout.readline()
        finally:
            timer.cancel()
        return json.loads(line) if line.endswith(b"\n") else {}


def _say_stopped(file: str, kind: Kind, seconds: float, is_begun: bool) -> str:
    if not is_begun:
        return f"{file} cannot be read: what reads a {kind} did not start. Is requirements.txt installed as it stands?"
    return (
        f"{file} could not be read as a {kind} within {seconds:g} seconds. Expected a report of some pages; it may be "
        "made to stop those who read it. Open it in the program that made it, and copy the text into a .txt file."
    )


def _article(fields: dict) -> Article:
    published = fields.pop("published")
    return Article(**fields, published=date.fromisoformat(published) if published else None)
