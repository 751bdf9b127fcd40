"""Measures everything, prints the table and writes `build/bench.json`: `python -m tests.benchmarks`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.benchmarks.answering import answer_steps
from tests.benchmarks.archiving import measure_archive
from tests.benchmarks.asking import ask_store
from tests.benchmarks.briefing import measure_briefing
from tests.benchmarks.browser import open_browser
from tests.benchmarks.comparing import find_steps
from tests.benchmarks.drafting import measure_drafting
from tests.benchmarks.engines import ENGINE_EVENTS, compare_engines
from tests.benchmarks.filtering import change_filters
from tests.benchmarks.findings import Finding, format_table, say, write_json
from tests.benchmarks.geocoding import measure_geocoding
from tests.benchmarks.looking_up import measure_looking_up
from tests.benchmarks.maintaining import measure_maintaining
from tests.benchmarks.opening import HOW as HOW_OPENED
from tests.benchmarks.opening import find_openings
from tests.benchmarks.reading_tables import measure_reading
from tests.benchmarks.saving import time_saves
from tests.benchmarks.scaling import SCALE_EVENTS, measure_scale
from tests.benchmarks.starting import time_starts, weigh_server
from tests.benchmarks.stepping import HOW, SPANS, Stepped, step_through
from tests.benchmarks.stores import BUILD_FOLDER, EVERY_SIZE, QUICK_SIZES, prepare_store
from tests.benchmarks.viewers import measure_viewers

SUBJECTS = {
    "places": "how names are found",
    "tables": "how files are read and compared",
    "browser": "the page",
    "saving": "a saved file",
    "briefing": "sheets and slides",
    "articles": "draft events from reports",
    "engines": "ClickHouse beside DuckDB",
    "scale": "tens of millions of events",
    "viewers": "fifty viewers who drag at once",
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the benchmark; it is no test, so a missed target is said and not failed."""
    options = _read_options(arguments)
    findings = list(measure_some(options) if options.only else measure_all(options))
    write_json(findings, BUILD_FOLDER / "bench.json")
    print(format_table(findings))
    if options.only in (None, "browser"):
        print(HOW_OPENED, HOW)
    print(_sum_up(findings))


def _read_options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="1,000 and 50,000 events only")
    many = f"how many events `--only scale` makes; default {SCALE_EVENTS:,}"
    parser.add_argument("--events", type=int, default=SCALE_EVENTS, help=many)
    parser.add_argument("--no-browser", action="store_true", help="leave out what needs a Chromium")
    parser.add_argument("--only", choices=list(SUBJECTS), help=f"measure one subject only: {_subjects()}")
    parser.add_argument(
        "--minutes", type=float, default=1, help="how long the viewers drag; 10 shows whether memory grows"
    )
    return parser.parse_args(arguments)


def _subjects() -> str:
    return ", ".join(f"{name} ({what})" for name, what in SUBJECTS.items())


def measure_all(options: argparse.Namespace) -> Iterator[Finding]:
    """Measure the map, the store, how they start, and how places are found."""
    stores = {size: prepare_store(size) for size in _sizes(options)}
    yield from measure_server(stores)
    yield from time_starts()
    yield from measure_places()
    yield from measure_tables()
    yield from measure_articles()
    yield from compare_engines(QUICK_SIZES[-1] if options.quick else ENGINE_EVENTS)
    yield from measure_viewers(stores[max(stores)], max(stores), options.minutes)
    if not options.no_browser:
        yield from measure_browser(stores)
        yield from measure_saving()
        yield from measure_briefing({max(stores): stores[max(stores)]})


def measure_some(options: argparse.Namespace) -> Iterator[Finding]:
    """Measure one subject."""
    if options.only == "browser":
        return measure_browser({size: prepare_store(size) for size in _sizes(options)})
    if options.only == "briefing":
        return measure_briefing({max(sizes): prepare_store(max(sizes)) for sizes in [_sizes(options)]})
    if options.only == "scale":
        return measure_scale(options.events)
    if options.only == "viewers":
        size = max(_sizes(options))
        return measure_viewers(prepare_store(size), size, options.minutes)
    if options.only == "engines":
        return compare_engines(QUICK_SIZES[-1] if options.quick else ENGINE_EVENTS)
    subjects = {"tables": measure_tables, "saving": measure_saving, "places": measure_places}
    return {**subjects, "articles": measure_articles}[options.only]()


def _sizes(options: argparse.Namespace) -> Sequence[int]:
    return QUICK_SIZES if options.quick else EVERY_SIZE


def measure_tables() -> Iterator[Finding]:
    """Measure how files are read, and what is found among their events."""
    yield from measure_reading()
    yield from measure_maintaining()


def measure_places() -> Iterator[Finding]:
    """Measure how well and how fast names are found in texts and tables; needs no store of events."""
    yield from measure_geocoding()
    yield from measure_looking_up()


def measure_articles() -> Iterator[Finding]:
    """Measure how well and how fast reports are read, and what memory an archive of them takes."""
    yield from measure_drafting()
    yield from measure_archive()


def measure_saving() -> Iterator[Finding]:
    """Measure how soon a saved file is on the map; nothing where there is no Chromium."""
    with open_browser() as browser:
        if browser is not None:
            yield from time_saves(browser)


def measure_server(stores: dict[int, Path]) -> Iterator[Finding]:
    """Measure what needs no browser, by number of events."""
    for events, path in stores.items():
        yield from ask_store(path, events)
        yield from answer_steps(path, events)
        yield from change_filters(path, events)
        yield from weigh_server(path, events)


def measure_browser(stores: dict[int, Path]) -> Iterator[Finding]:
    """Measure the first picture and the steps of the timeline as seen; nothing where there is no Chromium."""
    stepped: dict[tuple[str, int, str], Stepped] = {}
    with open_browser() as browser:
        if browser is None:
            say("no Chromium found: the steps in the browser are left out. Install the package `chromium`.")
            return
        say("opening the page anew")
        yield from find_openings(browser, stores)
        for span in SPANS:
            say(f"stepping through all sizes, {span}")
            stepped |= step_through(browser, stores, span)
    yield from find_steps(stepped)


def _sum_up(findings: Sequence[Finding]) -> str:
    missed = [finding for finding in findings if finding.holds is False]
    kept = sum(finding.holds is True for finding in findings)
    said = "; ".join(f"{one.name} at {one.events:,} events" if one.events else one.name for one in missed)
    return f"{kept} targets hold, {len(missed)} are missed{': ' + said if said else ''}."


if __name__ == "__main__":
    main()
