"""Buttons by what they do: `assets/card.js` listens for their words, so that lists made anew need no callbacks."""

from __future__ import annotations

from dash import html


def act_button(act: str, label: str, **said: object) -> html.Button:
    """Build a button that does `act`, a word that `assets/card.js` knows; further attributes as of `html.Button`."""
    return html.Button(label, type="button", **{"className": "act", "data-act": act, **said})
