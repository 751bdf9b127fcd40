"""Every setting of a running atlas."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from geo.store.limits import USUAL_LIMITS, Limits

if TYPE_CHECKING:
    from geo.store.sources import Address

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
        store: A store that is shown by itself; None to show files of events.
        limits: What questions to the events may use of the machine.
        password: What everybody is asked for before they see anything; blank for no question.
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
    password: str = field(default="", repr=False)
    limits: Limits = USUAL_LIMITS
    store: Path | Address | None = None

    @property
    def trusted_hosts(self) -> frozenset[str]:
        """Names under which a browser may ask for the page, without ports or brackets."""
        return frozenset(name.lower() for name in ("localhost", "127.0.0.1", "::1", self.host, *self.named_hosts))

    @property
    def is_for_others(self) -> bool:
        """Whether other machines can reach the page."""
        return self.host not in ("localhost", "127.0.0.1", "::1")
