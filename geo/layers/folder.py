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

    def current(self) -> LayerFiles:
        """Return what the folder holds; costs a glance at it when nothing has changed."""
        with self._lock:
            stamps = self._look()
            if stamps != self._stamps:
                self._read(stamps)
            return self._known

    def _look(self) -> dict[str, Stamp]:
        stamps = {}
        for path in (*sorted(self._folder.glob("[!.]*.geojson")), self._folder / STOPS):
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
        is_lost = read.layer is None and before is not None and before.layer is not None
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
    return replace(report, error=f"{report.error} What it held before is still shown.")
