"""Folders in which nothing can be written, for real: a full disk, one that may only be read."""

import contextlib
import os
import shutil
import subprocess

import pytest


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 300 kB of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=300k", "none", str(folder)], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip("only root may mount a small disk; the same is tested with a limit on the size of a file")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def locked():
    """A context in which nothing can be made, renamed or removed in a folder."""

    @contextlib.contextmanager
    def lock(folder):
        if os.geteuid():
            folder.chmod(0o500)
            unlock = lambda: folder.chmod(0o700)  # noqa: E731
        else:  # root may write wherever permissions say no
            done = shutil.which("chattr") and subprocess.run(["chattr", "+i", folder], capture_output=True, check=False)
            if not done or done.returncode:
                pytest.skip("root may write everywhere on this disk")
            unlock = lambda: subprocess.run(["chattr", "-i", folder], check=True)  # noqa: E731
        try:
            yield
        finally:
            unlock()

    return lock
