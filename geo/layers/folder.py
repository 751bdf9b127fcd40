"""The folder of layers as it is now: edits show at the next look, and one that broke a file does not lose it."""

from __future__ import annotations

import threading
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from geo.layers.geometry import Bounds
from geo.layers.layer import Layer
from geo.layers.reading import LayerFile, read_layer
from geo.layers.stops import StopsFile, read_stops
from geo.tables.report import FileReport
from geo.tables.temporary import is_temporary
from geo.vocabulary import Vocabulary

STOPS = "stops.csv"

Stamp = tuple[int, int, int]
"""Changed when, how long, and which file: each is different after an edit."""


@dataclass(frozen=True)
class LayerFiles:
    """What the folder holds at one moment.

    Attributes:
        layers: The overlays, by the name of their file.
        stops: Days with a name, for the timeline.
        reports: What became of each file, those that could not be read included.
    """

    layers: tuple[Layer, ...] = ()
    stops: tuple[tuple[date, str], ...] = ()
    reports: tuple[FileReport, ...] = ()


class LayerFolder:
    """Reads a folder once, and again what has changed; safe to be asked from several threads.

    Args:
        folder: `data/layers`.
        vocabulary: The sides there are.
        taken: Ids that no layer may have.
        near: The box around all events; None if it is not known.
    """

    def __init__(
        self, folder: Path, vocabulary: Vocabulary, taken: Collection[str] = (), near: Bounds | None = None
    ) -> None:
        self._folder = folder
        self._vocabulary = vocabulary
        self._taken = frozenset(taken)
        self._near = near
        self._lock = threading.Lock()
        self._stamps: dict[str, Stamp] | None = None
        self._files: dict[str, LayerFile] = {}
        self._stops = StopsFile((), FileReport(str(folder / STOPS)))
        self._known = LayerFiles()
        self._is_kept = False

    def current(self) -> LayerFiles:
        """Return what the folder holds; costs a glance at it when nothing has changed."""
        with self._lock:
            if not self._is_kept:
                self._refresh()
            return self._known

    def keep_until_read_again(self) -> dict[str, Stamp]:
        """Leave it to the caller when the folder is read, and return how it was this time."""
        with self._lock:
            self._is_kept = True
            self._refresh()
            return dict(self._stamps or {})

    def read_again(self) -> None:
        """Read what has changed."""
        with self._lock:
            self._refresh()

    def _refresh(self) -> None:
        stamps = self.look()
        if stamps != self._stamps:
            self._read(stamps)

    def look(self) -> dict[str, Stamp]:
        """Say how each file was left, by its name."""
        stamps = {}
        layers = (path for path in sorted(self._folder.glob("*.geojson")) if not is_temporary(path.name))
        for path in (*layers, self._folder / STOPS):
            try:
                found = path.stat()
            except OSError:
                continue
            stamps[path.name] = (found.st_mtime_ns, found.st_size, found.st_ino)
        return stamps

    def _read(self, stamps: dict[str, Stamp]) -> None:
        before = self._stamps or {}
        changed = {name for name, stamp in stamps.items() if before.get(name) != stamp}
        if STOPS in changed or STOPS not in stamps:
            self._stops = self._read_stops()
        files = {}
        for name in stamps:
            if name != STOPS:
                files[name] = self._read_layer(name) if name in changed else self._files[name]
        self._files, self._stamps = files, stamps
        self._known = self._join()

    def _read_stops(self) -> StopsFile:
        read, before = read_stops(self._folder / STOPS), self._stops
        return StopsFile(before.stops, _still_shown(read.report)) if read.report.error and before.stops else read

    def _read_layer(self, name: str) -> LayerFile:
        read, before = read_layer(self._folder / name, self._vocabulary, self._near), self._files.get(name)
        is_empty = read.layer is None or (read.report.rows > 0 and not read.report.accepted)
        is_lost = is_empty and before is not None and before.layer is not None
        return LayerFile(before.layer, _still_shown(read.report)) if is_lost else read

    def _join(self) -> LayerFiles:
        """Put the files together; of two with the same id the first has it."""
        owners = dict.fromkeys(self._taken, "the atlas itself")
        layers, reports = [], []
        for name, file in self._files.items():
            report = file.report
            if file.layer and (owner := owners.get(file.layer.layer_id)):
                wrong = f'{report.file}: its id "{file.layer.layer_id}" is already that of {owner}.'
                report = replace(report, error=f'{wrong} Give it another: "layer": {{"id": "…"}}.')
            elif file.layer:
                owners[file.layer.layer_id] = name
                layers.append(file.layer)
            reports.append(report)
        return LayerFiles(tuple(layers), self._stops.stops, (*reports, self._stops.report))


def _still_shown(report: FileReport) -> FileReport:
    error = report.error or f"{report.file}: none of its {report.rows:,} {report.unit}s can be used."
    return replace(report, error=f"{error} What it held before is still shown.")
