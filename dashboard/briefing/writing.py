"""Files of briefs in a folder: one for each format, or one for each sheet where a file holds no more."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qs

from tqdm import tqdm

from dashboard.app import make_context
from dashboard.briefing.choices import KEYS as BRIEF_KEYS
from dashboard.briefing.choices import MODES, Choices
from dashboard.briefing.folder import make_folder, name_output, open_output
from dashboard.briefing.formats import FORMATS
from dashboard.briefing.gathering import Wanted, name_area, name_brief
from dashboard.briefing.logo import read_logo
from dashboard.briefing.making import Order, make_file
from dashboard.briefing.rendering import Renderer
from dashboard.briefing.series import split
from dashboard.context import Context
from dashboard.settings import PROJECT, Settings
from dashboard.view import KEYS, View
from geo.errors import BadBrief
from geo.schema import CONFIDENCE
from geo.store.histogram import Step
from geo.store.selection import Selection
from geo.store.selection_words import NOTHING
from geo.store.snapshot import open_events, open_store

HOME = "http://127.0.0.1:8050/"


def write_briefs(options: argparse.Namespace, query: str, as_of: datetime, said: list[str]) -> Iterator[Path]:
    """Write the files that the options of `run.py brief` ask for, each whole or not at all.

    Args:
        options: As `dashboard.briefing.command` describes them.
        query: Of the view.
        as_of: The moment that stands on the sheets.
        said: Gets a sentence for each thing that is not as it should be.

    Yields:
        Each file when it is there.

    Raises:
        AtlasError: If something cannot be followed, drawn or written.
    """
    orders = [_order(options, name.strip()) for name in options.format.split(",") if name.strip()]
    if not orders:
        raise BadBrief(f"No format is named. Expected one of {', '.join(FORMATS)}.")
    settings = Settings()
    events = options.events or [PROJECT / "data" / "events"]
    opened = open_store(options.store) if options.store else open_events(events)
    context = make_context(opened.store, settings, opened.reports)
    wanted = _read_wanted(context, options, query, as_of, said)
    make_folder(options.out)
    with Renderer() as pen:
        for order in orders:
            for name, one, piece in _pieces(context, wanted, order, options):
                file = name_output(options.out, name, f".{order.format}")
                said += _write(context, piece, one, pen, file)
                yield file


def _order(options: argparse.Namespace, name: str) -> Order:
    step = Step(options.series) if options.series else None
    is_single = name in FORMATS and FORMATS[name].holds == "one"
    return Order(name, options.scale, None if is_single else step, options.template)


def _read_wanted(context: Context, options: argparse.Namespace, query: str, as_of: datetime, said: list[str]) -> Wanted:
    view, ignored = View.from_search(query)
    parts = parse_qs(query, keep_blank_values=True)
    unknown = [key for key in parts if key not in (*KEYS, *BRIEF_KEYS, *MODES)]
    said += [*ignored, *(f'"{key[:60]}" is no part of a view: it was ignored.' for key in unknown)]
    said += _say_unknown(context, view.selection)
    logo = read_logo(options.logo) if options.logo else ""
    return Wanted(view, Choices.from_query(parts), as_of, f"{HOME}{view.to_search()}", logo)


def _say_unknown(context: Context, selection: Selection) -> Iterator[str]:
    """Say which words of the filters no event can fit: an empty sheet alone would not tell why."""
    groups = (
        (selection.event_types, context.type_names, "event type"),
        (selection.sides, context.side_names, "side"),
        (selection.confidences, list(CONFIDENCE), "confidence"),
    )
    for values, known, what in groups:
        for value in values:
            if value not in known and value != NOTHING:
                yield f'"{value[:60]}" is no {what}: no event fits it. Expected {", ".join(known)}.'


def _pieces(
    context: Context, wanted: Wanted, order: Order, options: argparse.Namespace
) -> Iterator[tuple[str, Order, Wanted]]:
    """Yield what each file is called and holds: a series of pictures is a file each, one of slides is one file."""
    if options.series and FORMATS[order.format].holds == "one":
        for piece in split(context, replace(wanted, area=name_area(context, wanted)), Step(options.series)):
            yield f"{options.name + '-' if options.name else ''}{name_brief(context, piece)}", order, piece
        return
    yield options.name or name_brief(context, wanted), order, wanted


def _write(context: Context, wanted: Wanted, order: Order, pen: Renderer, file: Path) -> list[str]:
    with tempfile.TemporaryFile() as made, tqdm(desc=file.name, unit=" sheets", leave=False, disable=None) as bar:

        def tell(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        said = make_file(context, wanted, order, pen, made, tell)
        made.seek(0)
        with open_output(file) as target:
            shutil.copyfileobj(made, target)
    return said
