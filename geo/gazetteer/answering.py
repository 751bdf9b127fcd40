"""The answer to one name asked for at the command line: the choice, and all candidates."""

from __future__ import annotations

from pathlib import Path

from geo.errors import UnreadableFile
from geo.gazetteer.candidates import Candidate
from geo.gazetteer.choosing import Choice, choose_place
from geo.gazetteer.context import Context
from geo.gazetteer.gazetteer import Gazetteer
from geo.gazetteer.phrases import parse_relative
from geo.gazetteer.places import SOUND

MOST_CANDIDATES = 10


def answer_name(name: str, country: str, admin1: str, data_folder: Path) -> tuple[Choice, tuple[Candidate, ...]]:
    """Find what a name may mean.

    Args:
        name: As written; a place told by others ("10 km south of Saraqib") is understood too.
        country: Code or name, or "".
        admin1: Name of the first-level area, or "".
        data_folder: Where gazetteer and roads are.

    Returns:
        The choice, and the candidates, best first; both empty for an unknown name.

    Raises:
        UnreadableFile: If the country is unknown, or the gazetteer is damaged.
    """
    return answer_with(Gazetteer.load(data_folder / "gazetteer"), name, country, admin1, data_folder)


def answer_with(
    gazetteer: Gazetteer, name: str, country: str, admin1: str, data_folder: Path
) -> tuple[Choice, tuple[Candidate, ...]]:
    """Find what a name may mean, as `answer_name` does, with a gazetteer that is loaded already."""
    context = gazetteer.context(country, admin1)
    if country and not context.country:
        raise UnreadableFile(f'"{country}" is no country. Give an ISO code or a name: SY, "Syria".')
    choice = choose_place(name, gazetteer, context)
    if choice.place is None or (choice.place.tier == SOUND and parse_relative(name)):
        return _answer_phrase(name, gazetteer, context, data_folder)
    return choice, gazetteer.find_within(name, context)[:MOST_CANDIDATES]


def _answer_phrase(
    name: str, gazetteer: Gazetteer, context: Context, data_folder: Path
) -> tuple[Choice, tuple[Candidate, ...]]:
    from geo.gazetteer.locating import locate
    from geo.gazetteer.roads import Roads

    found = locate(name, gazetteer, Roads.load(data_folder / "layers" / "roads.geojson"), context)
    if found is None:
        return Choice(), ()
    place = Candidate(
        name=name,
        kind="relative",
        latitude=round(found.latitude, 5),
        longitude=round(found.longitude, 5),
        country=found.country,
        admin1=found.admin1,
        place_id=found.place_id,
        score=round(found.score, 4),
        geo_precision=found.geo_precision,
        radius_km=found.radius_km,
    )
    return Choice(place, place.score, (), found.doubt), (place,)
