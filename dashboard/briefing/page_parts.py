"""The parts of the interactive page that stand still: marking, legend, numbered list, foot; all of it escaped here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from dashboard.figures.sheet.brief import Brief, KeyEvent, LegendRow
from dashboard.figures.sheet.text import clean
from dashboard.words import say_day, say_number

ICON_FOLDER = Path(__file__).resolve().parent.parent / "assets" / "icons"
OWN_ICONS = ("back", "forward", "home", "pause", "play")
COLOUR = re.compile("#[0-9a-fA-F]{6}")
ICON = re.compile("[a-z0-9_-]+")
SIGNS = frozenset(("side", "type", "region", "ring", "movement", "stretch", "area", "line", "point"))
LOGO = re.compile("data:image/(png|jpeg|gif|webp|svg\\+xml)[;,]")


def say(text: str) -> str:
    """Make any text safe as the content or the quoted attribute of an element."""
    return escape(clean(text), quote=True)


def tint(colour: str, usual: str) -> str:
    """Return a colour that may stand in a style: the usual one where it is none."""
    return colour if COLOUR.fullmatch(colour) else usual


def is_web_link(link: str) -> bool:
    """Whether a link leads to http or https."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def write_icons(names: Sequence[str]) -> str:
    """Write the pictograms that the page uses, each once; a name without a file has none."""
    found = sorted({name for name in (*OWN_ICONS, *names) if ICON.fullmatch(name)})
    return "".join(_write_icon(name) for name in found if (ICON_FOLDER / f"{name}.svg").is_file())


def _write_icon(name: str) -> str:
    drawn = (ICON_FOLDER / f"{name}.svg").read_text(encoding="utf-8").strip()
    drawn = re.sub(' xmlns="[^"]*"| width="24"| height="24"', "", drawn).replace("#fff", "currentColor")
    return drawn.replace("<svg ", f'<symbol id="icon-{name}" ', 1).replace("</svg>", "</symbol>")


def write_marking(brief: Brief, place: str) -> str:
    """Write the marking of the page's top or bottom; nothing where there is none."""
    if not clean(brief.marking):
        return ""
    colours = f"color:{tint(brief.marking_ink, '#000000')};background:{tint(brief.marking_ground, '#ffffff')}"
    role = f'role="region" aria-label="Marking, {place}" dir="auto"'
    return f'<div class="marking {place}" {role} style="{colours}">{say(brief.marking)}</div>'


def write_logo(brief: Brief) -> str:
    """Write the logo, if there is one that is part of the file."""
    return f'<img class="logo" alt="" src="{say(brief.logo)}">' if LOGO.match(brief.logo) else ""


def write_legend(brief: Brief) -> str:
    """Write the rows of the legend; of layers also on which days, since they stay while the timeline moves."""
    layers = f'<p class="quiet" dir="auto">Layers as on {say(brief.days)}</p>' if brief.map.layers else ""
    return "".join(map(_write_legend_row, brief.legend)) + layers


def _write_legend_row(row: LegendRow) -> str:
    if row.sign == "heading":
        return f'<h2 dir="auto">{say(row.label)}</h2>'
    sign = row.sign if row.sign in SIGNS else "side"
    status = f" {row.status}" if ICON.fullmatch(row.status) else ""
    colour = f' style="--of:{row.colour}"' if COLOUR.fullmatch(row.colour) else ""
    icon = f'<svg viewBox="0 0 24 24"><use href="#icon-{row.icon}"/></svg>' if ICON.fullmatch(row.icon) else ""
    return (
        f'<div class="legend-row"><span class="sign {sign}{status}"{colour} aria-hidden="true">{icon}</span>'
        f'<span dir="auto">{say(row.label)}</span></div>'
    )


def write_key_events(brief: Brief) -> str:
    """Write the numbered list, each row a button that opens the event's card; nothing where the list is empty."""
    if not brief.key_events:
        return ""
    rows = "".join(map(_write_key_event, brief.key_events))
    rule = f'<p class="quiet rule" dir="auto">{say(brief.rule)}</p>'
    return f'<section id="key"><h2>Key events</h2>{rule}<ol class="rows">{rows}</ol></section>'


def _write_key_event(event: KeyEvent) -> str:
    facts = " · ".join(part for part in (event.days, event.place, event.deaths, event.confidence) if clean(part))
    number = f'<span class="plate">{int(event.number)}</span>'
    return (
        f'<li><button type="button" class="row" data-event="{say(event.event_id)}">{number}<span class="row-words">'
        f'<span class="quiet" dir="auto">{say(facts)}</span><span class="what" dir="auto">{say(event.what)}</span>'
        f'<span class="quiet source" dir="auto">{say(event.sources)}</span></span></button></li>'
    )


def write_notice(held: int, total: int) -> str:
    """Say that not all events are in the file; nothing where they are."""
    if total <= held:
        return ""
    return (
        f'<p class="notice" role="note">{say_number(held)} of {say_number(total)} events are in this file. '
        "Numbers and bars count these alone.</p>"
    )


def write_foot(brief: Brief, made_at: datetime) -> str:
    """Write sources, the day and time it was made (UTC), and the link of the view."""
    at = made_at.astimezone(UTC)
    parts = [f'<p dir="auto">{say(brief.sources)}</p>' if clean(brief.sources) else ""]
    parts.append(f"<p>Made {say_day(at.date())}, {at:%H:%M} UTC with Conflict Atlas. This file needs no network.</p>")
    if is_web_link(brief.link):
        parts.append(
            f'<p><a id="link" href="{say(brief.link)}" rel="noopener noreferrer" target="_blank">Open this view in the '
            f'atlas</a> <span class="address">{say(brief.link)}</span></p>'
        )
    elif clean(brief.link):
        parts.append(f'<p>This view in the atlas: <span class="address">{say(brief.link)}</span></p>')
    return "".join(parts)
