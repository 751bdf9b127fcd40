"""Makes small parts of maps for tests: marks, events of the list, layers."""

from datetime import date

from dashboard.figures.sheet.brief import Box, KeyEvent, MapPart
from dashboard.view import Camera
from geo.layers.layer import Feature, Layer, Look

BOX = Box(0, 0, 800, 600)
CAMERA = Camera(36.8, 35.9, 9.0)
DAYS = (date(2020, 2, 5), date(2020, 2, 17))
ALL = frozenset({"movements", "names", "provinces", "rivers", "things"})


def make_marks(*places, events=2, sides=(0, 2), km=1.0, region=0):
    """Marks at places of [longitude, latitude], all alike."""
    n = len(places)
    return {
        "lon": [lon for lon, _ in places], "lat": [lat for _, lat in places], "events": [events] * n, "px": [14.0] * n,
        "side": [sides[0]] * n, "icon": [0] * n, "sides": [list(sides)] * n, "types": [[0, events]] * n,
        "km": [km] * n, "region": [region] * n,
    }  # fmt: skip


def make_event(number, lon, lat):
    return KeyEvent(number, f"e{number}", "", "", "", "", "", "", "", "", "", "", lon, lat)


def make_layer(kind, geometry, name="", status="", colour="", valid_from=None, valid_to=None, anchor=None):
    look = Look(kind, status, "", colour)
    feature = Feature(look, geometry, anchor, name, valid_from=valid_from, valid_to=valid_to)
    return Layer("things", "Things", "", "things.geojson", "1", (feature,))


def make_part(marks=None, camera=CAMERA, shown=ALL, **more):
    parts = {"lines": [], "layers": [], "sides": ["#c8452e", "#459a74"], "icons": ["battle"], **more}
    return MapPart(camera=camera, marks=marks or make_marks(), window=DAYS, shown=shown, **parts)
