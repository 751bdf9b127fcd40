"""Owns the reading of any other table by its mapping file, and what a mapping file may say."""

import pytest

from geo.errors import UnreadableFile

HEADER = "Ref;Day;Kind;Village;Lat;Lng;Killed;Text;Colour\n"
ROW = "7;17/02/2020;Shelling;Ariha;35,81;36,61;3;Hit.;red\n"
MAPPING = """\
format: mapped
columns:
  event_id: Ref
  event_date: Day
  event_type: Kind
  location: Village
  latitude: Lat
  longitude: Lng
  fatalities: Killed
  notes: Text
date_format: "%d/%m/%Y"
values:
  event_type:
    shelling: Explosions/Remote violence
constants:
  source: Local council
decimal: ","
id_prefix: LC-
"""


@pytest.fixture
def read_mapped(read, tmp_path):
    def read_table(content=HEADER + ROW, mapping=MAPPING, **options):
        path = tmp_path / "mapping.yaml"
        path.write_text(mapping, encoding="utf-8")
        return read(content, mapping=path, **options)

    return read_table


def changed(line, instead):
    assert line in MAPPING
    return MAPPING.replace(line, instead)


def test_columns_dates_constants_values_and_decimals_are_mapped(read_mapped):
    reading = read_mapped()
    first = reading.events.iloc[0]
    assert reading.reports[0].format == "mapped"
    assert (first.event_id, str(first.event_date.date()), first.event_type) == (
        "LC-7",
        "2020-02-17",
        "Explosions/Remote violence",
    )
    assert (first.latitude, first.fatalities, first.source, first.notes) == (35.81, 3, "Local council", "Hit.")


def test_what_was_not_mapped_or_was_changed_is_kept(read_mapped):
    first = read_mapped().events.iloc[0]
    assert (first.Colour, first.Kind, first.Day) == ("red", "Shelling", "17/02/2020")


def test_faults_name_their_column_and_its_letter(read_mapped, said):
    reading = read_mapped(HEADER + ROW + "8;17/02/2020;Shelling;Ariha;95,81;36,61;3;Hit.;red\n")
    (fault,) = reading.reports[0].rejected
    assert (fault.row, fault.column, fault.letter, fault.value) == (3, "Lat", "E", "95,81")


def test_a_mapping_file_beside_its_table_is_found(read, tmp_path):
    (tmp_path / "incidents.mapping.yaml").write_text(MAPPING, encoding="utf-8")
    assert read(HEADER + ROW, "incidents.csv").reports[0].format == "mapped"


def test_the_encoding_of_the_table_may_stand_in_the_mapping_file(read_mapped):
    content = (HEADER + ROW).replace("Ariha", "أريحا").encode("cp1256")
    reading = read_mapped(content, MAPPING + "encoding: cp1256\n")
    assert reading.events.location.tolist() == ["أريحا"]


def test_columns_that_have_our_names_need_no_line(read_mapped):
    table = "Ref,event_date,event_type,country\n1,2020-02-17,Battles,Syria\n"
    first = read_mapped(table, "columns:\n  event_id: Ref\n").events.iloc[0]
    assert (first.event_type, first.country) == ("Battles", "Syria")


def test_a_blank_name_leaves_a_column_of_our_name_alone(read_mapped):
    table = "Ref,event_date,event_type,country\n1,2020-02-17,Battles,Syria\n"
    first = read_mapped(table, 'columns:\n  event_id: Ref\n  country: ""\n').events.iloc[0]
    assert (first.country, first.original_country) == ("", "Syria")


def test_ids_made_of_what_rows_say_stay_when_rows_move(read_mapped):
    mapping = changed("  event_id: Ref\n", "") + "id_from: [Day, Village, Text]\n"
    other = ROW.replace("Hit.", "Hit again.")
    ids = [
        read_mapped(HEADER + rows, mapping).events.set_index("notes").event_id.to_dict()
        for rows in (ROW + other, other + ROW)
    ]
    assert ids[0] == ids[1]
    assert len(set(ids[0].values())) == 2


def test_days_that_fit_two_formats_are_refused_with_both_readings(read_mapped, said):
    mapping = changed('date_format: "%d/%m/%Y"', 'date_format: ["%d/%m/%Y", "%m/%d/%Y"]')
    reading = read_mapped(HEADER + ROW + ROW.replace("7;17/02", "8;03/02"), mapping)
    (fault,) = said(reading.reports[0].rejected)
    assert fault.startswith('3 Day: "03/02/2020" is 2020-02-03 or 2020-03-02 by the formats')


def test_days_that_fit_no_format_are_refused_once(read_mapped, said):
    reading = read_mapped(HEADER + ROW + ROW.replace("7;17/02/2020", "8;17 Feb"))
    (fault,) = said(reading.reports[0].rejected)
    assert fault == '3 Day: "17 Feb" is not a date %d/%m/%Y, as mapping.yaml says. Mend it, or add its format there.'


@pytest.mark.parametrize(("written", "accepted"), [("17/02/20", 1), ("17/02/97", 1), ("17/02/68", 0)])
def test_years_of_two_digits_are_completed_where_they_can_be(read_mapped, written, accepted):
    mapping = changed("%d/%m/%Y", "%d/%m/%y")
    content = HEADER + ROW.replace("17/02/2020", written) + "9;01/01/20;Shelling;A;;;;;\n"
    assert read_mapped(content, mapping).reports[0].accepted == accepted + 1


def test_a_word_that_is_not_mapped_is_refused_by_their_column(read_mapped):
    report = read_mapped(HEADER + ROW + ROW.replace("7;", "8;").replace("Shelling", "Odd")).reports[0]
    assert [(fault.row, fault.column, fault.value) for fault in report.rejected] == [(3, "Kind", "Odd")]


def test_unquoted_words_of_yaml_stay_words(read_mapped):
    mapping = changed("    shelling: Explosions/Remote violence", "    NO: Battles\n    07: Protests")
    reading = read_mapped(
        HEADER + ROW.replace("Shelling", "no") + ROW.replace("7;", "8;").replace("Shelling", "07"), mapping
    )
    assert reading.events.event_type.tolist() == ["Battles", "Protests"]


@pytest.mark.parametrize(
    ("mapping", "expected"),
    [
        ("", "is no mapping file"),
        ("- a", "is no mapping file"),
        ("columns: [", "is no YAML"),
        ("columns:\n  event_id: Ref\n  event_id: Day\n", '"event_id" stands twice'),
        ("colums:\n  event_id: Ref\n", '"colums" is nothing that a mapping file says. Did you mean "columns"'),
        (changed("  event_date: Day", "  event_day: Day"), 'not a column of ours. Did you mean "event_date"'),
        (changed("  event_date: Day", "  event_date: Days"), 'has not: "event_date: Days". Did you mean "Day"'),
        (changed("  event_date: Day\n", ""), "does not say where event_date comes from"),
        (changed("  event_type: Kind\n", ""), "does not say where event_type comes from"),
        (changed("  event_id: Ref\n", ""), 'Say it below "columns", or "id_from"'),
        (changed("  event_date: Day", "  event_date: [Day]"), "needs one text"),
        (changed('"%d/%m/%Y"', "day/month"), '"day/month" is no date_format'),
        (changed('decimal: ","', "decimal: comma"), "is no decimal separator"),
        (MAPPING + "encoding: klingon\n", "is no encoding that is known"),
        (changed("format: mapped", "format: acled"), "is no format of a mapping file"),
        (changed("    shelling: Explosions/Remote violence", "    - shelling"), "needs columns of ours below it"),
        (MAPPING + "id_from: {a: b}\n", "needs a text, or a list of texts"),
        ("? [a]\n: b\n", "is no text"),
    ],
)  # fmt: skip
def test_faults_of_a_mapping_file_are_said_clearly(read_mapped, mapping, expected):
    with pytest.raises(UnreadableFile) as error:
        read_mapped(mapping=mapping)
    assert expected in str(error.value)
    assert "mapping.yaml" in str(error.value)


def test_a_mapping_file_that_is_not_there_is_said(read, tmp_path):
    with pytest.raises(UnreadableFile, match="cannot be read"):
        read(HEADER + ROW, mapping=tmp_path / "none.yaml")


def test_a_table_that_is_to_be_mapped_needs_a_mapping_file(read):
    with pytest.raises(UnreadableFile, match="has no mapping file"):
        read(HEADER + ROW, format="mapped")


def test_a_declared_format_must_fit(read):
    with pytest.raises(UnreadableFile, match="has not the columns of ACLED"):
        read(HEADER + ROW, format="acled")
