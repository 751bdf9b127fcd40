"""Every setting of a running atlas."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.trust.access import OPEN, Access
from geo.store.limits import USUAL_LIMITS, Limits

if TYPE_CHECKING:
    from geo.store.sources import Address

MOST_FILE_BYTES = 20_000_000
"""Largest report that is sent as a file, where events may be changed; everything else is held to `most_body_bytes`."""

PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """What `create_app` needs to know besides the events.

    Attributes:
        host: Address to listen on; anything but loopback lets other machines in.
        port: TCP port.
        data_folder: Where basemap, layers and vocabulary lie.
        named_hosts: Further names under which the page may be asked for.
        most_body_bytes: Largest request body that is read.
        basemap: A PMTiles archive that the map may be drawn from; None for none.
        is_online: Whether basemaps of other machines may be chosen.
        is_editing: Whether events may be added and changed on the page.
        event_paths: Files and folders of events; only needed for editing.
        logo: A picture for the sheets of a briefing, as a `data:` URI; empty for none.
        template: A PPTX whose look the slides of a briefing take; None for a plain one.
        access: Who may come in, and as what.
        framed_by: Sites whose pages may show the atlas in a frame.
        store: A store that is shown by itself; None to show files of events.
        limits: What questions to the events may use of the machine.
        workers: Processes that serve; each shows the same.
        path_prefix: Under which path of its host the page lies, as `/atlas`; blank for the host itself.
        proxies: How many proxies before the atlas are believed when they say who asks, and for which host.
        shows_metrics: Whether `/metrics` answers other machines, too.
        logs_json: Whether the log is one JSON object a line.
    """

    host: str = "127.0.0.1"
    port: int = 8050
    data_folder: Path = PROJECT / "data"
    named_hosts: tuple[str, ...] = ()
    most_body_bytes: int = 1_000_000
    basemap: Path | None = None
    is_online: bool = False
    is_editing: bool = False
    event_paths: tuple[Path, ...] = ()
    logo: str = field(default="", repr=False)
    template: Path | None = None
    access: Access = OPEN
    framed_by: tuple[str, ...] = ()
    limits: Limits = USUAL_LIMITS
    store: Path | Address | None = None
    workers: int = 1
    path_prefix: str = ""
    proxies: int = 0
    shows_metrics: bool = False
    logs_json: bool = False

    @property
    def trusted_hosts(self) -> frozenset[str]:
        """Names under which a browser may ask for the page, without ports or brackets."""
        return frozenset(name.lower() for name in ("localhost", "127.0.0.1", "::1", self.host, *self.named_hosts))

    @property
    def is_for_others(self) -> bool:
        """Whether other machines can reach the page."""
        return self.host not in ("localhost", "127.0.0.1", "::1")
