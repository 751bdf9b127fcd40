"""Owns the plan of the house: which room may import which, and what the top level holds."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
TOP_LEVEL = {
    "run.py", "requirements.txt", "README.md", "Makefile", "pyproject.toml", "LICENSE", "CHANGELOG.md",
    ".gitignore", ".gitattributes", ".ci", ".github", "geo", "dashboard", "data", "tests", "docs",
}  # fmt: skip
FACE = {"dashboard", "dash", "dash_mantine_components", "dash_ag_grid", "plotly", "flask", "waitress"}
STANDS_ON = {
    "geo.errors": set(),
    "geo.atomic": set(),
    "geo.schema": set(),
    "geo.vocabulary": {"geo.errors"},
    "geo.tables": {"geo.atomic", "geo.errors", "geo.schema", "geo.vocabulary"},
    "geo.layers": {"geo.errors", "geo.tables", "geo.vocabulary"},
    "geo.gazetteer": {"geo.errors", "geo.schema", "geo.vocabulary", "geo.tables"},
    "geo.duplicates": {"geo.errors", "geo.schema", "geo.tables", "geo.gazetteer", "geo.atomic"},
    "geo.articles": {"geo.errors", "geo.schema", "geo.vocabulary", "geo.tables", "geo.gazetteer"},
    "geo.loading": {"geo.errors", "geo.schema", "geo.vocabulary", "geo.tables", "geo.gazetteer"},
    "geo.editing": {"geo.atomic", "geo.errors", "geo.schema", "geo.vocabulary", "geo.tables", "geo.duplicates"},
    "geo.reviewing": {"geo.atomic", "geo.errors", "geo.schema", "geo.tables", "geo.duplicates", "geo.articles"}
    | {"geo.editing"},
    "geo.store": {"geo.errors", "geo.schema", "geo.vocabulary", "geo.tables", "geo.gazetteer"}
    | {"geo.duplicates", "geo.loading"},
    "geo.live": {"geo.errors", "geo.vocabulary", "geo.tables", "geo.gazetteer", "geo.loading", "geo.store"},
    "geo.curation": {"geo.gazetteer", "geo.errors"},
}
STANDS_ON["geo.commands"] = set(STANDS_ON) - {"geo.curation"}
"""Each room of `geo`, and the rooms on its left that it may import; none imports `geo.curation` or `geo.commands`."""

SOURCES = [
    file
    for folder in ("geo", "dashboard", "tests")
    for file in sorted((PROJECT / folder).rglob("*.py"))
] + [PROJECT / "run.py"]  # fmt: skip


def imports_of(file):
    """Every module that a file imports, at its top or inside a function."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            yield node.module


def room_of(module):
    return ".".join(module.split(".")[:2])


def files_of(folder):
    return [file for file in SOURCES if file.is_relative_to(PROJECT / folder)]


def test_geo_imports_nothing_of_the_face():
    wrong = [(file.name, name) for file in files_of("geo") for name in imports_of(file) if name.split(".")[0] in FACE]
    assert wrong == []


def test_no_arrow_inside_geo_points_the_wrong_way():
    wrong = []
    for file in files_of("geo"):
        room = room_of(".".join(file.relative_to(PROJECT).with_suffix("").parts))
        allowed = STANDS_ON.get(room, set()) | {room}
        wrong += [
            (str(file), name) for name in imports_of(file) if name.startswith("geo.") and room_of(name) not in allowed
        ]
    assert wrong == []


def test_every_room_of_geo_has_its_arrows_written_down():
    rooms = {f"geo.{path.stem}" for path in (PROJECT / "geo").iterdir() if path.suffix == ".py" or path.is_dir()}
    assert rooms - {"geo.__init__", "geo.__pycache__"} == set(STANDS_ON)


def test_curation_is_never_imported_at_run_time():
    outside = [file for file in SOURCES if not file.is_relative_to(PROJECT / "geo/curation")]
    run_time = [file for file in outside if not file.is_relative_to(PROJECT / "tests")]
    assert [file.name for file in run_time if any(name.startswith("geo.curation") for name in imports_of(file))] == []


def test_loading_events_loads_nothing_of_the_face():
    code = "import sys, geo.store.snapshot, geo.loading, geo.store.building; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert {name.split(".")[0] for name in done.stdout.split()} & FACE == set()


@pytest.mark.parametrize("name", ["utils", "util", "helpers", "helper", "common", "misc"])
def test_no_room_is_a_drawer_for_everything(name):
    assert [
        path for file in SOURCES for path in (file, *file.parents) if path.stem == name and PROJECT in path.parents
    ] == []


def test_every_file_says_first_what_it_owns():
    silent = [file for file in SOURCES if ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) is None]
    assert [str(file.relative_to(PROJECT)) for file in silent] == []


def test_the_top_level_holds_only_what_was_planned():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    assert {name.split("/")[0] for name in listed.stdout.split("\0") if name} <= TOP_LEVEL
