"""Contents: what a store holds, whatever is selected: names, places, and events that may be told twice."""

from __future__ import annotations

import functools
from collections import Counter

import duckdb

from geo.store.twins import Twin, find_twins


class Contents:
    """Names and places of a store; each is read once, when it is first asked for."""

    _connection: duckdb.DuckDBPyConnection

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
        lists = "SELECT text, events FROM value WHERE field = ?"
        for text, events in self._connection.cursor().execute(lists, [field]).fetchall():
            counted.update(dict.fromkeys(text.strip(";").split(";"), events))
        return sorted(counted.items(), key=lambda one: (-one[1], one[0]))

    @functools.cached_property
    def places(self) -> list[tuple[str, str, str, int]]:
        """Location, admin1, country and number of events by place code, the most eventful first."""
        return (
            self._connection.cursor()
            .execute("SELECT location, admin1, country, events FROM place ORDER BY place_code")
            .fetchall()
        )

    @functools.cached_property
    def places_on_map(self) -> list[tuple[float, float, int]]:
        """Longitude and latitude (degrees) of every point that has events, and how many."""
        points = "SELECT longitude, latitude, count(*) FROM event WHERE x IS NOT NULL GROUP BY ALL"
        return self._connection.cursor().execute(points).fetchall()

    @functools.cached_property
    def twins(self) -> tuple[list[Twin], int]:
        """The pairs of events that may be one, the likeliest first, and how many were found; seconds for millions."""
        return find_twins(self._connection)
