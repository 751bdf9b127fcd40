"""Places that a name typed into the form may mean."""

from __future__ import annotations

from dashboard.editing.desk import Desk
from geo.errors import AtlasError
from geo.gazetteer.answering import answer_with
from geo.gazetteer.radius import kind_label
from geo.schema import GEO_PRECISION

MOST_PLACES = 6


def suggest_places(desk: Desk, asked: dict) -> dict:
    """Suggest places for a name, best first.

    Args:
        desk: Where the gazetteer is.
        asked: `name`, `country` and `admin1` as typed so far; from the browser, so of any shape.

    Returns:
        `places`, each with what fills the form and what is said of it; `name`, the question's own.
    """
    name, country, admin1 = (str(asked.get(key) or "").strip()[:200] for key in ("name", "country", "admin1"))
    if len(name) < 2:
        return {"name": name, "places": []}
    try:
        _, candidates = answer_with(desk.gazetteer, name, country, admin1, desk.data_folder)
    except AtlasError:  # a country half typed is no country
        _, candidates = answer_with(desk.gazetteer, name, "", "", desk.data_folder)
    places = [
        {
            "name": one.name,
            "admin1": one.admin1,
            "country": one.country,
            "latitude": f"{one.latitude:.5f}".rstrip("0").rstrip("."),
            "longitude": f"{one.longitude:.5f}".rstrip("0").rstrip("."),
            "precision": str(one.geo_precision),
            "said": f"{kind_label(one.kind)}, {GEO_PRECISION[one.geo_precision]}",
        }
        for one in candidates[:MOST_PLACES]
    ]
    return {"name": name, "places": places}
