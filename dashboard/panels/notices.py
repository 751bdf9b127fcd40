"""Notices: rows and features that were refused or are to be looked at, files that are gone, ignored parts of a link."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, html

from dashboard.context import Context
from dashboard.ids import Id
from dashboard.panels.changes import build_notice
from dashboard.words import say_events
from geo.layers.reading import FEATURE

NOTICE_OUTPUTS = {
    "bar": Output(Id.NOTICE_OPEN, "children"),
    "look": Output(Id.NOTICE_OPEN, "className"),
    "is_hidden": Output(Id.NOTICE_OPEN, "hidden"),
    "title": Output(Id.NOTICE_SHEET, "title"),
    "sheet": Output(Id.NOTICE_SHEET, "children"),
}
"""What `describe_notice` answers, by the component that shows it."""

MOST_FAULTS = 300
ROW = "row"
HEADS = {ROW: ("Row", "Column"), FEATURE: ("Feature", "Property")}
LISTS = (
    ("Refused rows", "rejected", ROW),
    ("Refused features", "rejected", FEATURE),
    ("Rows to look at", "warnings", ROW),
    ("Features to look at", "warnings", FEATURE),
)


def build(context: Context) -> html.Div:
    """Build the notice bar and the list that it opens; they are hidden while there is nothing to say."""
    said = describe_notice(context)
    ignored = html.Button(id=Id.IGNORED, className="notice ignored", **{"aria-live": "polite"})
    bar = html.Button(said["bar"], id=Id.NOTICE_OPEN, className=said["look"], hidden=said["is_hidden"])
    sheet = dmc.Modal(
        said["sheet"], id=Id.NOTICE_SHEET, title=said["title"], size="xl", closeButtonProps={"aria-label": "Close"}
    )
    return html.Div([bar, ignored, build_notice(), sheet], id=Id.NOTICE, className="notices")


def describe_notice(context: Context) -> dict:
    """Say what the notice bar and its list hold now, by the names of `NOTICE_OUTPUTS`."""
    reports = context.all_reports
    said = " · ".join(part for part in (say_reports(reports), _say_gone(context.gone)) if part)
    is_grave = any(report["rejected"] or report.get("error") for report in reports)
    gone = [f"{PurePath(file).name} is gone: {say_events(events)} with it." for file, events in context.gone.items()]
    errors = [_say_error(report) for report in reports if report.get("error")]
    tables = [
        _table(title, unit, _faults_of(reports, kind, unit), _count_more(reports, kind, unit))
        for title, kind, unit in LISTS
    ]
    return {
        "bar": [said, html.Span("Show")],
        "look": "notice" + " grave" * is_grave,
        "is_hidden": not said,
        "title": said,
        "sheet": [*map(html.P, (*errors, *gone)), *(part for table in tables for part in table)],
    }


def _say_gone(gone: Mapping[str, int]) -> str:
    return f"{len(gone)} file{'s' * (len(gone) != 1)} gone" if gone else ""


def _unit_of(report: dict) -> str:
    return report.get("unit", ROW)


def _faults_of(reports: list[dict], kind: str, unit: str) -> list[tuple[str, dict]]:
    return [(report["file"], fault) for report in reports if _unit_of(report) == unit for fault in report[kind]]


def _count_more(reports: list[dict], kind: str, unit: str) -> int:
    """Count the faults of a large load that were counted and not kept."""
    return sum(report.get(f"more_{kind}", 0) for report in reports if _unit_of(report) == unit)


def say_reports(reports: list[dict]) -> str:
    """Say what is wrong in all files: `2 rows refused · 1 feature refused · 3 to look at`; nothing if all is well."""
    parts = []
    for unit in HEADS:
        refused = sum(report["rows"] - report["accepted"] for report in reports if _unit_of(report) == unit)
        parts += [f"{refused} {unit}{'s' * (refused != 1)} refused"] if refused else []
    unread = sum(bool(report.get("error")) for report in reports)
    warnings = sum(len(report["warnings"]) + report.get("more_warnings", 0) for report in reports)
    parts += [f"{unread} file{'s' * (unread != 1)} not read"] if unread else []
    parts += [f"{warnings} to look at"] if warnings else []
    return " · ".join(parts)


def _table(title: str, unit: str, faults: list[tuple[str, dict]], not_kept: int) -> list:
    if not faults:
        return []
    heads = ("File", *HEADS[unit], "Value", "What to do")
    head = html.Tr([html.Th(name) for name in heads])
    rows = [
        html.Tr([html.Td(cell, **{"data-head": name}) for name, cell in zip(heads, _cells(*one), strict=True)])
        for one in faults[:MOST_FAULTS]
    ]
    more = max(len(faults) - MOST_FAULTS, 0) + not_kept
    tail = [html.P(f"and {more} more: python run.py check lists them all", className="quiet")] if more > 0 else []
    table = html.Table([html.Thead(head), html.Tbody(rows)], className="faults")
    return [html.H3(f"{title} ({len(faults) + not_kept})"), html.Div(table, className="faults-holder"), *tail]


def _cells(file: str, fault: dict) -> tuple:
    return PurePath(file).name, fault["row"] or "", fault["column"], fault["value"][:80], fault["message"]


def _say_error(report: dict) -> str:
    """Say it with the file's name alone, as the tables do: where it lies is nothing to whoever looks at the page."""
    return report["error"].replace(report["file"], PurePath(report["file"]).name)


def register(app: Dash, context: Context) -> None:
    """Register the callback that opens the list."""
    app.clientside_callback(
        ClientsideFunction("atlas", "isPressed"),
        Output(Id.NOTICE_SHEET, "opened"),
        Input(Id.NOTICE_OPEN, "n_clicks"),
        prevent_initial_call=True,
    )
