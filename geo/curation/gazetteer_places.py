"""One place on its way from the packages into the gazetteer's files."""

from __future__ import annotations

from dataclasses import dataclass

AREA_KINDS = ("country", "admin1", "admin2")


@dataclass(frozen=True)
class Place:
    """A settlement or an area.

    Attributes:
        name: Main name.
        kind: A key of `geo.gazetteer.radius.KINDS`.
        latitude: Degrees north, WGS 84.
        longitude: Degrees east, WGS 84.
        code: GeoNames code of the area itself ("SY", "SY.12"), of the first-level area around a settlement otherwise.
        population: People; of an area, those of its settlements here.
        geoname_id: GeoNames number; 0 where the packages do not tell it.
        alternate_names: Other spellings and languages.
        curated_names: Names as good as the main one.
        codes: ISO codes a country also goes by.
    """

    name: str
    kind: str
    latitude: float
    longitude: float
    code: str
    population: int = 0
    geoname_id: int = 0
    alternate_names: tuple[str, ...] = ()
    curated_names: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()

    @property
    def is_area(self) -> bool:
        """Whether this is a country or a part of one."""
        return self.kind in AREA_KINDS

    @property
    def country_code(self) -> str:
        """ISO 3166-1 alpha-2 code."""
        return self.code.split(".")[0]

    @property
    def admin1_code(self) -> str:
        """GeoNames code of the first-level area, itself included; "" for a country."""
        parts = self.code.split(".")
        return ".".join(parts[:2]) if len(parts) > 1 else ""
