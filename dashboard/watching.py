"""From files that change to what is shown: the events and the layers of a served atlas are followed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from dashboard.context import Context
from dashboard.current import Current
from dashboard.opening import choose_camera, choose_window, name_theatre
from dashboard.settings import Settings
from geo.live.rereading import EventReader, Reread
from geo.live.settling import Settling, Stamps
from geo.live.stored import StoreReader
from geo.live.watching import Watcher
from geo.store.snapshot import BUILD_FOLDER

Reader = EventReader | StoreReader


def make_reader(events: Sequence[Path], settings: Settings, build_folder: Path | None = None) -> Reader:
    """Make what reads the events: their files, or one store that is shown by itself.

    Args:
        events: CSV files or folders of them.
        settings: Where data lies, and what questions may use of the machine.
        build_folder: Where snapshots are kept; None for the project's own.
    """
    if settings.store:
        return StoreReader(settings.store, settings.limits)
    return EventReader(events, settings.data_folder, build_folder or BUILD_FOLDER, settings.limits)


def watch(current: Current, reader: Reader, taken: Stamps) -> Watcher:
    """Make what follows the files of events and of layers while the block runs that it is entered for.

    Args:
        current: Where it is shown.
        reader: Of the events.
        taken: How their files were when they were read for the first time.
    """

    def read() -> Reread:
        shown = current.of_request()
        return reader.read(shown.store, shown.gone)

    def follow(reread: Reread) -> None:
        current.show(show_events(current.of_request(), reread))

    def drop(reread: Reread) -> None:
        reader.drop(reread, current.of_request().store)

    events = Settling(reader.look, read, follow, drop, taken)

    def show_layers() -> None:
        current.show(current.of_request())

    return Watcher(
        (events, watch_layers(current, show_layers)), current.tell_changing, lambda: reader.warm_up(current.store.total)
    )


def show_events(context: Context, reread: Reread) -> Context:
    """Return what is shown after events were read again; how a page opens follows the events."""
    said = replace(context, reports=reread.reports, gone=reread.gone)
    store = reread.store
    if store is None:
        return said
    opening = {"window": choose_window(store), "camera": choose_camera(store), "title": name_theatre(store)}
    return replace(said, store=store, **opening)


def watch_layers(current: Current, show: Callable[[], None]) -> Settling[None]:
    """Make what follows the files of layers; `show` is called when they were read again."""
    folder = current.layer_folder

    def follow(_: None) -> None:
        folder.read_again()
        show()

    taken = folder.keep_until_read_again()
    return Settling(folder.look, lambda: None, follow, lambda _: None, taken)
