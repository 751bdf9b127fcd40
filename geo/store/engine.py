"""The one open file of a store: questions compiled once, run from many threads, bitmaps of what was searched."""

from __future__ import annotations

import functools
import os
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from geo.errors import BadSelection
from geo.store.columns import SEARCHED
from geo.store.compiling import Compiled, compile_question
from geo.store.filtering import Asked, fill_in, searched_part
from geo.store.limits import Limits, stop_after
from geo.store.mix import Mix
from geo.store.questions import Questions
from geo.store.selection import Selection

KEPT_SEARCHES = 32
"""Bitmaps that are remembered; that of three million events is one megabyte."""

MOST_KEPT_EVENTS = 150_000_000
"""Of larger stores fewer are remembered: bitmaps of so many events are fifty megabytes."""

TABLE_BITS = 16
"""DuckDB groups by place in a table of up to so many bits: a larger one costs a short window more than it saves."""


class Engine:
    """A DuckDB file, read-only, safe to ask from many threads."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self._seconds = limits.seconds
        spill_folder = Path(tempfile.gettempdir()) / f"conflict-atlas-{os.getpid()}"
        self.connection = limits.open(path, spill_folder, perfect_ht_threshold=TABLE_BITS)
        self._local = threading.local()
        self._searches: OrderedDict[Selection, Future[pa.Table]] = OrderedDict()
        self._lock = threading.Lock()

    def start(
        self,
        mix: Mix,
        longest_days: int,
        like: Engine | None = None,
        has_words: bool = True,
        unlisted: Sequence[str] = (),
        total: int = 0,
    ) -> None:
        """Say what may be asked, once the file has told what it holds.

        Args:
            mix: Codes of sides, types and sub-types.
            longest_days: As of `Questions`.
            like: Where the same questions may have been compiled already: to compile takes longer than to answer.
            has_words: Whether the file lists the words of all texts.
            unlisted: Columns whose values it does not list.
            total: How many events it has.
        """
        self.total = total
        self._mix, self._kind = mix, (mix, longest_days, has_words)
        self._has_words, self._unlisted = has_words, frozenset(unlisted)
        if like is not None and like._kind == self._kind:
            self._questions, self._compile_named = like._questions, like._compile_named
            return
        questions = self._questions = Questions(mix, longest_days, has_words)

        def compile_anew(question: str, *arguments: Any) -> Compiled:
            return compile_question(getattr(questions, question)(*arguments))

        self._compile_named = functools.lru_cache(maxsize=256)(compile_anew)

    def compile(self, question: str, *arguments: Any) -> Compiled:
        """Compile a question; of a Selection among its arguments only the kind matters, its values are filled in."""
        asked = [Asked.of(one) if isinstance(one, Selection) else one for one in arguments]
        compiled = self._compile_named(question, *asked)
        for one in arguments:
            if isinstance(one, Selection):
                part = searched_part(one)
                compiled = replace(compiled, given=fill_in(one, self._mix), kept=part if part != Selection() else None)
        return compiled

    def run(self, compiled: Compiled, numbers: Mapping[str, Any]) -> dict[str, np.ndarray]:
        """Run a question with the numbers that it left open.

        Returns:
            Its columns by name.

        Raises:
            TooSlow: If it takes longer than one question may.
        """
        cursor = self._cursor()
        kept = self._search(compiled.kept) if compiled.kept is not None else None
        with stop_after(self._seconds, cursor):
            table = self._execute(cursor, compiled, numbers, kept).to_arrow_table()
        return {name: table[name].to_numpy() for name in table.column_names}

    def stream(self, compiled: Compiled, numbers: Mapping[str, Any], rows: int) -> pa.RecordBatchReader:
        """Run a question whose answer is too long to be held at once: batches of so many rows."""
        kept = self._search(compiled.kept) if compiled.kept is not None else None
        return self._execute(self.connection.cursor(), compiled, numbers, kept).to_arrow_reader(rows)

    def _execute(
        self, cursor: duckdb.DuckDBPyConnection, compiled: Compiled, numbers: Mapping[str, Any], kept: pa.Table | None
    ) -> duckdb.DuckDBPyConnection:
        if kept is not None:
            cursor.register("kept", kept)
        given = {**compiled.given, **numbers}
        return cursor.execute(compiled.sql, {name: given[name] for name in compiled.names})

    def _search(self, part: Selection) -> pa.Table:
        """Search once, however many questions of however many threads wait for it."""
        self._refuse_unlisted(part)
        with self._lock:
            found = self._searches.get(part)
            is_mine = found is None
            if found is None:
                found = self._searches[part] = Future()
            self._searches.move_to_end(part)
            while len(self._searches) > max(1, min(KEPT_SEARCHES, MOST_KEPT_EVENTS // max(self.total, 1))):
                self._searches.popitem(last=False)
        if is_mine:
            try:
                sql = compile_question(self._questions.search(part)).sql
                with stop_after(self._seconds, cursor := self._cursor()):
                    found.set_result(cursor.execute(sql).to_arrow_table())
            except BaseException as error:
                with self._lock:
                    self._searches.pop(part, None)
                found.set_exception(error)
        return found.result()

    def _refuse_unlisted(self, part: Selection) -> None:
        wanted = {column for column, _ in part.columns} | (
            set(SEARCHED) if part.text and not self._has_words else set()
        )
        if missing := sorted(wanted & self._unlisted):
            raise BadSelection(
                f"These events have too many different values of {', '.join(missing)} to be searched for. Filter by "
                "something else."
            )

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        if not hasattr(self._local, "cursor"):
            self._local.cursor = self.connection.cursor()
        return self._local.cursor
