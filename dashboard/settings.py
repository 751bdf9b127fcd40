"""Every setting of a running atlas."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """What `create_app` needs to know besides the events.

    Attributes:
        host: Address to listen on; anything but loopback lets other machines in.
        port: TCP port.
        data_folder: Where basemap, layers and vocabulary lie.
        most_body_bytes: Largest request body that is read.
    """

    host: str = "127.0.0.1"
    port: int = 8050
    data_folder: Path = PROJECT / "data"
    most_body_bytes: int = 1_000_000

    @property
    def trusted_hosts(self) -> list[str]:
        """Names under which a browser may ask for the page."""
        return ["localhost", "127.0.0.1", "[::1]", *({self.host} - {"0.0.0.0", "::"})]  # noqa: S104
