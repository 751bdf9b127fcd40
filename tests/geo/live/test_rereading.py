"""Owns what a reading may do to what is shown: good rows come in, a fault takes nothing away, what is gone is said."""

import pytest

from geo.live.rereading import STILL, EventReader
from geo.store.selection import Selection

HEADER = "event_id,event_date,event_type,actor1,location,country,latitude,longitude,geo_precision,notes\n"
ROW = "{},2020-02-05,Battles,Military Forces of Syria,Saraqib,Syria,35.86,36.8,1,{}\n"


def table(*ids, notes="as it was"):
    return HEADER + "".join(ROW.format(one, notes) for one in ids)


class Folder:
    """A folder of events, and what is shown of it."""

    def __init__(self, path, build):
        self.path = path
        path.mkdir(exist_ok=True)
        self.save("mine.csv", table("a", "b"))
        self.save("other.csv", table("c"))
        self.build, self.gone = build, {}
        self.reader = EventReader([path], build_folder=build)
        self.shown = self.reader.open().store
        self.first = self.shown

    def save(self, name, text):
        (self.path / name).write_bytes(text if isinstance(text, bytes) else text.encode())

    def read(self):
        read = self.reader.read(self.shown, self.gone)
        if read.store is not None:
            self.shown.close()
            self.shown = read.store
        self.gone = read.gone
        return read

    def ids(self):
        return sorted(row["event_id"] for row in self.shown.page(Selection()).rows)

    def errors(self, read):
        return {report["file"].rpartition("/")[2]: report["error"] for report in read.reports if report.get("error")}


@pytest.fixture
def folder(tmp_path):
    folder = Folder(tmp_path / "events", tmp_path / "build")
    yield folder
    folder.shown.close()


def test_new_and_changed_rows_come_in_and_are_known_as_changed_though_the_last_snapshot_is_open(folder):
    folder.save("mine.csv", table("a") + ROW.format("b", "otherwise") + ROW.format("d", "new"))
    folder.read()
    assert folder.ids() == ["a", "b", "c", "d"]
    assert folder.shown.about["changes"] == {"new": 1, "changed": 1, "gone": 0}


def test_a_file_with_some_refused_rows_is_shown_with_its_good_ones(folder):
    folder.save("mine.csv", table("a", "b", "d").replace("b,2020-02-05", "b,soon"))
    read = folder.read()
    assert folder.ids() == ["a", "c", "d"]
    assert folder.errors(read) == {}
    assert sum(len(report["rejected"]) for report in read.reports) == 1


BROKEN = {
    "an unclosed quote": 'event_id,event_date\n"a',
    "no table": b"\x00\x01\x02" * 50,
    "nothing": "",
    "another header": "name,value\nx,1\n",
    "every row refused": table("a", "b").replace("2020-02-05", "soon"),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_broken_save_takes_nothing_away_and_is_named_until_it_is_mended(folder, broken):
    before = folder.shown
    folder.save("mine.csv", broken)
    read = folder.read()
    assert folder.shown is before
    assert folder.ids() == ["a", "b", "c"]
    assert folder.errors(read)["mine.csv"].endswith(STILL)
    folder.save("mine.csv", table("a", "b", "d"))
    assert folder.errors(folder.read()) == {}
    assert folder.ids() == ["a", "b", "c", "d"]


def test_when_no_file_can_be_read_any_more_the_last_good_data_stays(folder):
    for name in ("mine.csv", "other.csv"):
        folder.save(name, "")
    read = folder.read()
    assert folder.ids() == ["a", "b", "c"]
    assert next(iter(folder.errors(read).values())).endswith(STILL)


def test_a_new_file_that_is_broken_holds_nobody_up(folder):
    folder.save("new.csv", "")
    folder.save("mine.csv", table("a", "b", "d"))
    read = folder.read()
    assert folder.ids() == ["a", "b", "c", "d"]
    assert list(folder.errors(read)) == ["new.csv"]
    assert STILL not in folder.errors(read)["new.csv"]


def test_a_file_without_rows_is_no_fault(folder):
    folder.save("other.csv", HEADER)
    assert folder.errors(folder.read()) == {}
    assert folder.ids() == ["a", "b"]


def test_a_file_that_is_gone_takes_its_events_and_is_remembered_until_it_is_back(folder):
    (folder.path / "other.csv").unlink()
    folder.read()
    assert folder.ids() == ["a", "b"]
    assert list(folder.gone.values()) == [1]
    folder.save("mine.csv", table("a"))
    folder.read()
    assert list(folder.gone.values()) == [1]
    folder.save("other.csv", table("c"))
    folder.read()
    assert (folder.ids(), folder.gone) == (["a", "c"], {})


def test_a_single_file_that_was_named_may_go_too(tmp_path):
    paths = [tmp_path / "one.csv", tmp_path / "two.csv"]
    for path, event in zip(paths, "ab", strict=True):
        path.write_text(table(event))
    reader = EventReader(paths, build_folder=tmp_path / "build")
    opened = reader.open()
    paths[1].unlink()
    read = reader.read(opened.store, {})
    assert read.store.total == 1
    assert read.gone == {str(paths[1]): 1}
    assert all(not report.get("error") for report in read.reports)
    paths[0].unlink()
    last = reader.read(read.store, read.gone)
    assert last.store is None
    assert "Every file of events is gone" in last.reports[0]["error"]
    for store in (opened.store, read.store):
        store.close()


def test_nothing_is_ever_compared_with_what_was_read_of_half_a_file(folder):
    folder.save("mine.csv", table("a"))
    half = folder.reader.read(folder.shown, {})
    folder.reader.drop(half, folder.shown)
    assert not half.store.path.exists()
    folder.save("mine.csv", table("a", "b", "d"))
    folder.read()
    assert folder.shown.about["changes"] == {"new": 1, "changed": 0, "gone": 0}
    folder.save("mine.csv", "")
    folder.read()
    assert {path.name for path in folder.build.glob("*.duckdb")} == {folder.first.path.name, folder.shown.path.name}


def test_what_is_taken_back_is_the_snapshot_of_before(folder):
    folder.save("mine.csv", table("a"))
    folder.read()
    folder.save("mine.csv", table("a", "b"))
    folder.read()
    assert folder.shown.path == folder.first.path
    assert folder.ids() == ["a", "b", "c"]


def test_another_vocabulary_waits_for_a_new_start(tmp_path):
    from geo.vocabulary import DATA_FOLDER

    data = tmp_path / "data"
    data.mkdir()
    for name in ("gazetteer", "layers"):
        (data / name).symlink_to(DATA_FOLDER / name)
    (data / "vocabulary").mkdir()
    for path in (DATA_FOLDER / "vocabulary").glob("*.csv"):
        (data / "vocabulary" / path.name).write_bytes(path.read_bytes())
    (tmp_path / "mine.csv").write_text(table("a"))
    reader = EventReader([tmp_path / "mine.csv"], data, tmp_path / "build")
    shown = reader.open().store
    sides = data / "vocabulary" / "sides.csv"
    lines = sides.read_text(encoding="utf-8").splitlines()
    sides.write_text("\n".join([lines[0], *reversed(lines[1:])]) + "\n", encoding="utf-8")
    read = reader.read(shown, {})
    assert read.store is None
    assert "vocabulary" in read.reports[0]["error"]
    shown.close()


def test_a_mapping_file_that_is_edited_has_its_table_read_again(tmp_path):
    (tmp_path / "mine.csv").write_text(
        "id,when,what,who,where,land\nx1,2020-02-05,Battles,Military Forces of Syria,Saraqib,Syria\n", encoding="utf-8"
    )
    mapping = tmp_path / "mine.mapping.yaml"
    known = {"event_id": "id", "event_date": "when", "event_type": "what", "location": "where", "country": "land"}
    columns = "columns:\n" + "".join(f"  {ours}: {theirs}\n" for ours, theirs in known.items()) + "  {}: who\n"
    mapping.write_text(columns.format("notes"), encoding="utf-8")
    reader = EventReader([tmp_path], build_folder=tmp_path / "build")
    before, shown = reader.look(), reader.open().store
    assert shown.page(Selection(), columns=("actor1",)).rows == [{"actor1": ""}]
    mapping.write_text(columns.format("actor1"), encoding="utf-8")
    assert reader.look() != before
    read = reader.read(shown, {})
    assert read.store.page(Selection(), columns=("actor1",)).rows == [{"actor1": "Military Forces of Syria"}]
    for store in (shown, read.store):
        store.close()
