"""The vocabularies that maintainers edit as CSV: event types with their icons, sides with their actors and colours."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from geo.errors import BadVocabulary

DATA_FOLDER = Path(__file__).resolve().parent.parent / "data"
TYPE_COLUMNS = ("event_type", "sub_event_type", "acled_code", "plover_code", "icon", "label", "colour")
COLOUR = "#[0-9a-fA-F]{6}"


@dataclass(frozen=True)
class SubEventType:
    """One sub-type of `event_types.csv`, with the codes of two public schemes it maps to."""

    sub_event_type: str
    label: str
    acled_code: str
    plover_code: str


@dataclass(frozen=True)
class EventType:
    """One event type: its name in the table and in ACLED's, its short label, its pictogram, its sub-types, its colour.

    The colours tell the types apart in the timeline's bars. Those that are shipped keep a contrast of 3 to white and to
    the dark page, and a distance of 0.08 in OKLab from each other, also as people with protanopia, deuteranopia and
    tritanopia see them (Machado, Oliveira & Fernandes 2009): `tests/dashboard/test_colours.py` computes both.
    """

    event_type: str
    label: str
    icon: str
    sub_event_types: tuple[SubEventType, ...] = ()
    colour: str = "#6b6e75"
    acled_code: str = ""


@dataclass(frozen=True)
class Side:
    """One side of a conflict: its id, its label on screen, its colour as `#rrggbb`."""

    side: str
    label: str
    colour: str


@dataclass(frozen=True)
class Vocabulary:
    """Everything `data/vocabulary` says.

    Attributes:
        event_types: In the order of the file, which is the order on screen.
        sides: In the order of the file; the last one takes every actor the file does not name.
        actor_sides: Actor name to side id.
    """

    event_types: tuple[EventType, ...]
    sides: tuple[Side, ...]
    actor_sides: dict[str, str] = field(default_factory=dict)

    def sub_types_of(self, event_type: str) -> tuple[str, ...]:
        """Return the names of a type's sub-types; empty for an unknown type."""
        found = [one for one in self.event_types if one.event_type == event_type]
        return tuple(sub.sub_event_type for sub in found[0].sub_event_types) if found else ()

    def side_of(self, actor: str) -> str:
        """Return the id of an actor's side; the last side where the file does not name the actor."""
        return self.actor_sides.get(actor, self.sides[-1].side)


def read_vocabulary(folder: Path = DATA_FOLDER / "vocabulary") -> Vocabulary:
    """Read `event_types.csv` and `sides.csv`.

    Raises:
        BadVocabulary: If a file is missing or a row stands on a type or side that is not defined above it.
    """
    sides, actor_sides = _read_sides(folder / "sides.csv")
    return Vocabulary(_read_event_types(folder / "event_types.csv"), sides, actor_sides)


def _read_event_types(path: Path) -> tuple[EventType, ...]:
    types: dict[str, EventType] = {}
    subs: dict[str, list[SubEventType]] = {}
    for number, row in read_rows(path, TYPE_COLUMNS):
        name, sub = row["event_type"], row["sub_event_type"]
        if not sub:
            if not re.fullmatch(COLOUR, row["colour"]):
                raise BadVocabulary(f'{path} row {number}: "{row["colour"]}" is no colour. Expected one as #2563b8.')
            label = row["label"] or name
            types[name] = EventType(name, label, row["icon"], colour=row["colour"], acled_code=row["acled_code"])
            subs[name] = []
        elif name not in types:
            raise BadVocabulary(f'{path} row {number}: "{name}" has no row of its own above its sub-types. Add one.')
        else:
            subs[name].append(SubEventType(sub, row["label"] or sub, row["acled_code"], row["plover_code"]))
    return tuple(replace(one, sub_event_types=tuple(subs[one.event_type])) for one in types.values())


def _read_sides(path: Path) -> tuple[tuple[Side, ...], dict[str, str]]:
    sides: dict[str, Side] = {}
    actors: dict[str, str] = {}
    for number, row in read_rows(path, ("side", "actor", "label", "colour")):
        if not row["side"] or (not row["actor"] and not re.fullmatch(COLOUR, row["colour"])):
            wrong = row["colour"] if row["side"] else row["actor"]
            raise BadVocabulary(f'{path} row {number}: "{wrong}" needs a side, and a side a colour such as #2563b8.')
        if not row["actor"]:
            sides[row["side"]] = Side(row["side"], row["label"] or row["side"], row["colour"])
        elif row["side"] not in sides:
            raise BadVocabulary(f'{path} row {number}: side "{row["side"]}" is not defined above. Add its row first.')
        else:
            actors[row["actor"]] = row["side"]
    if not sides:
        raise BadVocabulary(f"{path} defines no side. Add at least one row with a blank actor.")
    return tuple(sides.values()), actors


def read_rows(path: Path, expected: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    """Read the rows of a vocabulary that are not blank, each with its number in the file.

    Raises:
        BadVocabulary: If the file cannot be read or lacks an expected column.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            missing = set(expected) - set(reader.fieldnames or ())
            if missing:
                raise BadVocabulary(
                    f"{path} lacks the column {', '.join(sorted(missing))}. Expected: {','.join(expected)}."
                )
            rows = [(n, {k: (row[k] or "").strip() for k in expected}) for n, row in enumerate(reader, start=2)]
            return [(n, row) for n, row in rows if any(row.values())]
    except UnicodeDecodeError as error:
        raise BadVocabulary(f"{path} is not UTF-8 text. Save it as CSV UTF-8.") from error
    except OSError as error:
        raise BadVocabulary(f"{path} cannot be read: {error.strerror}. Restore it from the project.") from error
