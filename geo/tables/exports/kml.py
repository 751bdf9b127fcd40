"""KML: events as placemarks with their days, for Google Earth and phones.

Written by hand: GDAL's writer takes columns such as `timestamp` for signs of its own, and gives others no days.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pyarrow as pa

from geo.tables.exports.batches import GEOMETRY
from geo.vocabulary import Vocabulary

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Events</name>'
)
TAIL = "\n</Document></kml>\n"
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def stream_kml(events: pa.RecordBatchReader, vocabulary: Vocabulary) -> Iterator[bytes]:
    """Write events as the bytes of one KML document, batch by batch; what has no place is a placemark without one."""
    styles = {kind.event_type: f"type{number}" for number, kind in enumerate(vocabulary.event_types)}
    shown = [_style(styles[kind.event_type], kind.colour) for kind in vocabulary.event_types]
    yield (HEAD + "".join(shown)).encode()
    for batch in events:
        yield "".join(_placemarks(batch, styles)).encode()
    yield TAIL.encode()


def _style(name: str, colour: str) -> str:
    """Write the colour of a type, `#rrggbb`, as KML has it: opacity, blue, green, red."""
    said = f"<color>ff{colour[5:7]}{colour[3:5]}{colour[1:3]}</color>"
    line = f"<LineStyle>{said}<width>3</width></LineStyle>"
    return f'\n<Style id="{name}"><IconStyle>{said}</IconStyle>{line}</Style>'


def _placemarks(batch: pa.RecordBatch, styles: dict[str, str]) -> Iterator[str]:
    import shapely

    shapes = shapely.from_wkb(batch[GEOMETRY].to_pylist())
    for shape, row in zip(shapes, batch.drop_columns([GEOMETRY]).to_pylist(), strict=True):
        named = ", ".join(part for part in (row["sub_event_type"] or row["event_type"], row["location"]) if part)
        # A description is HTML inside XML, so what is only text is escaped for both.
        notes = _text(html.escape(row["notes"] or "", quote=False))
        style = f"<styleUrl>#{styles[row['event_type']]}</styleUrl>" if row["event_type"] in styles else ""
        yield (
            f"\n<Placemark><name>{_text(named)}</name><description>{notes}</description>{_days(row)}{style}"
            f"<ExtendedData>{_cells(row)}</ExtendedData>{_shape(shape)}</Placemark>"
        )


def _days(row: dict) -> str:
    start, end = row["event_date"], row["end_date"] or row["event_date"]
    if start == end:
        return f"<TimeStamp><when>{start}</when></TimeStamp>"
    return f"<TimeSpan><begin>{start}</begin><end>{end}</end></TimeSpan>"


def _cells(row: dict) -> str:
    cells = ((name, str(value)) for name, value in row.items() if value is not None)
    return "".join(f'<Data name="{_text(name)}"><value>{_text(value)}</value></Data>' for name, value in cells)


def _shape(shape: object) -> str:
    if shape is None:
        return ""
    said = " ".join(f"{lon!r},{lat!r}" for lon, lat in shape.coords)
    return f"<{shape.geom_type}><coordinates>{said}</coordinates></{shape.geom_type}>"


def _text(text: str) -> str:
    """Escape a text for XML; what no XML may hold becomes U+FFFD, the sign for a letter that cannot be shown."""
    return html.escape(_NOT_IN_XML.sub("\ufffd", text))
