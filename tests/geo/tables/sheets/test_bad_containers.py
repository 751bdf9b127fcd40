"""Owns what a maintainer is told of a bad workbook, Parquet file, GeoJSON or GeoPackage."""

import pytest

from geo.errors import UnreadableFile
from geo.tables.reading import read_tables
from geo.vocabulary import read_vocabulary
from tests.geo.tables.bad_containers import BAD_CONTAINERS

VOCABULARY = read_vocabulary()


@pytest.mark.parametrize("bad", BAD_CONTAINERS, ids=[bad.name for bad in BAD_CONTAINERS])
def test_what_is_wrong_is_said_with_what_to_do(tmp_path, bad):
    path = tmp_path / bad.file
    path.write_bytes(bad.make())
    tier, said = verdict(path)
    assert tier == bad.tier, said
    assert str(path) in said
    assert len(said) < 1_500
    for fragment in (*bad.says, bad.suggests):
        assert fragment in said


def verdict(path):
    """The tier of the worst that is said of a file, and all that is said in it."""
    try:
        report = read_tables([path], VOCABULARY).reports[0]
    except UnreadableFile as error:
        return "file", str(error)
    assert report.rows == report.accepted + len({fault.row for fault in report.rejected})
    tier, faults = ("row", report.rejected) if report.rejected else ("warning", report.warnings)
    return tier, "\n".join(map(str, faults))
