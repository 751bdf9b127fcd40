"""Fixtures of the tests of reading: one reading process for all, and files made in place."""

import io

import pytest


@pytest.fixture(scope="session")
def process():
    """The process in which documents are read; started by the first that needs it."""
    from geo.articles.texts.separate import ReadingProcess

    with ReadingProcess() as started:
        yield started


@pytest.fixture
def read(process):
    """Read bytes under a name: `read(data, "a.html")` gives its articles."""
    from geo.articles.texts.reading import read_bytes

    return lambda data, file: read_bytes(data, file, process)


@pytest.fixture
def refuse(read):
    """Read bytes that cannot be read, and return what is said of them."""
    from geo.errors import AtlasError

    def fail(data, file):
        with pytest.raises(AtlasError) as raised:
            read(data, file)
        said = str(raised.value)
        assert said.startswith(file)
        assert "\n" not in said
        return said

    return fail


def make_pdf(*pages, **about):
    """Make a PDF whose pages show lines of ASCII, with `Title` and others as its information."""
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    names = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = DictionaryObject({NameObject(key): NameObject(value) for key, value in names.items()})
    for lines in pages:
        page = writer.add_blank_page(600, 800)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        stream = DecodedStreamObject()
        shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
        stream.set_data(f"BT /F1 12 Tf 50 700 Td {shown} ET".encode())
        page[NameObject("/Contents")] = writer._add_object(stream)
    writer.add_metadata({f"/{key}": value for key, value in about.items()})
    return save(writer.write)


def save(write):
    """Return what a function writes into a binary file."""
    written = io.BytesIO()
    write(written)
    return written.getvalue()
