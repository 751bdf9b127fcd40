"""`propose --dask` on a real cluster of several processes: the answer of one machine, whatever happens to a worker."""

import os
import socket
import sys
from datetime import date
from pathlib import Path

import cloudpickle
import dask
import distributed
import pytest

import run
from geo.articles import cluster
from geo.articles.cluster import propose_on_cluster
from geo.articles.cluster_worker import ReaderPlugin
from geo.articles.proposing import Job, propose_files
from geo.errors import CannotReachCluster, UnreadableFile

JOB = Job(published=date(2020, 2, 17))
cloudpickle.register_pickle_by_value(sys.modules[__name__])  # Workers cannot import a test.


class FragileReader(ReaderPlugin):
    """Fails as workers do: dies once, dies always, or meets what nobody thought of."""

    def propose(self, batch):
        for one in batch:
            if b"DIES ONCE" in one.data and not Path(f"{one.file}.died").exists():
                Path(f"{one.file}.died").touch()
                os._exit(1)
            if b"DIES ALWAYS" in one.data:
                os._exit(1)
            if b"RAISES" in one.data:
                raise RecursionError("too deep")
        return super().propose(batch)


@pytest.fixture(scope="module")
def workers():
    """A cluster of two processes."""
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        distributed.LocalCluster(2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as local,
    ):
        yield local


@pytest.fixture
def address(workers):
    return workers.scheduler_address


@pytest.fixture
def reports(tmp_path):
    """Forty reports, one of them broken, one a feed, one without words."""
    for number in range(37):
        text = f"The Syrian army shelled Ariha on {number % 14 + 1} February, killing {number + 2} civilians."
        (tmp_path / f"{number:02}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "broken.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    entry = "<item><title>Raid</title><description>Rebels attacked Saraqib on Monday.</description></item>"
    (tmp_path / "wire.rss").write_text(f"<rss version='2.0'><channel>{entry * 3}</channel></rss>", encoding="utf-8")
    return tmp_path


def test_a_cluster_writes_the_same_bytes_as_one_process(address, reports, capsys):
    said = ["propose", str(reports), "--published", "2020-02-17", "--json"]
    assert run.main([*said, "--processes", "1"]) == 2
    alone = capsys.readouterr()
    assert run.main([*said, "--dask", address]) == 2
    together = capsys.readouterr()
    assert together == alone
    assert len(together.out.splitlines()) == 42
    assert "broken.txt" in together.err


def _write(folder, **texts):
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return [str(folder / f"{name}.txt") for name in texts]


SHELLING = "The Syrian army shelled Ariha on 14 February, killing two civilians."


def test_a_worker_that_dies_loses_nothing(address, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "ReaderPlugin", FragileReader)
    files = _write(tmp_path, a=SHELLING, b=f"{SHELLING} DIES ONCE", c=SHELLING)
    assert list(propose_on_cluster(files, JOB, address)) == list(propose_files(files, JOB, 1))
    assert Path(f"{files[1]}.died").exists()


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_read(address, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "ReaderPlugin", FragileReader)
    files = _write(tmp_path, a=SHELLING, b="RAISES", c=SHELLING)
    found = list(propose_on_cluster(files, JOB, address))
    assert [(one.file, len(one.drafts)) for one in found] == [(files[0], 1), (files[1], 0), (files[2], 1)]
    assert files[1] in found[1].problem
    assert "too deep" in found[1].problem


@pytest.mark.thorough
def test_a_file_that_kills_each_worker_is_named(address, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "ReaderPlugin", FragileReader)
    files = _write(tmp_path, a=SHELLING, b="DIES ALWAYS", c=SHELLING)
    found = list(propose_on_cluster(files, JOB, address))
    assert [len(one.drafts) for one in found] == [1, 0, 1]
    assert "died" in found[1].problem


def test_no_more_is_in_flight_than_the_cluster_can_use(address, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "MOST_FILES", 1)
    files = _write(tmp_path, **{f"t{number:02}": SHELLING for number in range(30)})
    opened = []
    monkeypatch.setattr(cluster, "load_bytes", lambda file: opened.append(file) or Path(file).read_bytes())
    proposals = propose_on_cluster(files, JOB, address)
    next(proposals)
    assert len(opened) <= 2 * cluster.BATCHES_AHEAD + 1  # The one that is to follow is at hand.
    proposals.close()


def test_a_worker_with_other_rules_is_refused(address, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "version_of", lambda _: "another")
    with pytest.raises(UnreadableFile, match="another version"):
        list(propose_on_cluster(_write(tmp_path, a=SHELLING), JOB, address))


def test_a_worker_of_another_dask_is_refused(address, tmp_path, monkeypatch):
    versions = iter([{"dask": "1"}, {"dask": "2"}])
    monkeypatch.setattr(cluster, "_versions", lambda _: next(versions))
    with pytest.raises(CannotReachCluster, match=r"scheduler has dask 2, and here it is 1"):
        list(propose_on_cluster(_write(tmp_path, a=SHELLING), JOB, address))


def test_an_address_where_nobody_listens_is_said_soon(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 0.5)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    assert run.main(["propose", *_write(tmp_path, a=SHELLING), "--dask", address]) == 2
    assert f"No Dask scheduler answers at {address}" in capsys.readouterr().err


def test_a_cluster_without_workers_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "WORKER_SECONDS", 0.2)
    scheduler = {"cls": distributed.Scheduler, "options": {"host": "127.0.0.1", "dashboard_address": "127.0.0.1:0"}}
    with (
        distributed.SpecCluster(scheduler=scheduler) as empty,
        pytest.raises(CannotReachCluster, match="has no workers"),
    ):
        list(propose_on_cluster(_write(tmp_path, a=SHELLING), JOB, empty.scheduler_address))
