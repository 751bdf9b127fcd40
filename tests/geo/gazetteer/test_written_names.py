"""How often a name as a report writes it finds its place; the table was written without asking the gazetteer."""

import csv
from pathlib import Path

from geo.gazetteer.roads import distance_km

TABLE = Path(__file__).with_name("written_names.csv")
SHARE_RIGHT = 0.98
PLACE_KM = 5
CITY_KM = 15
AREA_KM = 80


def test_names_as_reports_write_them_find_their_places(gazetteer):
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    misses = [miss for row in rows if (miss := _miss(gazetteer, row))]
    right = len(rows) - len(misses)
    score = f"{right} of {len(rows)} right ({right / len(rows):.1%})"
    assert right >= SHARE_RIGHT * len(rows), "\n".join([f"{score}; misses:", *misses])


def _miss(gazetteer, row: dict[str, str]) -> str:
    """Say what was found instead of the place; "" where the place was found."""
    found = gazetteer.find(row["written"], country=row["country"] or None, admin1=row["admin1"] or None, limit=1)
    expected = f"{row['written']!r} [{row['country'] or '-'}, {row['admin1'] or '-'}] is {row['means']}"
    if not found:
        return f"  {expected}; got nothing"
    place = found[0]
    apart_km = distance_km((float(row["longitude"]), float(row["latitude"])), (place.longitude, place.latitude))
    allowed_km = AREA_KM if row["means"].startswith("area: ") else CITY_KM if place.kind == "city" else PLACE_KM
    if apart_km <= allowed_km:
        return ""
    return f"  {expected}; got {place.name} ({place.kind}, {place.admin1}, {place.country}), {apart_km:.0f} km off"
