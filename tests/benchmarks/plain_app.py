"""The plain alternative that a user would write: `px.scatter_map`, filtered by a `dcc.RangeSlider`."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import plotly.express as px
from dash import Dash, Input, Output, dcc, html

from dashboard.figures.basemap import build_style
from dashboard.figures.palette import LIGHT
from dashboard.files import serve_files
from dashboard.settings import Settings
from tests.benchmarks.views import MAP_PX, STEPPED

COLUMNS = "event_id, start_day, event_type, actor1, location, longitude, latitude, fatalities, notes"
LON, LAT, ZOOM = STEPPED


def create_plain_app(path: Path) -> Dash:
    """Create the app over the events of a store file, on the same basemap and looking at the same part of the world."""
    with duckdb.connect(str(path), read_only=True) as connection:
        events = connection.execute(f"SELECT {COLUMNS} FROM event").df()
    app = Dash("plain", serve_locally=True, enable_mcp=False)
    first, last = int(events["start_day"].min()), int(events["start_day"].max())
    window = [first, first + (last - first) // 7]
    graph = dcc.Graph(id="map", style={"width": f"{MAP_PX[0]}px", "height": f"{MAP_PX[1]}px"})
    app.layout = html.Div([graph, dcc.RangeSlider(first, last, 1, value=window, marks=None, id="days")])

    @app.callback(Output("map", "figure"), Input("days", "value"))
    def draw(days):
        return draw_events(events[events["start_day"].between(*days)])

    serve_files(app.server, Settings(), ())
    return app


def draw_events(shown: pd.DataFrame) -> object:
    """Draw one point per event."""
    figure = px.scatter_map(
        shown, lat="latitude", lon="longitude", color="event_type", hover_name="location",
        hover_data=["actor1", "fatalities", "notes"], center={"lon": LON, "lat": LAT}, zoom=ZOOM,
        map_style=build_style(LIGHT),
    )  # fmt: skip
    return figure.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0}, showlegend=False, uirevision="kept")
