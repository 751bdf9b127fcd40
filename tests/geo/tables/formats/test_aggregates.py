"""Owns the refusal of tables of counts, which are no events."""

import pytest

from geo.errors import UnreadableFile


@pytest.mark.parametrize(
    ("header", "per"),
    [
        ("Country,Admin1,Admin2,ISO3,Admin2 Pcode,Month,Year,Events,Fatalities", "month and district"),
        ("COUNTRY,YEAR,EVENTS", "year and country"),
        (
            "WEEK,REGION,COUNTRY,ADMIN1,EVENT_TYPE,EVENTS,FATALITIES,CENTROID_LATITUDE",
            "week and province",
        ),
        ("country,year,fatalities", "year and country"),
        ("conflict_id,dyad_id,year,bd_best,bd_low,bd_high,location_inc", "year and pair of parties"),
        ("conflict_id,dyad_id,actor_id,year,best_fatality_estimate", "year and pair of parties"),
        ("country_id_cy,country_cy,year_cy,year,sb_total_deaths_best_cy", "year and country"),
        ("district,month_year,number_of_events", "month and district"),
    ],
)
def test_counts_are_refused_with_the_reason(read, header, per):
    with pytest.raises(UnreadableFile, match=f"events.csv has counts per {per}, not events: its column "):
        read(f"{header}\n{','.join('1' for _ in header.split(','))}\n")


def test_a_row_of_hxl_tags_changes_nothing(read):
    with pytest.raises(UnreadableFile, match="has counts per month and country"):
        read("Country,Month,Year,Events\n#country,#date+month,#date+year,#indicator\nSyria,May,2020,7\n")


@pytest.mark.parametrize("header", ["id,name,year", "event_date,events,year", "date,country,year,fatalities"])
def test_other_tables_are_told_what_they_lack(read, header):
    with pytest.raises(UnreadableFile, match="lacks the column"):
        read(f"{header}\n1,2,3\n")
