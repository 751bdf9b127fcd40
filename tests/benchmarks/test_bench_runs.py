"""The benchmark itself: it builds, asks and writes what it found; how fast is not a matter of tests."""

import json

from tests.benchmarks.answering import answer_steps
from tests.benchmarks.asking import ask_store
from tests.benchmarks.findings import format_table, write_json
from tests.benchmarks.stores import prepare_store

KEYS = {"name", "events", "value", "unit", "ratio", "against", "target", "holds"}


def test_a_thousand_events_are_built_once_asked_and_written(tmp_path):
    path = prepare_store(1_000, tmp_path)
    built = path.stat().st_mtime_ns
    assert prepare_store(1_000, tmp_path).stat().st_mtime_ns == built
    findings = [*ask_store(path, 1_000), *answer_steps(path, 1_000)]
    write_json(findings, tmp_path / "bench.json")
    entries = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))
    assert all(set(entry) == KEYS for entry in entries)
    assert all(entry["value"] >= 0 for entry in entries)
    assert len(format_table(findings).splitlines()) == len(findings) + 2
