"""Fixtures for tests of the gazetteer."""

from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[3]
WORLD = ("places.parquet", "names.parquet", "supplement.csv")


@pytest.fixture(scope="session")
def world_folder():
    """The committed gazetteer's folder, to read from."""
    return PROJECT / "data" / "gazetteer"


@pytest.fixture
def folder(tmp_path, world_folder):
    """A gazetteer's folder that a test may write to: the world's files are links."""
    folder = tmp_path / "data" / "gazetteer"
    folder.mkdir(parents=True)
    for name in WORLD:
        (folder / name).symlink_to(world_folder / name)
    return folder
