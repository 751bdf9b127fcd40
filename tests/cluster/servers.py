"""Owns two ClickHouse servers on loopback, each a shard: made in a folder, started, killed, and gone at the end."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CLUSTER, DATABASE = "two", "atlas"
START_SECONDS = 60
LEAST_VERSION = (24, 8)
"""Older ones know neither tokens of batches through a distributed table, nor the settings of each question."""

CONFIG = """<clickhouse>
  <logger><level>warning</level><log>{folder}/server.log</log><errorlog>{folder}/errors.log</errorlog></logger>
  <listen_host>127.0.0.1</listen_host>
  <http_port>{http}</http_port><tcp_port>{tcp}</tcp_port><interserver_http_port>{interserver}</interserver_http_port>
  <path>{folder}/data/</path><tmp_path>{folder}/tmp/</tmp_path>
  <user_files_path>{folder}/files/</user_files_path>
  <mark_cache_size>67108864</mark_cache_size>
  <max_server_memory_usage>2000000000</max_server_memory_usage>
  <profiles><default/></profiles><quotas><default/></quotas>
  <users><default><password/><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota>
    <access_management>1</access_management></default></users>
  <user_directories><users_xml><path>{folder}/config.xml</path></users_xml></user_directories>
  <keeper_server>
    <tcp_port>{keeper}</tcp_port><server_id>{number}</server_id>
    <log_storage_path>{folder}/keeper/log</log_storage_path>
    <snapshot_storage_path>{folder}/keeper/snapshots</snapshot_storage_path>
    <raft_configuration><server><id>{number}</id><hostname>127.0.0.1</hostname><port>{raft}</port></server>
    </raft_configuration>
  </keeper_server>
  <zookeeper><node><host>127.0.0.1</host><port>{first_keeper}</port></node></zookeeper>
  <distributed_ddl><path>/clickhouse/task_queue/ddl</path></distributed_ddl>
  <remote_servers><two>{shards}</two></remote_servers>
</clickhouse>
"""
SHARD = "<shard><replica><host>127.0.0.1</host><port>{tcp}</port></replica></shard>"


@dataclass
class Server:
    """One server.

    Attributes:
        folder: Where its files are.
        ports: By what they are for.
        process: While it runs.
    """

    folder: Path
    ports: dict[str, int]
    process: subprocess.Popen | None = None

    def start(self, binary: str) -> None:
        command = [binary, "server", f"--config-file={self.folder / 'config.xml'}"]
        with (self.folder / "said.txt").open("ab") as said:
            self.process = subprocess.Popen(command, cwd=self.folder, stdout=said, stderr=said)

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def ask(self, sql: str) -> str:
        request = urllib.request.Request(f"http://127.0.0.1:{self.ports['http']}/", sql.encode())
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.read().decode().strip()

    def wait(self) -> None:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            if self.process is None or self.process.poll() is not None:
                break
            with contextlib.suppress(urllib.error.URLError, OSError):
                self.ask("SELECT 1")
                return
            time.sleep(0.2)
        raise SystemExit(f"cluster: a server did not start; {self.folder / 'errors.log'} says why.")


def find_binary() -> tuple[str | None, str]:
    """Return a `clickhouse` that is new enough, or None and why not."""
    binary = shutil.which("clickhouse")
    if binary is None:
        return None, f"no `clickhouse` on the PATH; it needs a server of {LEAST_VERSION[0]}.{LEAST_VERSION[1]} or newer"
    said = subprocess.run([binary, "server", "--version"], capture_output=True, text=True, check=False).stdout
    digits = next((word for word in said.split() if word[:1].isdigit()), "0.0").split(".")
    if tuple(map(int, digits[:2])) < LEAST_VERSION:
        return None, f"`{binary}` is {'.'.join(digits)}, and {LEAST_VERSION[0]}.{LEAST_VERSION[1]} or newer is needed"
    return binary, ""


@contextlib.contextmanager
def run_cluster(binary: str, folder: Path) -> Iterator[list[Server]]:
    """Start two shards, each a process of its own, and end them after the block."""
    kinds = ("http", "tcp", "interserver", "keeper", "raft")
    free = _find_ports(2 * len(kinds))
    servers = []
    for number in (1, 2):
        ports = {kind: free.pop() for kind in kinds}
        (own := folder / f"shard-{number}").mkdir(parents=True)
        servers.append(Server(own, ports))
    shards = "".join(SHARD.format(tcp=one.ports["tcp"]) for one in servers)
    for number, one in enumerate(servers, 1):
        named = {"number": number, "shards": shards, "first_keeper": servers[0].ports["keeper"], "folder": one.folder}
        (one.folder / "config.xml").write_text(CONFIG.format(**named, **one.ports), encoding="utf-8")
    try:
        for one in servers:
            one.start(binary)
        for one in servers:
            one.wait()
        for one in servers:
            one.ask(f"CREATE DATABASE IF NOT EXISTS {DATABASE}")
        yield servers
    finally:
        for one in servers:
            one.kill()


def _find_ports(number: int) -> list[int]:
    with contextlib.ExitStack() as taken:
        sockets = [taken.enter_context(socket.socket()) for _ in range(number)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
