"""Tables of other formats, written by hand for the tests, and what is read of them."""

import pytest

from geo.tables.options import ReadingOptions
from geo.tables.reading import read_tables
from geo.vocabulary import read_vocabulary

VOCABULARY = read_vocabulary()


@pytest.fixture
def read(tmp_path):
    """Read a text as a file of events; options as `ReadingOptions` has them."""

    def read_text(content, name="events.csv", **options):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        reading = read_tables([path], VOCABULARY, ReadingOptions(**options))
        report = reading.reports[0]
        assert report.rows == report.accepted + len({fault.row for fault in report.rejected})
        return reading

    return read_text


@pytest.fixture
def said():
    """List what is said of a file, as "row column: message"."""
    return lambda faults: [f"{fault.row} {fault.column}: {fault.message}" for fault in faults]
