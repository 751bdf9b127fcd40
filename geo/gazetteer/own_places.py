"""Places that somebody chose, the project's own and those of maintainers; they win over the world's namesakes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from geo.gazetteer.areas import SITES, split_area, split_site
from geo.gazetteer.normalise import bare_key, name_key, sound_key
from geo.gazetteer.places import ALTERNATE, BARE, NAME, SOUND, Place


class OwnPlaces:
    """Curated places by name key.

    A curated alternate name counts as much as the main one: somebody chose it.
    """

    def __init__(self, places: Sequence[tuple[Place, tuple[str, ...]]]) -> None:
        """Index places, each with its alternate names."""
        self._places = [place for place, _ in places]
        self._names = [(place.name, *alternate_names) for place, alternate_names in places]
        self._tiers: dict[str, dict[int, int]] = defaultdict(dict)
        self._sounds: dict[str, set[int]] = defaultdict(set)
        for row, (place, alternate_names) in enumerate(places):
            names = (place.name, *alternate_names)
            self._add(row, NAME, map(name_key, names))
            if place.kind in ("admin1", "admin2"):
                self._add(row, ALTERNATE, (split[1] for split in map(split_area, names) if split))
            elif place.kind in SITES:
                self._add(row, ALTERNATE, (split[1] for split in map(split_site, names) if split))
            self._add(row, BARE, map(bare_key, names))
            for name in names:
                self._sounds[sound_key(name)].add(row)
        self._row_of_id: dict[str, int] = {}
        for row, place in enumerate(self._places):
            # Where two tables improve one place of the world, the first says where it is; the names of both lead there.
            self._places[row] = self._places[self._row_of_id.setdefault(place.place_id, row)]

    @cached_property
    def countries(self) -> frozenset[str]:
        """ISO codes of the countries that the places lie in: the project's theatre."""
        return frozenset(place.country_code for place in self._places)

    def __len__(self) -> int:
        return len(self._places)

    def find(self, name: str, is_sound_enough: bool = False) -> list[tuple[int, int]]:
        """Find the rows that a name means, each with the tier of that match.

        Args:
            name: As written.
            is_sound_enough: Also rows whose names only sound alike, as tier `SOUND`.
        """
        found = dict.fromkeys(self._tiers.get(bare_key(name), ()), BARE)
        found |= self._tiers.get(name_key(name), {})
        if is_sound_enough:
            found = dict.fromkeys(self._sounds.get(sound_key(name), ()), SOUND) | found
        return list(found.items())

    def place(self, row: int) -> Place:
        """Give one place."""
        return self._places[row]

    def names(self, row: int) -> tuple[str, ...]:
        """Give all names of one place, the main one first."""
        return self._names[row]

    def improved(self, place: Place) -> Place:
        """Give the curated form of a place of the world, with the world's population; the place itself if none."""
        row = self._row_of_id.get(place.place_id)
        return place if row is None else self._places[row]._replace(population=place.population)

    def _add(self, row: int, tier: int, keys: Iterable[str]) -> None:
        for key in keys:
            if key:
                self._tiers[key].setdefault(row, tier)
