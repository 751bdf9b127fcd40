"""Files to draft events on an existing Dask cluster, with the same answer as on one machine."""

from __future__ import annotations

import logging
import warnings
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from itertools import chain
from uuid import uuid4

from distributed import Client, Future, KilledWorker
from distributed.comm import get_address_host_port

from geo.articles.cluster_worker import PROJECT, Loaded, ReaderPlugin, propose_batch, version_of
from geo.articles.proposing import Job, Proposal
from geo.articles.texts.reading import load_bytes
from geo.errors import AtlasError, CannotReachCluster, UnreadableFile

CONNECT_SECONDS, WORKER_SECONDS = 5, 20
MOST_FILES, MOST_BYTES = 16, 1_000_000
"""Of one batch; a batch is a task. A larger file makes one by itself."""

BATCHES_AHEAD = 3
"""Batches in flight for each thread of the cluster: none waits, and neither this memory nor the scheduler's grows."""

SAME_PACKAGES = ("python", "dask", "distributed", "cloudpickle", "msgpack")
_PARTS_THAT_MATTER = 2
"""Of a version: 3.11 of 3.11.7."""

_IN_FLIGHT = tuple[tuple[Loaded, ...], Future]


def propose_on_cluster(files: Sequence[str], job: Job, address: str) -> Iterator[Proposal]:
    """Propose the drafts of files, in their order; they are opened here and sent, so workers need not have them.

    A batch whose worker dies is read again by another. One that keeps failing is read file by file, and the file that
    cannot be read is a `Proposal` with a problem.

    Args:
        files: As `geo.articles.texts.reading.list_articles` gives them.
        job: How they are read; workers take gazetteer and vocabulary from their own copy of the project.
        address: Of the scheduler: "tcp://10.0.0.5:8786", "tls://…" where Dask is configured for it.

    Raises:
        CannotReachCluster: If nobody answers, no worker comes, versions differ, or the connection ends.
        UnreadableFile: If a worker has another copy of the project.
    """
    with _open_client(address) as client:
        _check_versions(client, address)
        name = f"conflict-atlas-{uuid4()}"
        flying: deque[_IN_FLIGHT] = deque()
        try:
            _register(client, ReaderPlugin(job, version_of(PROJECT)), name)
            for batch in _load_batches(files):
                flying.append((batch, client.submit(propose_batch, name, batch, pure=False)))
                if len(flying) >= BATCHES_AHEAD * max(sum(client.nthreads().values()), 1):
                    yield from _take_first(client, flying, name)
            while flying:
                yield from _take_first(client, flying, name)
        except (CancelledError, OSError) as error:
            raise CannotReachCluster(f"The connection to {address} has ended: {error}. Start again.") from error
        finally:
            with suppress(OSError, CancelledError, RuntimeError):  # The cluster may be gone.
                client.cancel([future for _, future in flying], force=True)
                client.unregister_worker_plugin(name)


@contextmanager
def _open_client(address: str) -> Iterator[Client]:
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # What matters is said once, at the end.
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Versions are compared below.
            get_address_host_port(address)  # A client of no address at all would be ten seconds in closing.
            client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise CannotReachCluster(
            f"No Dask scheduler answers at {address}: {error}. Expected an address such as tcp://10.0.0.5:8786. "
            "Start one with `dask scheduler`, or leave out --dask."
        ) from error
    with client, warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Sending large graph")  # A long document is what it is.
        yield client


def _check_versions(client: Client, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=WORKER_SECONDS)
    except TimeoutError:
        raise CannotReachCluster(
            f"The scheduler at {address} has no workers. Expected one at least. "
            f"Start some in the project's folder: `dask worker {address}`."
        ) from None
    said = client.get_versions()
    ours = _versions(said["client"])
    for where, theirs in (("scheduler", said["scheduler"]), *said["workers"].items()):
        for package, version in _versions(theirs).items():
            if version != ours[package]:
                raise CannotReachCluster(
                    f"{where} has {package} {version}, and here it is {ours[package]}. "
                    "Expected the same everywhere. Install requirements.txt on each machine, with one Python."
                )


def _versions(said: dict) -> dict[str, str]:
    packages = {"python": said["host"]["python"], **said["packages"]}
    return {name: ".".join(str(packages[name]).split(".")[:_PARTS_THAT_MATTER]) for name in SAME_PACKAGES}


def _register(client: Client, plugin: ReaderPlugin, name: str) -> None:
    try:
        client.register_plugin(plugin, name=name)
    except ImportError as error:
        raise _missing_project(error) from error


def _missing_project(error: Exception) -> CannotReachCluster:
    return CannotReachCluster(
        f"A worker cannot load the project: {error}. Expected geo/ and its packages on every machine. "
        "Start each worker in the project's folder, with requirements.txt installed."
    )


def _load_batches(files: Iterable[str]) -> Iterator[tuple[Loaded, ...]]:
    batch: list[Loaded] = []
    size = 0
    for file in files:
        loaded = _load(file)
        if batch and (len(batch) == MOST_FILES or size + len(loaded.data) > MOST_BYTES):
            yield tuple(batch)
            batch, size = [], 0
        batch.append(loaded)
        size += len(loaded.data)
    if batch:
        yield tuple(batch)


def _load(file: str) -> Loaded:
    try:
        return Loaded(file, load_bytes(file))
    except UnreadableFile as error:
        return Loaded(file, problem=str(error))


def _take_first(client: Client, flying: deque[_IN_FLIGHT], name: str) -> Iterator[Proposal]:
    """Wait for the first batch; one that fails is read anew, file by file, so that only the worst is lost.

    Dask blames all that a dying worker had in hand, so a batch of one file has a second chance too.
    """
    batch, future = flying[0]
    found, error = _wait(future)
    flying.popleft()
    if error is None:
        yield from chain.from_iterable(found)
        return
    for one in batch:
        found, error = _wait(client.submit(propose_batch, name, (one,), pure=False))
        yield from chain.from_iterable(found)
        if error is not None:
            yield Proposal(one.file, problem=_say_lost(one.file, error))


def _wait(future: Future) -> tuple[list[list[Proposal]], Exception | None]:
    """Wait for a batch; what is no fault of its files, but of the worker's copy of the project, is raised."""
    try:
        return future.result(), None
    except (AtlasError, CancelledError):
        raise
    except ImportError as error:
        raise _missing_project(error) from error
    # A task may fail in whatever way a library does on a worker.
    except Exception as error:
        return [], error


def _say_lost(file: str, error: Exception) -> str:
    """Say that a file could not be read, and why."""
    if isinstance(error, KilledWorker):
        why = "each worker that read it died, as one does that has too little memory"
    else:
        why = f"{type(error).__name__}: {error}"
    return f"{file} could not be read on the cluster: {why}. Try it alone, without --dask, or leave it out."
