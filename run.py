"""The one command line: it parses, calls one function of a room, and prints."""

from __future__ import annotations

import argparse
import codecs
import gc
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from dashboard.briefing.command import add_brief
from geo.errors import AtlasError
from geo.tables.printing import printable
from geo.tables.without_pandas import keep_pandas_out

if TYPE_CHECKING:
    from geo.duplicates.printing import Twins
    from geo.loading import LoadedEvents
    from geo.tables.options import ReadingOptions
    from geo.tables.report import FileReport

PROJECT = Path(__file__).resolve().parent
FOUND_NOTHING_GOOD, FOUND_DIFFERENCES, CANNOT_START = 1, 1, 2
"""Exit codes: refused rows or an unknown name; events that differ; input that cannot be used at all."""

EXAMPLES = """examples:
  python run.py                                  show data/events on a map in the browser
  python run.py --events mine.csv more/          show other files or folders
  python run.py --edit                           the same, with a form to add and change events
  python run.py check data/events/*.csv          say which rows are wrong, and how to mend them
  python run.py import acled.csv                 turn a table of ACLED, UCDP, GDELT, TimeMap into events
  python run.py import --suggest table.csv       draft how any other table is read
  python run.py export --to events.gpkg          write all events for another program
  python run.py brief --from 2020-02-07 --to 2020-02-09 --format png,pptx --out briefs
  python run.py add new.csv                      append new events to the file in data/events
  python run.py diff old.csv data/events         say which events were added, changed or removed
  python run.py geocode "Maarat al-Numan"        say where a name lies
  python run.py geocode Ariha --country SY --json
  python run.py geocode Tripoli --explain        say why that one
  python run.py places article.txt               say which places a text names
"""

IMPORT_FORMATS = ("own", "acled", "ucdp-ged", "gdelt", "timemap", "mapped")
EXPORT_FORMATS = ("csv", "xlsx", "acled", "geojson", "gpkg", "parquet", "kml")
ABOUT_EXPORTS = """formats:
  csv      .csv      all columns, and those of the file it came from: what the atlas reads again
  xlsx     .xlsx     the same as a spreadsheet; at most 1,048,575 events
  acled    .csv      ACLED's columns in ACLED's order. ACLED has no unknown number of deaths: where nobody says how
                     many died the cell is blank, not 0. What ACLED has no column for is left out.
  geojson  .geojson  RFC 7946; an event without a place has no geometry
  gpkg     .gpkg     GeoPackage, for QGIS and other GIS
  parquet  .parquet  GeoParquet, for Python, R and DuckDB
  kml      .kml      Google Earth, with its slider of time

In csv and acled an apostrophe stands before a text that a spreadsheet would take for a formula (it begins with = + - @
and is no number). The atlas takes it off again when it reads the file.

examples:
  python run.py export --to events.gpkg
  python run.py export --to mine.xlsx --events mine.csv more/
  python run.py export --to week.csv --view "http://127.0.0.1:8050/?from=2020-02-05&to=2020-02-12&type=Battles"
  python run.py export --to for-acled-tools.csv --format acled
"""


class Parser(argparse.ArgumentParser):
    """An argument parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """Leave with exit code 2."""
        help_command = f"python {self.prog} --help".replace("python python", "python")
        self.exit(CANNOT_START, f"run.py: {message}. Try: {help_command}\n")


def main(arguments: Sequence[str] | None = None, is_own_process: bool = False) -> int:
    """Run one command.

    Args:
        arguments: The words after `run.py`; those of the command line, if they are left out.
        is_own_process: Whether the process ends with the command.

    Returns:
        0 when all is well, 1 when rows were refused or a name is unknown, 2 when the input cannot be used.
    """
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    # Without a command the map is served, so that its options work on their own.
    is_for_serve = not arguments or (arguments[0].startswith("-") and arguments[0] not in ("-h", "--help"))
    sys.stdout.reconfigure(errors="backslashreplace")
    options = build_parser().parse_args(["serve", *arguments] if is_for_serve else arguments)
    if is_own_process and options.run is not run_serve:
        _hurry(options)
    try:
        code = options.run(options)
        sys.stdout.flush()
    except AtlasError as error:
        _complain(str(error))
        return CANNOT_START
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of a pipe has left; the interpreter would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _hurry(options: argparse.Namespace) -> None:
    """Spare a process that does one thing and ends what only longer ones need."""
    # Looking for garbage among the hundred thousand objects of the libraries takes longer than a small table.
    gc.set_threshold(100_000, 20, 100)
    if options.run is run_check and not options.duplicates and all(map(_is_text, options.files)):
        keep_pandas_out()


def _is_text(file: Path) -> bool:
    # Only in a table of text is there no value that Arrow would give as one of pandas.
    return file.suffix.lower() in (".csv", ".tsv")


def build_parser() -> Parser:
    """Describe every command and option."""
    parser = Parser(
        prog="run.py",
        description="Conflict Atlas: reports of armed conflict as events on a map that one can move through in time. "
        "Without a command it serves the map, and the options of serve work on their own.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(metavar="COMMAND", parser_class=Parser, required=True)
    _add_serve(commands)
    _add_check(commands)
    _add_diff(commands)
    _add_import(commands)
    _add_export(commands)
    add_brief(commands)
    _add_add(commands)
    _add_geocode(commands)
    _add_places(commands)
    _add_gazetteer(commands)
    return parser


def _add_serve(commands: argparse._SubParsersAction) -> None:
    serve = commands.add_parser("serve", help="show the map in the browser (what happens without a command)")
    events = {"nargs": "+", "type": Path, "metavar": "PATH", "default": [PROJECT / "data" / "events"]}
    serve.add_argument("--events", **events, help="CSV files or folders of them; default data/events")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on; default 127.0.0.1, this machine only")
    serve.add_argument("--port", type=_port, default=8050, help="port to listen on; default 8050")
    serve.add_argument(
        "--basemap", type=Path, metavar="FILE", help="draw the map from a PMTiles archive of this machine, if chosen"
    )
    online = "let basemaps of other machines be chosen; they learn which part of the world is looked at. Off by default"
    serve.add_argument("--online", action="store_true", help=online)
    edit = (
        "let events be added, changed and retired on the page. On another --host than this machine the environment "
        "must have ATLAS_PASSWORD, which the page then asks everybody for; their name goes into the log"
    )
    serve.add_argument("--edit", action="store_true", help=edit)
    serve.add_argument("--no-browser", action="store_true", help="do not open a browser")
    serve.set_defaults(run=run_serve)


def _add_check(commands: argparse._SubParsersAction) -> None:
    check = commands.add_parser("check", help="read files of events and layers and name every row that is wrong")
    files = "a file of events, a folder of them (not the folders inside it), or a .geojson file of a layer"
    check.add_argument("files", nargs="+", type=Path, metavar="FILE", help=files)
    check.add_argument("--json", action="store_true", help="print JSON: an object for one file, a list for several")
    check.add_argument("--quiet", action="store_true", help="say nothing of files in which all is well")
    check.add_argument("--all", action="store_true", help="list every fault; without it the first 50 of each file")
    duplicates = "also list events that may be told twice: near in place and time, of one type, with similar actors"
    check.add_argument("--duplicates", action="store_true", help=duplicates)
    _add_declarations(check)
    check.set_defaults(run=run_check)


def _add_add(commands: argparse._SubParsersAction) -> None:
    add = commands.add_parser("add", help="append new events to a file: wrong rows are named, the others are added")
    add.add_argument("drafts", type=Path, metavar="DRAFTS", help="a CSV of events in our columns; ids may be blank")
    to = "the file they go to, begun if need be; default the one file in data/events, if there is one"
    add.add_argument("--to", type=Path, metavar="FILE", help=to)
    add.add_argument("--json", action="store_true", help="print a JSON object")
    add.set_defaults(run=run_add)


def _add_diff(commands: argparse._SubParsersAction) -> None:
    diff = commands.add_parser(
        "diff",
        help="say which events were added, changed or removed between two files or folders",
        description="Say which events were added, changed or removed, by their ids. Leaves with 0 when all events say "
        "the same, 1 when some differ, 2 when a file cannot be read.",
    )
    for name, when in (("old", "were"), ("new", "are")):
        diff.add_argument(name, type=Path, metavar=name.upper(), help=f"a file of events, or a folder, as they {when}")
    diff.add_argument("--json", action="store_true", help="print a JSON object")
    diff.add_argument("--all", action="store_true", help="list every event; without it the first 50 of each kind")
    diff.set_defaults(run=run_diff)


def _add_geocode(commands: argparse._SubParsersAction) -> None:
    geocode = commands.add_parser("geocode", help="say where a place name lies, best candidate first")
    geocode.add_argument("name", metavar="NAME", help="the place as written, in any script")
    geocode.add_argument("--country", metavar="CC", help='its country, as a code or a name: SY, "Syria"')
    geocode.add_argument("--admin1", metavar="NAME", help="its province or governorate; a preference, not a filter")
    geocode.add_argument("--json", action="store_true", help="print a JSON list")
    geocode.add_argument("--explain", action="store_true", help="say what speaks for each candidate, clue by clue")
    geocode.set_defaults(run=run_geocode)


def _add_places(commands: argparse._SubParsersAction) -> None:
    places = commands.add_parser("places", help="say which places a text names, and where they lie")
    places.add_argument("files", nargs="+", metavar="FILE", help="UTF-8 texts, folders of .txt files, or - for input")
    places.add_argument("--json", action="store_true", help="print a JSON list; for several files one object a line")
    places.add_argument("--country", metavar="CC", action="append", default=[], help="a country they are about")
    places.add_argument("--rules-only", action="store_true", help="leave the model of the extra [ner] unused")
    places.set_defaults(run=run_places)


def _add_gazetteer(commands: argparse._SubParsersAction) -> None:
    gazetteer = commands.add_parser("gazetteer", help="say where places come from; add places of your own")
    actions = gazetteer.add_subparsers(metavar="ACTION", parser_class=Parser, required=True)
    listing = actions.add_parser("list", help="name every source of places, best first")
    listing.add_argument("--json", action="store_true", help="print a JSON list")
    listing.set_defaults(run=run_gazetteer_list)
    add = actions.add_parser("add", help="check files of places and copy them into data/gazetteer")
    add.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a GeoNames dump (.txt, .zip) or a CSV")
    add.add_argument("--replace", action="store_true", help="let a file of the same name and other content give way")
    add.add_argument("--json", action="store_true", help="print JSON: an object for one file, a list for several")
    add.set_defaults(run=run_gazetteer_add)
    remove = actions.add_parser("remove", help="take a file that was added out of data/gazetteer")
    remove.add_argument("name", metavar="NAME", help="its name there, as `gazetteer list` says it")
    remove.set_defaults(run=run_gazetteer_remove)


def _add_declarations(command: argparse.ArgumentParser) -> None:
    mapping = "a mapping file that says which columns are meant; default NAME.mapping.yaml beside the table"
    command.add_argument("--mapping", type=Path, metavar="MAPPING", help=mapping)
    command.add_argument("--encoding", default="", help="the encoding of text that is not UTF-8, such as cp1256")
    formats = "the format of the files; default: what their columns say"
    command.add_argument("--format", choices=IMPORT_FORMATS, default="", help=formats)


def _add_import(commands: argparse._SubParsersAction) -> None:
    importing = commands.add_parser(
        "import",
        help="turn tables of ACLED, UCDP, GDELT, TimeMap or any other into a file of events",
        description="Read tables of ACLED, UCDP GED, GDELT, TimeMap, or of any other kind by a mapping file, say what "
        "became of every row, and write the good ones as one CSV file of events. Nothing that they say is lost.",
    )
    importing.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a table, or a folder of them")
    to = "the CSV file to write; default data/events/NAME.csv"
    importing.add_argument("--to", type=Path, metavar="TARGET", help=to)
    _add_declarations(importing)
    importing.add_argument("--replace", action="store_true", help="let a file that is there give way")
    importing.add_argument("--dry-run", action="store_true", help="say what would be written, and write nothing")
    importing.add_argument("--all", action="store_true", help="list every fault; without it the first 50 of each file")
    importing.add_argument("--json", action="store_true", help="print a JSON object")
    importing.add_argument("--suggest", action="store_true", help="draft a mapping file for a table, and print it")
    write = "with --suggest: write the draft beside the table, never over a file that is there"
    importing.add_argument("--write", action="store_true", help=write)
    importing.set_defaults(run=run_import)


def _add_export(commands: argparse._SubParsersAction) -> None:
    export = commands.add_parser(
        "export",
        help="write events, or those of a view, as a file for other programs",
        description="Write all events, or those of a view, as a file for other programs.",
        epilog=ABOUT_EXPORTS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    export.add_argument(
        "--to", type=Path, metavar="FILE", required=True, help="the file to write; an old one gives way"
    )
    export.add_argument("--view", metavar="URL", help="only the events that this address of the map keeps")
    export.add_argument("--format", choices=EXPORT_FORMATS, help="default: what the suffix of FILE says")
    events = {"nargs": "+", "type": Path, "metavar": "PATH", "default": [PROJECT / "data" / "events"]}
    export.add_argument("--events", **events, help="files of events or folders of them; default data/events")
    export.set_defaults(run=run_export)


def _declared(options: argparse.Namespace) -> ReadingOptions:
    from geo.tables.options import ReadingOptions

    try:
        codecs.lookup(options.encoding or "utf-8")
    except LookupError as error:
        raise AtlasError(f'"{options.encoding}" is no encoding that is known. Expected one such as cp1252.') from error
    return ReadingOptions(options.encoding, options.mapping, options.format)


def run_import(options: argparse.Namespace) -> int:
    """Turn tables of other formats into a file of events, or draft a mapping file."""
    from geo.tables.importing import import_files
    from geo.vocabulary import read_vocabulary

    declared = _declared(options)
    if options.suggest:
        return _suggest(options.files, declared, options.write)
    target = options.to or PROJECT / "data" / "events" / f"{options.files[0].stem}.csv"
    done = import_files(
        options.files, target, read_vocabulary(), declared, is_replacing=options.replace, is_dry=options.dry_run
    )
    print(json.dumps(done.as_dict(), ensure_ascii=False, indent=2) if options.json else done.as_text(options.all))
    unread = [report.error for report in done.reports if report.error is not None]
    for error in unread:
        _complain(error)
    if unread:
        return CANNOT_START
    return FOUND_NOTHING_GOOD if any(report.rejected for report in done.reports) else 0


def _suggest(files: Sequence[Path], declared: ReadingOptions, is_written: bool) -> int:
    from geo.tables.formats.suggesting import suggest_mapping, write_suggestion
    from geo.vocabulary import read_vocabulary

    for file in files:
        draft = suggest_mapping(file, read_vocabulary(), declared)
        if is_written:
            print(printable(f"{write_suggestion(file, draft)}: written. Look it through, then import {file}."))
        else:
            print(draft, end="")
    return 0


def run_export(options: argparse.Namespace) -> int:
    """Write events as a file, and say how many and what was left out."""
    from dashboard.export_file import export_file

    done = export_file(options.to, options.events, options.view, options.format)
    print(printable(done.said))
    for left_out in done.left_out:
        _complain(left_out)
    return FOUND_NOTHING_GOOD if done.left_out else 0


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) <= 5 and 0 <= int(text) <= 65_535:
        return int(text)
    raise argparse.ArgumentTypeError(f'"{text}" is not a port between 0 and 65535')


def run_serve(options: argparse.Namespace) -> int:
    """Serve the map until interrupted."""
    from dashboard.serving import serve

    serve(
        events=options.events,
        host=options.host,
        port=options.port,
        open_browser=not options.no_browser,
        basemap=options.basemap,
        online=options.online,
        edit=options.edit,
    )
    return 0


def run_check(options: argparse.Namespace) -> int:
    """Print what is wrong in files of events and layers."""
    from geo.loading import check_events, load_events
    from geo.tables.printing import check_text
    from geo.tables.reading import list_files
    from geo.tables.sheets.geojson import holds_events

    files = list_files(options.files)
    layers = [file for file in files if file.suffix.lower() == ".geojson" and not holds_events(file)]
    tables = [file for file in files if file not in layers]
    loaded = load_events(tables, options=_declared(options)) if tables and options.duplicates else None
    twins = _find_duplicates(loaded, tables) if loaded else None
    checked = check_events(tables, options=_declared(options)) if not loaded and (tables or not layers) else ()
    reports = [*(loaded.reports if loaded else checked), *_check_layers(layers)]
    if options.json:
        is_one_file = len(reports) == 1 and not options.files[0].is_dir()
        content = [report.as_dict() | (twins.of_file(report.file) if twins else {}) for report in reports]
        print(json.dumps(content[0] if is_one_file else content, ensure_ascii=False, indent=2))
    else:
        said = [check_text(reports, options.all, options.quiet), twins.as_text(options.all) if twins else ""]
        print("\n\n".join(filter(None, said)), end="\n" if any(said) else "")
    unread = [report.error for report in reports if report.error is not None]
    for error in unread:
        _complain(error)
    if unread:
        return CANNOT_START
    return FOUND_NOTHING_GOOD if any(report.rejected for report in reports) else 0


def _find_duplicates(loaded: LoadedEvents, tables: Sequence[Path]) -> Twins:
    from geo.duplicates.distinct import read_distinct
    from geo.duplicates.printing import Twins

    return Twins.find(loaded.events, read_distinct(tables))


def _check_layers(files: Sequence[Path]) -> Iterator[FileReport]:
    if files:
        from geo.layers.reading import read_layer
        from geo.vocabulary import read_vocabulary

        yield from (read_layer(file, read_vocabulary()).report for file in files)


def run_add(options: argparse.Namespace) -> int:
    """Append new events to a file of events."""
    from geo.editing.adding import add_file, choose_target
    from geo.editing.printing import adding_text
    from geo.tables.reading import list_files
    from geo.vocabulary import read_vocabulary

    folder = PROJECT / "data" / "events"
    target = choose_target(options.to, folder)
    result = add_file(options.drafts, target, list_files([folder, target.parent]), read_vocabulary())
    print(json.dumps(result.as_dict(), ensure_ascii=False, indent=2) if options.json else adding_text(result))
    return FOUND_NOTHING_GOOD if result.rejected else 0


def run_diff(options: argparse.Namespace) -> int:
    """Print what differs between two states of the events."""
    from geo.tables.difference_printing import differences_text
    from geo.tables.differences import find_differences, read_events
    from geo.vocabulary import read_vocabulary

    vocabulary = read_vocabulary()
    (old, refused_before), (new, refused_after) = (read_events(path, vocabulary) for path in (options.old, options.new))
    found = find_differences(old, new)
    if options.json:
        refused = {"refused_rows": {"old": refused_before, "new": refused_after}}
        print(json.dumps(found.as_dict() | refused, ensure_ascii=False, indent=2))
    else:
        print(differences_text(found, options.all))
    for path, refused in ((options.old, refused_before), (options.new, refused_after)):
        if refused:
            _complain(f"{path}: {refused:,} refused rows are not compared. See: python run.py check {path}")
    return 0 if found.are_none else FOUND_DIFFERENCES


def run_geocode(options: argparse.Namespace) -> int:
    """Print what a place name may mean."""
    from geo.gazetteer.answering import answer_name
    from geo.gazetteer.explaining import clues_dict, explanation_text
    from geo.gazetteer.printing import candidates_text

    choice, candidates = answer_name(options.name, options.country or "", options.admin1 or "", PROJECT / "data")
    if options.json:
        shown = [one.as_dict() | ({"clues": clues_dict(one)} if options.explain else {}) for one in candidates]
        if options.explain and shown:
            shown[0] |= {"margin": choice.margin, "needs_review": choice.needs_review, "review": choice.doubt}
        print(json.dumps(shown, ensure_ascii=False, indent=2))
    elif options.explain and candidates:
        print(explanation_text(options.name, choice, candidates))
    else:
        print(candidates_text(options.name, candidates, choice.doubt))
    return 0 if candidates else FOUND_NOTHING_GOOD


def run_places(options: argparse.Namespace) -> int:
    """Print the places that texts name."""
    from geo.articles.files import find_places, list_articles, read_articles
    from geo.articles.printing import toponyms_text

    files = list_articles(options.files)
    is_one = len(files) == 1 and files == options.files
    texts, unread = read_articles(files)
    for error in unread:
        _complain(error)
    found = find_places(list(texts.values()), PROJECT / "data", options.country, options.rules_only)
    for file, toponyms in zip(texts, found, strict=True):
        listed = [toponym.as_dict() for toponym in toponyms]
        if options.json and is_one:
            print(json.dumps(listed, ensure_ascii=False, indent=2))
        elif options.json:
            print(json.dumps({"file": file, "toponyms": listed}, ensure_ascii=False), flush=True)
        else:
            print(toponyms_text(toponyms) if is_one else f"{printable(file)}\n{toponyms_text(toponyms)}\n")
    return CANNOT_START if unread else 0


def run_gazetteer_list(options: argparse.Namespace) -> int:
    """Print where places come from."""
    from geo.gazetteer.sources.loading import load_sources
    from geo.gazetteer.sources.printing import sources_text

    sources = load_sources(PROJECT / "data" / "gazetteer", PROJECT / "build" / "gazetteer")
    if options.json:
        print(json.dumps([source.as_dict() for source in sources.all], ensure_ascii=False, indent=2))
    else:
        print(sources_text(sources.all))
    return FOUND_NOTHING_GOOD if sources.problems else 0


def run_gazetteer_add(options: argparse.Namespace) -> int:
    """Check files of places and add those that can be used."""
    from geo.gazetteer.sources.changing import add_files
    from geo.gazetteer.sources.printing import adding_text

    folder, build = PROJECT / "data" / "gazetteer", PROJECT / "build" / "gazetteer"
    results = add_files(options.files, folder, build, options.replace)
    if options.json:
        content = [result.as_dict() for result in results]
        print(json.dumps(content[0] if len(content) == 1 else content, ensure_ascii=False, indent=2))
    else:
        print("\n".join(map(adding_text, results)))
    errors = [result.error for result in results if result.error]
    for error in errors:
        _complain(error)
    if errors:
        return CANNOT_START
    return FOUND_NOTHING_GOOD if any(result.source.refused for result in results) else 0


def run_gazetteer_remove(options: argparse.Namespace) -> int:
    """Take a file of places away."""
    from geo.gazetteer.sources.changing import remove_file

    removed = remove_file(options.name, PROJECT / "data" / "gazetteer")
    print(printable(f"{removed}: removed. Its places are no longer found from the next start on."))
    return 0


def _complain(message: str) -> None:
    print(printable(f"run.py: {message}"), file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(is_own_process=True))
