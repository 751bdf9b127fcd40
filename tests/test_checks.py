"""Owns that `.ci/test` runs what was asked for, and fails where something failed or nothing ran."""

import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / ".ci" / "test"
PYTHON = """#!/bin/sh
[ "$2" = pytest ] || exit 0
echo "$*" >>runs
exit $(sed -n "$(wc -l <runs)p" codes)
"""
BOTH = ["-m pytest -rs tests --ignore tests/browser --numprocesses auto", "-m pytest -rs tests/browser"]


@pytest.fixture
def check(tmp_path):
    """Return what runs `.ci/test` with a Python that only writes down what it was asked, and says the codes given."""
    for name in (".ci/setup", ".ci/chromium", ".venv/bin/python"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PYTHON if path.name == "python" else "#!/bin/sh\n", encoding="utf-8")
        path.chmod(0o755)
    shutil.copy(SCRIPT, tmp_path / ".ci" / "test")

    def run(codes: list[int], *asked: str) -> tuple[int, list[str]]:
        (tmp_path / "codes").write_text("".join(f"{code}\n" for code in codes), encoding="utf-8")
        done = subprocess.run([".ci/test", *asked], cwd=tmp_path, capture_output=True, check=False)
        return done.returncode, (tmp_path / "runs").read_text(encoding="utf-8").splitlines()

    return run


@pytest.mark.parametrize(("codes", "said"), [([0, 0], 0), ([0, 5], 0), ([5, 0], 0), ([5, 5], 5), ([5, 1], 1), ([1], 1)])
def test_both_runs_count_and_one_of_them_must_find_a_test(check, codes, said):
    code, runs = check(codes, "-k", "geo")
    assert code == said
    assert runs == [f"{one} -k geo" for one in BOTH[: len(codes)]]


@pytest.mark.parametrize("name", ["tests/geo", "tests/browser/test_link.py", "test_link.py::test_it"])
@pytest.mark.parametrize("code", [0, 1, 5])
def test_what_is_named_runs_alone_and_must_be_found(check, name, code):
    assert check([code], "-x", name) == (code, [f"-m pytest -rs -x {name}"])
