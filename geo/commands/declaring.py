"""What a person declares of the tables that are read: mapping, encoding, format."""

from __future__ import annotations

import argparse
import codecs
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import AtlasError

if TYPE_CHECKING:
    from geo.tables.options import ReadingOptions

IMPORT_FORMATS = ("own", "acled", "ucdp-ged", "gdelt", "timemap", "mapped")


def add_declarations(command: argparse.ArgumentParser) -> None:
    """Describe the options of a command that reads tables."""
    mapping = "a mapping file that says which columns are meant; default NAME.mapping.yaml beside the table"
    command.add_argument("--mapping", type=Path, metavar="MAPPING", help=mapping)
    command.add_argument("--encoding", default="", help="the encoding of text that is not UTF-8, such as cp1256")
    formats = "the format of the files; default: what their columns say"
    command.add_argument("--format", choices=IMPORT_FORMATS, default="", help=formats)


def declared(options: argparse.Namespace) -> ReadingOptions:
    """Return what the options declare.

    Raises:
        AtlasError: If the encoding is none that is known.
    """
    from geo.tables.options import ReadingOptions

    try:
        codecs.lookup(options.encoding or "utf-8")
    except LookupError as error:
        raise AtlasError(f'"{options.encoding}" is no encoding that is known. Expected one such as cp1252.') from error
    return ReadingOptions(options.encoding, options.mapping, options.format)
