"""The commands `geocode` and `places`: where names lie, those of a text too."""

from __future__ import annotations

import argparse
import json

from geo.commands.parser import CANNOT_START, FOUND_NOTHING_GOOD, PROJECT, complain
from geo.tables.printing import printable


def add_geocode(commands: argparse._SubParsersAction) -> None:
    """Describe the command `geocode`."""
    geocode = commands.add_parser("geocode", help="say where a place name lies, best candidate first")
    geocode.add_argument("name", metavar="NAME", help="the place as written, in any script")
    geocode.add_argument("--country", metavar="CC", help='its country, as a code or a name: SY, "Syria"')
    geocode.add_argument("--admin1", metavar="NAME", help="its province or governorate; a preference, not a filter")
    geocode.add_argument("--json", action="store_true", help="print a JSON list")
    geocode.add_argument("--explain", action="store_true", help="say what speaks for each candidate, clue by clue")
    geocode.set_defaults(run=run_geocode)


def add_places(commands: argparse._SubParsersAction) -> None:
    """Describe the command `places`."""
    places = commands.add_parser("places", help="say which places a text names, and where they lie")
    places.add_argument("files", nargs="+", metavar="FILE", help="texts, pages, PDF, mails, …, folders, or - for input")
    places.add_argument("--json", action="store_true", help="print a JSON list; for several files one object a line")
    places.add_argument("--country", metavar="CC", action="append", default=[], help="a country they are about")
    places.add_argument("--rules-only", action="store_true", help="leave the model of the extra [ner] unused")
    places.set_defaults(run=run_places)


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
    from geo.articles.files import find_places
    from geo.articles.printing import toponyms_text
    from geo.articles.texts.article import Unread
    from geo.articles.texts.reading import list_articles, read_articles

    files = list_articles(options.files)
    read = list(read_articles(files))
    unread = [one for one in read if isinstance(one, Unread)]
    articles = [one for one in read if not isinstance(one, Unread)]
    is_one = files == options.files and len(read) == 1
    for one in unread:
        complain(one.message)
    texts = [article.text for article in articles]
    found = find_places(texts, PROJECT / "data", options.country, options.rules_only)
    for article, toponyms in zip(articles, found, strict=True):
        listed = [toponym.as_dict() for toponym in toponyms]
        if options.json and is_one:
            print(json.dumps(listed, ensure_ascii=False, indent=2))
        elif options.json:
            print(json.dumps({"file": article.name, "toponyms": listed}, ensure_ascii=False), flush=True)
        else:
            print(toponyms_text(toponyms) if is_one else f"{printable(article.name)}\n{toponyms_text(toponyms)}\n")
    return CANNOT_START if unread else 0
