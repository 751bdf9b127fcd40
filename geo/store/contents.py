"""Contents: what a store holds, whatever is selected: names, places, and events that may be told twice."""

from __future__ import annotations

import functools
from collections import Counter

import ibis.expr.types as ir

from geo.errors import BadSelection
from geo.store.engine import Engine
from geo.store.searching import EVENT, PLACE, VALUE
from geo.store.twins import Twin, find_twins

MOST_POINTS, POINT_SHIFT = 1_000_000, 6
MOST_COMPARED = 5_000_000


class Contents:
    """Names and places of a store; each is read once, when it is first asked for."""

    _engine: Engine
    total: int

    @functools.cached_property
    def actors(self) -> list[tuple[str, int]]:
        """Every name in the four columns of actors and its number of events, the most eventful first."""
        return self._count_names("actor_list")

    @functools.cached_property
    def sources(self) -> list[tuple[str, int]]:
        """Every publisher and its number of events, the most eventful first."""
        return self._count_names("source_list")

    @functools.cached_property
    def tags(self) -> list[tuple[str, int]]:
        """Every tag and its number of events, the most eventful first."""
        return self._count_names("tag_list")

    def _count_names(self, field: str) -> list[tuple[str, int]]:
        counted = Counter[str]()
        for text, events in self._list(VALUE.filter(VALUE.field == field).select("text", "events")):
            counted.update(dict.fromkeys(text.strip(";").split(";"), events))
        return sorted(counted.items(), key=lambda one: (-one[1], one[0]))

    @functools.cached_property
    def places(self) -> list[tuple[str, str, str, int]]:
        """Location, admin1, country and number of events by place code, the most eventful first."""
        return self._list(PLACE.order_by("place_code").select("location", "admin1", "country", "events"))

    @functools.cached_property
    def places_on_map(self) -> list[tuple[float, float, int]]:
        """Longitude and latitude (degrees) of every point that has events, and how many.

        Of more than `MOST_POINTS` events those of a hundred metres together, where they are in the mean.
        """
        placed = EVENT.filter(EVENT.x.notnull())
        if self.total <= MOST_POINTS:
            return self._list(placed.group_by("longitude", "latitude").aggregate(events=placed.count()))
        near = placed.group_by(x=placed.x >> POINT_SHIFT, y=placed.y >> POINT_SHIFT)
        points = near.aggregate(
            longitude=placed.longitude.mean(), latitude=placed.latitude.mean(), events=placed.count()
        )
        return self._list(points.select("longitude", "latitude", "events"))

    @functools.cached_property
    def twins(self) -> tuple[list[Twin], int]:
        """The pairs of events that may be one, the likeliest first, and how many were found; seconds for millions.

        Raises:
            BadSelection: If there are more than `MOST_COMPARED` events.
        """
        if self.total > MOST_COMPARED:
            raise BadSelection(
                f"Duplicates are looked for among at most {MOST_COMPARED:,} events, and these are {self.total:,}. "
                "Open fewer files, or run check --duplicates on some of them."
            )
        return find_twins(self._engine)

    def _list(self, expression: ir.Table) -> list[tuple]:
        return list(zip(*(values.tolist() for values in self._engine.answer(expression).values()), strict=True))
