"""Notices: rows that were refused, rows to look at, and parts of a link that were ignored."""

from __future__ import annotations

from pathlib import PurePath

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, html

from dashboard.context import Context
from dashboard.ids import Id
from dashboard.panels.changes import build_notice

MOST_FAULTS = 300


def build(context: Context) -> html.Div:
    """Build the notice bar and the list that it opens; nothing is shown when there is nothing to say."""
    refused = [(report["file"], fault) for report in context.reports for fault in report["rejected"]]
    warned = [(report["file"], fault) for report in context.reports for fault in report["warnings"]]
    unread = [report for report in context.reports if report.get("error")]
    ignored = html.Button(id=Id.IGNORED, className="notice ignored", **{"aria-live": "polite"})
    if not (refused or warned or unread):
        return html.Div([ignored, build_notice()], className="notices")
    rows = sum(report["rows"] - report["accepted"] for report in context.reports)
    said = _say(rows, len(warned), len(unread))
    bar = html.Button(
        [said, html.Span("Show")], id=Id.NOTICE_OPEN, className="notice" + (" grave" if refused or unread else "")
    )
    errors = [html.P(report["error"]) for report in unread]
    sheet = dmc.Modal(
        [*errors, *_table("Refused rows", refused), *_table("Rows to look at", warned)],
        id=Id.NOTICE_SHEET, title=said, size="xl", closeButtonProps={"aria-label": "Close"},
    )  # fmt: skip
    return html.Div([bar, ignored, build_notice(), sheet], id=Id.NOTICE, className="notices")


def _say(rows: int, warnings: int, unread: int) -> str:
    parts = [f"{rows} row{'s' * (rows != 1)} refused"] if rows else []
    parts += [f"{unread} file{'s' * (unread != 1)} not read"] if unread else []
    parts += [f"{warnings} to look at"] if warnings else []
    return " · ".join(parts)


def _table(title: str, faults: list[tuple[str, dict]]) -> list:
    if not faults:
        return []
    head = html.Tr([html.Th(name) for name in ("File", "Row", "Column", "Value", "What to do")])
    rows = [
        html.Tr(
            [
                html.Td(said)
                for said in (PurePath(file).name, fault["row"], fault["column"], fault["value"][:80], fault["message"])
            ]
        )
        for file, fault in faults[:MOST_FAULTS]
    ]
    more = len(faults) - MOST_FAULTS
    tail = [html.P(f"and {more} more: python run.py check lists them all", className="quiet")] if more > 0 else []
    table = html.Table([html.Thead(head), html.Tbody(rows)], className="faults")
    return [html.H3(f"{title} ({len(faults)})"), html.Div(table, className="faults-holder"), *tail]


def register(app: Dash, context: Context) -> None:
    """Register the callback that opens the list, where there is one."""
    if any(report["rejected"] or report["warnings"] or report.get("error") for report in context.reports):
        app.clientside_callback(
            ClientsideFunction("atlas", "isPressed"),
            Output(Id.NOTICE_SHEET, "opened"),
            Input(Id.NOTICE_OPEN, "n_clicks"),
            prevent_initial_call=True,
        )
