"""Owns that the guide for whoever adds events tells the truth: template, dictionary, commands, hook, workflow."""

import csv
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import run
from geo.loading import load_events
from geo.schema import COLUMN_NAMES
from geo.tables.dictionary import COMMAND, PATH, dictionary_text
from geo.vocabulary import read_vocabulary

PROJECT = Path(__file__).resolve().parents[1]
DOCS = PROJECT / "docs"
TEMPLATE = DOCS / "template.csv"
GIT = (DOCS / "git.md").read_text(encoding="utf-8")
HEADER = "event_id,event_date,event_type,location,country\n"
GOOD, BAD = "a,2020-02-17,Battles,Saraqib,Syria\n", "b,17/02/2020,Batles,Saraqib,Syria\n"
COMMANDS = re.compile(r"python (run\.py [^\n`|>#]+)")


def test_the_template_has_every_column_and_is_good_as_it_is():
    with TEMPLATE.open(encoding="utf-8", newline="") as lines:
        assert tuple(next(csv.reader(lines))) == COLUMN_NAMES
    loaded = load_events([TEMPLATE])
    (report,) = loaded.reports
    assert (report.rows, report.accepted, report.rejected, report.warnings) == (2, 2, (), ())
    assert loaded.events.geometry.notna().all()


def test_the_template_is_no_event_of_the_atlas():
    events = load_events([PROJECT / "data" / "events"]).events
    with TEMPLATE.open(encoding="utf-8", newline="") as lines:
        assert not set(events["event_id"]) & {row["event_id"] for row in csv.DictReader(lines)}


def test_the_dictionary_is_that_of_the_schema():
    said = f"docs/data-dictionary.md is not what the schema says. Write it anew: {COMMAND}"
    assert PATH.read_text(encoding="utf-8") == dictionary_text(read_vocabulary()), said


def test_the_dictionary_has_every_column_once_and_every_type():
    page = PATH.read_text(encoding="utf-8")
    assert re.findall(r"^\| `([a-z_0-9]+)` \|(?: yes)? ", page, re.MULTILINE)[: len(COLUMN_NAMES)] == list(COLUMN_NAMES)
    assert all(f"| {kind.event_type} |" in page for kind in read_vocabulary().event_types)


@pytest.mark.parametrize("page", ["adding-events.md", "git.md"])
def test_every_command_of_the_guides_is_one_that_the_command_line_knows(page):
    said = COMMANDS.findall((DOCS / page).read_text(encoding="utf-8"))
    assert len(said) >= 2
    for command in said:
        arguments = shlex.split(command.replace("||", " ").split(" [")[0])[1:]
        if arguments and not arguments[0].startswith("-") and len(arguments) > 1:
            run.build_parser().parse_args(arguments)


# --- The hook --------------------------------------------------------------------------------------------------------


@pytest.fixture
def repository(tmp_path):
    """A repository of events with the hook of the guide, and whoever commits to it."""
    (hook,) = re.findall(r"```sh\n(#!/bin/sh.*?)```", GIT, re.DOTALL)
    folder, programs = tmp_path / "team", tmp_path / "programs"
    (folder / "data" / "events").mkdir(parents=True)
    programs.mkdir()
    python = programs / "python3"
    python.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    own = {name: text for name, text in os.environ.items() if not name.startswith("GIT_")}
    people = {f"GIT_{who}_{what}": "mona@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    told = {"ATLAS": str(PROJECT), "PATH": f"{programs}:{own['PATH']}", "GIT_CONFIG_GLOBAL": os.devnull, **people}

    def git(*arguments):
        return subprocess.run(["git", *arguments], cwd=folder, env=own | told, capture_output=True, text=True)

    assert git("init", "-q").returncode == 0
    path = folder / ".git" / "hooks" / "pre-commit"
    path.parent.mkdir(exist_ok=True)
    path.write_text(hook, encoding="utf-8")
    path.chmod(0o755)
    git.events = folder / "data" / "events"
    return git


def write(repository, name, text):
    (repository.events / name).write_text(text, encoding="utf-8")
    assert repository("add", "-A").returncode == 0


def test_a_good_table_is_committed(repository):
    write(repository, "good.csv", HEADER + GOOD)
    done = repository("commit", "-qm", "good")
    assert done.returncode == 0, done.stderr


def test_a_refused_row_stops_the_commit_and_is_named(repository):
    write(repository, "bad.csv", HEADER + GOOD + BAD)
    done = repository("commit", "-qm", "bad")
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert "data/events/bad.csv: 2 rows, 1 accepted, 1 refused" in said
    assert "row 3, event_date" in said
    assert "Not committed" in said


def test_what_is_checked_is_what_is_committed_not_what_lies_in_the_folder(repository):
    write(repository, "events.csv", HEADER + GOOD)
    (repository.events / "events.csv").write_text(HEADER + BAD, encoding="utf-8")
    assert repository("commit", "-qm", "the good one was added").returncode == 0
    write(repository, "events.csv", HEADER + BAD)
    (repository.events / "events.csv").write_text(HEADER + GOOD, encoding="utf-8")
    assert repository("commit", "-qm", "the bad one was added").returncode == 1


def test_an_id_of_another_table_stops_the_commit(repository):
    write(repository, "old.csv", HEADER + GOOD)
    assert repository("commit", "-qm", "old").returncode == 0
    write(repository, "other.csv", HEADER + GOOD.replace("Saraqib", "Sarmin"))
    assert repository("commit", "-qm", "again").returncode == 1


def test_a_commit_without_events_is_not_held_up(repository):
    write(repository, "bad.csv", HEADER + BAD)
    assert repository("commit", "--no-verify", "-qm", "bad").returncode == 0
    (repository.events.parent / "notes.txt").write_text("x", encoding="utf-8")
    repository("add", "-A")
    assert repository("commit", "-qm", "notes").returncode == 0


# --- The workflow ----------------------------------------------------------------------------------------------------


def read_workflow():
    (text,) = re.findall(r"```yaml\n(.*?)```", GIT, re.DOTALL)
    return pytest.importorskip("yaml").safe_load(text)


def test_the_workflow_is_one_and_installs_what_there_is():
    workflow = read_workflow()
    steps = workflow["jobs"]["check"]["steps"]
    assert all({"uses", "run"} & set(step) for step in steps)
    assert any(step.get("run") == "pip install -r requirements.txt" for step in steps)
    assert (PROJECT / "requirements.txt").is_file()
    # YAML reads the word `on` as true.
    assert set(workflow[True]) == {"push", "pull_request"}


@pytest.mark.parametrize(("row", "code"), [(GOOD, 0), (BAD, 1)])
def test_the_step_that_checks_fails_with_a_refused_row(row, code, tmp_path):
    steps = {step.get("name"): step.get("run") for step in read_workflow()["jobs"]["check"]["steps"]}
    (tmp_path / "data" / "events").mkdir(parents=True)
    (tmp_path / "data" / "events" / "events.csv").write_text(HEADER + row, encoding="utf-8")
    script = steps["Check every table"].replace("python run.py", f"{sys.executable} {PROJECT / 'run.py'}")
    done = subprocess.run(["bash", "-ec", script], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == code


@pytest.mark.parametrize(("row", "code"), [(GOOD, 0), (GOOD.replace("Saraqib", "Sarmin"), 0), (None, 2)])
def test_the_step_that_says_what_changes_only_fails_where_nothing_can_be_read(row, code, tmp_path):
    steps = {step.get("name"): step.get("run") for step in read_workflow()["jobs"]["check"]["steps"]}
    _, compare = steps["Say what changes"].strip().splitlines()
    for folder, text in (("old/data/events", GOOD), ("data/events", row)):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "events.csv").write_text("" if text is None else HEADER + text, encoding="utf-8")
    script = compare.replace("python run.py", f"{sys.executable} {PROJECT / 'run.py'}")
    summary = tmp_path / "summary.md"
    env = os.environ | {"GITHUB_STEP_SUMMARY": str(summary)}
    done = subprocess.run(["bash", "-ec", script], cwd=tmp_path, env=env, capture_output=True, text=True)
    assert (done.returncode == 0) == (code == 0)
    if code == 0:
        assert "unchanged" in summary.read_text(encoding="utf-8")
