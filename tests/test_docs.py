"""Owns that README and guides tell the truth: their commands run, and they name every option there is."""

import argparse
import re
import shlex
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs

import pytest

import run
from dashboard.briefing.choices import Choices
from dashboard.briefing.command import write_query
from dashboard.briefing.formats import FORMATS
from dashboard.figures.sheet.layouts import LAYOUTS, PARTS, find_size
from dashboard.figures.sheet.marking import MARKINGS
from dashboard.view import View
from tests.browser.gallery import FOLDER, GUIDE, list_commands, list_gallery, name_picture

PROJECT = Path(__file__).resolve().parents[1]
README = (PROJECT / "README.md").read_text(encoding="utf-8")
BRIEFING = GUIDE.read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
COMMAND = re.compile(r"^\.venv/bin/python (run\.py .*)$", re.MULTILINE)
ENDS = ("check", "geocode", "gazetteer", "--help")
"""Commands that do their work and leave; all others serve until they are stopped, but those that make briefs."""

BRIEFS = [*list_commands(README), *list_commands(BRIEFING)]
MOST_GALLERY_BYTES = 1_500_000


def options_of(parser, without=()):
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices
            for name, command in action.choices.items():
                if name not in without:
                    yield from options_of(command)
        else:
            yield from (option for option in action.option_strings if option.startswith("--"))


def parser_of(name):
    """The parser of one command."""
    actions = run.build_parser()._actions
    return next(action for action in actions if isinstance(action, argparse._SubParsersAction)).choices[name]


@pytest.fixture
def desk(tmp_path):
    """A folder where the README's commands find what they name, and may leave files."""
    for name in ("run.py", "data"):
        (tmp_path / name).symlink_to(PROJECT / name)
    return tmp_path


@pytest.mark.parametrize("block", [block for block in BLOCKS if any(f"run.py {word}" in block for word in ENDS)])
def test_the_commands_of_the_readme_run(block, desk):
    lines = [line for line in block.splitlines() if "&&" not in line]
    script = "\n".join(lines).replace(".venv/bin/python", shlex.quote(sys.executable))
    done = subprocess.run(["bash", "-euc", script], cwd=desk, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_the_row_to_copy_is_good_and_found_on_the_map(desk):
    block = next(block for block in BLOCKS if "mine.csv <<" in block)
    script = block.split("\n.venv")[0]
    subprocess.run(["bash", "-euc", script], cwd=desk, check=True)
    from geo.loading import load_events

    loaded = load_events([desk / "mine.csv"])
    (report,) = loaded.reports
    assert (report.accepted, report.rejected, report.warnings) == (1, (), ())
    assert loaded.events.geometry.notna().all()


def test_commands_that_serve_are_ones_the_command_line_knows():
    parser = run.build_parser()
    others = (*ENDS, "brief ")
    serving = [shlex.split(said)[1:] for said in COMMAND.findall(README) if not any(word in said for word in others)]
    assert serving
    for arguments in serving:
        assert parser.parse_args(["serve", *arguments]).run is run.run_serve


def test_every_command_and_option_is_in_the_readme():
    known = set(options_of(run.build_parser(), without=("brief",)))
    assert {"serve", "check", "geocode", "brief", "--port"} <= known
    assert [option for option in sorted(known) if not re.search(rf"`[^`\n]*{option}\b", README)] == []


def test_every_option_of_a_brief_is_in_its_guide():
    known = set(options_of(parser_of("brief"))) - {"--help"}
    assert {"--view", "--deaths", "--template", "--as-of"} <= known
    assert [option for option in sorted(known) if not re.search(rf"`[^`\n]*{option}\b", BRIEFING)] == []


@pytest.mark.parametrize("words", BRIEFS, ids=" ".join)
def test_the_briefs_that_the_guide_tells_to_make_are_understood(words):
    options = run.build_parser().parse_args([word.replace("$day", "2020-02-08") for word in words])
    query = write_query(options)
    assert View.from_search(query)[1] == []
    find_size(Choices.from_query(parse_qs(query, keep_blank_values=True)).layout)
    assert set(options.format.split(",")) <= set(FORMATS)


def test_the_guide_of_briefs_tells_of_every_format_layout_part_and_marking():
    assert [name for name in (*FORMATS, *LAYOUTS, *PARTS, *MARKINGS) if f"`{name}`" not in BRIEFING] == []


def test_every_picture_of_the_gallery_is_there_and_small():
    names = [name_picture(command) for command in list_gallery()]
    assert len(names) >= 4
    assert sorted(names) == sorted(path.name for path in FOLDER.iterdir())
    assert [name for name in names if f"](gallery/{name})" not in BRIEFING] == []
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= MOST_GALLERY_BYTES


def test_every_link_of_the_docs_leads_somewhere():
    for page in (PROJECT / "README.md", *(PROJECT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert target.startswith("https://") or (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_target_of_make_is_explained():
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    targets = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split()
    assert [name for name in targets if not re.search(rf"^{name}: ## ", makefile, re.MULTILINE)] == []


def test_the_table_of_radii_is_that_of_the_code():
    from geo.gazetteer.radius import KINDS

    page = (PROJECT / "docs" / "places.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\w+) \| ([123]) \| ([\d.]+) \|$", page, re.MULTILINE)
    said = {kind: (int(precision), float(radius)) for kind, precision, radius in rows}
    assert said == {name: (kind.geo_precision, kind.radius_km) for name, kind in KINDS.items()}


def test_the_table_of_clues_is_that_of_the_code():
    from geo.gazetteer import weighing

    page = (PROJECT / "docs" / "places.md").read_text(encoding="utf-8")
    said = [float(most) for most in re.findall(r"^\| [\w ]+ \| (0\.\d\d) \|", page, re.MULTILINE)]
    names = ("OWN", "PEOPLE", "COUNTRY", "ADMIN1", "WITHIN", "THEATRE", "NEAR")
    assert said == [max(weighing.SPELLING.values()), *(getattr(weighing, name) for name in names)]
    assert round(sum(said), 6) == 1.0
