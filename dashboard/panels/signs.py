"""Buttons that show one of the page's own signs, `assets/icons/*.svg`."""

from __future__ import annotations

import dash_mantine_components as dmc

from dashboard.ids import Id

BUTTON_PX = 36


def sign_button(name: Id, sign: str, label: str, variant: str = "default") -> dmc.ActionIcon:
    """Build a button with a sign; its label is said by screen readers and shown by the pointer."""
    return dmc.ActionIcon(
        label, id=name, variant=variant, size=BUTTON_PX, className=f"sign-button sign-{sign}", **{"aria-label": label}
    )
