"""The one open source of a store: questions compiled once, run from many threads, bitmaps of what was searched."""

from __future__ import annotations

import functools
import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from geo.errors import BadSelection
from geo.store.columns import SEARCHED
from geo.store.compiling import Compiled
from geo.store.filtering import Asked, fill_in, searched_part
from geo.store.mix import Mix
from geo.store.questions import Questions
from geo.store.selection import Selection
from geo.store.sources import Source

KEPT_SEARCHES = 32
"""Bitmaps that are remembered; that of three million events is one megabyte."""

MOST_KEPT_EVENTS = 150_000_000
"""Of larger stores fewer are remembered: bitmaps of so many events are fifty megabytes."""


class Engine:
    """Asks one source, from many threads; what is asked twice is compiled and searched for once."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._searches: OrderedDict[Selection, Future[Any]] = OrderedDict()
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
        """Say what may be asked, once the source has told what it holds.

        Args:
            mix: Codes of sides, types and sub-types.
            longest_days: As of `Questions`.
            like: Where the same questions may have been compiled already: to compile takes longer than to answer.
            has_words: Whether the source lists the words of all texts.
            unlisted: Columns whose values it does not list.
            total: How many events it has.
        """
        self.total = total
        self._mix, self._kind = mix, (self.source.name, mix, longest_days, has_words)
        self._has_words, self._unlisted = has_words, frozenset(unlisted)
        if like is not None and like._kind == self._kind:
            self._questions, self._compile_named = like._questions, like._compile_named
            return
        questions = self._questions = Questions(mix, longest_days, has_words)

        def compile_anew(question: str, *arguments: Any) -> Compiled:
            return self.source.compile(getattr(questions, question)(*arguments))

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
        table = self.source.ask(compiled, {**compiled.given, **numbers}, self._keep(compiled))
        return {name: table[name].to_numpy() for name in table.column_names}

    def stream(self, compiled: Compiled, numbers: Mapping[str, Any], rows: int) -> Iterator[pa.RecordBatch]:
        """Run a question whose answer is too long to be held at once: batches of about so many rows."""
        return self.source.stream(compiled, {**compiled.given, **numbers}, self._keep(compiled), rows)

    def answer(self, expression: ir.Table) -> dict[str, np.ndarray]:
        """Compile and run a question that is asked once."""
        return self.run(self.source.compile(expression), {})

    def _keep(self, compiled: Compiled) -> Any:
        return None if compiled.kept is None else self._search(compiled.kept)

    def _search(self, part: Selection) -> Any:
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
                found.set_result(self.source.search(self._questions.search(part)))
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
