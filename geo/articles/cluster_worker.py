"""What runs in each worker of a Dask cluster: a reader loaded once a process, and batches of articles read by it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from threading import Lock

from distributed import WorkerPlugin, get_worker

from geo.articles.proposing import Job, Proposal, Proposer
from geo.errors import UnreadableFile
from geo.vocabulary import DATA_FOLDER

PROJECT = DATA_FOLDER.parent
_WHAT_DECIDES = ("geo/**/*.py", "data/vocabulary/**/*.csv", "data/gazetteer/*")


@dataclass(frozen=True)
class Loaded:
    """A file as it is sent: its bytes, or why there are none.

    Attributes:
        file: As the user named it.
        data: What it holds.
        problem: Why it could not be opened, "" where it could.
    """

    file: str
    data: bytes = b""
    problem: str = ""


class ReaderPlugin(WorkerPlugin):
    """Keeps one reader in a worker's process, for as long as the job lasts; Dask gives it to late workers too.

    Args:
        job: How files are read.
        version: `version_of` the project of whoever asks.
    """

    def __init__(self, job: Job, version: str) -> None:
        self._job, self._version = job, version

    def setup(self, worker: object) -> None:
        """Begin in one worker; the reader is loaded with the first batch, so that a fault is told of that."""
        self._proposer: Proposer | None = None
        self._lock = Lock()  # A worker may have several threads; the process for documents serves one.

    def teardown(self, worker: object) -> None:
        """End the process for documents."""
        if self._proposer:
            self._proposer.close()

    def propose(self, batch: Iterable[Loaded]) -> list[list[Proposal]]:
        """Propose the drafts of files, in their order."""
        with self._lock:
            if self._proposer is None:
                self._proposer = self._load()
            return [self._propose_one(self._proposer, one) for one in batch]

    def _load(self) -> Proposer:
        if version_of(PROJECT) != self._version:
            raise UnreadableFile(
                f"{PROJECT} on worker {get_worker().address} is another version: its rules, words or places differ "
                "from those here. Give all workers the same geo/ and data/, and start them again."
            )
        return Proposer(replace(self._job, data_folder=DATA_FOLDER))

    @staticmethod
    def _propose_one(proposer: Proposer, one: Loaded) -> list[Proposal]:
        return [Proposal(one.file, problem=one.problem)] if one.problem else proposer.propose_bytes(one.data, one.file)


def propose_batch(name: str, batch: tuple[Loaded, ...]) -> list[list[Proposal]]:
    """Read a batch with the plugin of that name: the task that is sent to the workers."""
    return get_worker().plugins[name].propose(batch)


def version_of(project: Path) -> str:
    """Tell versions of rules, words and places apart, by what their files hold."""
    digest = sha256()
    for pattern in _WHAT_DECIDES:
        for path in sorted(one for one in project.glob(pattern) if one.is_file()):
            digest.update(f"{path.relative_to(project).as_posix()} ".encode())
            digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()
