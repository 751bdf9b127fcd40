"""Keeps Arrow from importing pandas in a process that has no use for it."""

from __future__ import annotations

import sys


class _Hidden:
    """A finder that has every other module looked for elsewhere."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(f"{name} is not looked for", name=name)


def keep_pandas_out() -> None:
    """Let Arrow look for pandas once, and not find it; whoever imports pandas himself still gets it.

    Arrow imports pandas with the first column that it makes of Python's texts, only to know its types: a tenth of the
    time that the check of a small table takes. It remembers what it found, and from then on takes a Series for any
    other sequence, blanks included. So this is for a process that does one thing without pandas, and ends.
    """
    if "pandas" in sys.modules:
        return
    import pyarrow as pa

    hidden = _Hidden()
    sys.meta_path.insert(0, hidden)
    try:
        pa.array([""])
    finally:
        sys.meta_path.remove(hidden)
