"""Our own table: the columns of the schema, in any order and case; what it has besides is kept."""

from __future__ import annotations

from collections.abc import Container, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.errors import UnreadableFile
from geo.schema import CARRIED_COLUMN_NAMES, COLUMN_NAMES, PLACED_COLUMN_NAMES, REQUIRED_NAMES
from geo.tables.cells import suggest
from geo.tables.formats.format import Format, Translated
from geo.tables.sheets.sheet import Remark, Sheet
from geo.tables.texts import fold_name
from geo.vocabulary import Vocabulary

RETIRED = "retired"
"""The column of the day on which an event was taken back. Its row stays in the file, for the record."""

LIKE_A_COLUMN = 0.75
"""How alike an unknown column is to one of ours before it is taken for a slip."""

MOST_KEPT_SAID = 5
"""More columns than these come from the table of somebody else, and are no slips."""

_KNOWN = {fold_name(name): name for name in (*COLUMN_NAMES, *CARRIED_COLUMN_NAMES, RETIRED)}
_MADE_HERE = (*(name for name in PLACED_COLUMN_NAMES if name not in CARRIED_COLUMN_NAMES), "geometry")

RESERVED = frozenset(fold_name(name) for name in (*_KNOWN, *_MADE_HERE))
"""Names that mean something here, folded: a column of another format is kept under another name."""


def recognise_own(header: Sequence[str]) -> bool:
    """Whether a header has every column that an event needs."""
    return set(REQUIRED_NAMES) <= {fold_name(name) for name in header}


def translate_own(sheet: Sheet, _: Vocabulary) -> Translated:
    """Take the columns as they are."""
    texts = dict(zip(sheet.header, sheet.columns, strict=True))
    ours = {_KNOWN[fold_name(name)]: name for name in sheet.header if fold_name(name) in _KNOWN}
    extras = [name for name in sheet.header if fold_name(name) not in _KNOWN and name not in _MADE_HERE]
    retired = pc.not_equal(texts[ours[RETIRED]], "") if RETIRED in ours else None
    return Translated(
        {name: texts[theirs] for name, theirs in ours.items() if name != RETIRED},
        ours,
        {name: texts[name] for name in extras},
        warnings=_say_extras([name for name in extras if _is_used(texts[name])], ours),
        retired=retired,
    )


def _say_extras(names: Sequence[str], there: Container[str]) -> list[Remark]:
    """Say which columns are not ours: a slip by itself, and the many of an imported table in one line."""
    missing = [name for name in COLUMN_NAMES if name not in there]
    slips = {name: meant for name in names if (meant := suggest(name, missing, LIKE_A_COLUMN))}
    said = [Remark(1, name, name, f'"{name}" is not a column of the event table.{slips[name]}') for name in slips]
    kept = [name for name in names if name not in slips]
    if len(kept) > MOST_KEPT_SAID:
        message = f"{len(kept)} columns are none of the event table. They are kept, and shown with the event."
        return [*said, Remark(1, "", ", ".join(kept), message)]
    message = '"{}" is not a column of the event table. It is kept as it is, and shown with the event.'.format
    return [*said, *(Remark(1, name, name, message(name)) for name in kept)]


def _is_used(texts: pa.Array) -> bool:
    return bool(np.any(pc.not_equal(texts, "").to_numpy(zero_copy_only=False)))


def _may_mean(name: str, missing: Sequence[str]) -> bool:
    return bool(suggest(name, missing)) or any(len(name) > 1 and fold_name(name) in one.split("_") for one in missing)


def complain_about_header(file: str, header: Sequence[str]) -> UnreadableFile:
    """Say why a header is no event table's: which columns it lacks, and which of its own may be meant."""
    folded = {fold_name(name) for name in header}
    missing = [name for name in REQUIRED_NAMES if name not in folded]
    unknown = [name for name in header if fold_name(name) not in _KNOWN]
    near = next((f' The column "{one}" may be meant.' for one in unknown if _may_mean(one, missing)), "")
    return UnreadableFile(
        f"{file} lacks the column {', '.join(missing)}.{near} Add it to the first row, or say in a mapping file which "
        "columns are meant: python run.py import --suggest FILE drafts one."
    )


OWN = Format("own", "the event table of the atlas", recognise_own, translate_own)
