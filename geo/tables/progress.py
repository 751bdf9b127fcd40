"""What is being done, as a bar on the terminal, while there is one."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Iterator

from geo.tables.printing import printable

STEPS = 2
"""Each file is read, then checked."""


@contextlib.contextmanager
def show_progress(files: int) -> Iterator[Callable[[str], None]]:
    """Show a bar on stderr as long as files are read; nothing where that is no terminal.

    Args:
        files: How many files are read.

    Yields:
        What is to be told before each step of each file, as `ReadingOptions.tell`.
    """
    from tqdm import tqdm

    with tqdm(total=STEPS * files, leave=False, disable=None, bar_format="{desc} {bar} {elapsed}") as bar:
        steps = itertools.count()

        def tell(said: str) -> None:
            bar.update(min(next(steps), 1))
            bar.set_description_str(printable(said))

        yield tell
