"""What a format of event tables is: it knows its own header, and turns its columns into ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from geo.tables.sheets.sheet import Remark, Sheet
from geo.vocabulary import Vocabulary


@dataclass(frozen=True)
class Translated:
    """A sheet in our columns, still as text, row by row as in the sheet.

    Attributes:
        columns: Names of `geo.schema.COLUMN_NAMES` to arrays of strings, "" where blank; what is left out is blank.
        theirs: Those names to the column of the file that they come from, for messages; "" or missing where from none.
        extras: What the format says and our table does not have: name in the file to array of strings.
        faults: Rows that cannot be translated, with the reason; `row` is the number in the file.
        warnings: What a person should look at.
        retired: Whether a row is kept for the record but is no event any more; None where none is.
    """

    columns: Mapping[str, pa.Array]
    theirs: Mapping[str, str] = field(default_factory=dict)
    extras: Mapping[str, pa.Array] = field(default_factory=dict)
    faults: Sequence[Remark] = ()
    warnings: Sequence[Remark] = ()
    retired: pa.Array | None = None


@dataclass(frozen=True)
class Format:
    """One format.

    Attributes:
        name: Its word in `check --json`, such as "acled".
        label: Its name for people.
        recognise: Whether a header is this format's; names as written, in any case.
        translate: Turns a sheet of this format into our columns. Raises UnreadableFile where the sheet as a whole
            cannot be events.
        old_encoding: The encoding of its older tables that are no UTF-8; "" where there are none.
    """

    name: str
    label: str
    recognise: Callable[[Sequence[str]], bool]
    translate: Callable[[Sheet, Vocabulary], Translated]
    old_encoding: str = ""
