"""Owns what the page may ask of a review, what it is told, and that hostile articles and questions do no harm."""

import io
import json
import zipfile

import pytest

from dashboard.app import create_app
from dashboard.editing.desk import Desk
from dashboard.editing.newsroom import Newsroom
from dashboard.editing.review_answering import ACTS, answer_review
from dashboard.settings import MOST_FILE_BYTES, Settings
from geo.articles.reading import LONGEST_TEXT
from geo.editing.change_log import read_log
from geo.vocabulary import read_vocabulary
from tests.geo.editing.tables import rows_of

OWN = {"Sec-Fetch-Site": "same-origin"}
DATA = Settings().data_folder
HEADER = "event_id,event_date,event_type,location,source,source_title,source_date,source_url,confidence\n"
TEXT = (
    "😀 On Monday, Syrian government forces shelled Ariha in Idlib, killing three civilians. "
    "On Tuesday, Hayat Tahrir al-Sham attacked Saraqib. "
    "Turkey sent a convoy of 40 vehicles to Taftanaz on 11 February. The army may attack Binnish next week."
)


@pytest.fixture
def folder(tmp_path):
    """Events to add to, and the rest of the data as it is."""
    for part in DATA.iterdir():
        if part.name not in ("events", "drafts"):
            (tmp_path / part.name).symlink_to(part)
    events = tmp_path / "events"
    events.mkdir()
    (events / "idlib.csv").write_text(HEADER)
    return events


@pytest.fixture
def room(folder, gazetteer):
    desk = Desk((folder,), folder.parent, read_vocabulary())
    desk.__dict__["gazetteer"] = gazetteer
    return Newsroom(desk)


@pytest.fixture
def ask(room, opened):
    def ask(act, **asked):
        return answer_review(room, opened.store, {"act": act, **asked}, "Ada")

    return ask


def read(ask, text=TEXT, **asked):
    return ask("read", **{"text": text, "published": "2020-02-12", "publisher": "Example Daily", **asked})


class Opened:
    """A review on somebody's page, which knows the revision that it shows."""

    def __init__(self, ask, review):
        self.ask, self.shown = ask, review

    def act(self, act, number=None, **asked):
        key = {} if number is None else {"key": self.items[number]["key"]}
        answer = self.ask(act, review=self.shown["id"], revision=self.shown["revision"], **key, **asked)
        self.shown = answer.get("review", self.shown)
        return answer

    @property
    def items(self):
        return self.shown["items"]


@pytest.fixture
def opened_review(ask):
    return Opened(ask, read(ask)["review"])


def test_an_article_becomes_drafts_whose_offsets_count_characters(ask):
    review = read(ask)["review"]
    assert review["revision"] == 1
    for item in review["items"]:
        for start, end, says in item["evidence"]:
            assert TEXT[start:end].strip() == TEXT[start:end]
            assert says in ("event", "place", "destination", "road", "day", "actor1", "actor2", "count")
    shelled = next(item for item in review["items"] if item["row"]["location"] == "Ariha")
    assert shelled["row"]["fatalities"] == "3"
    assert shelled["point"] == pytest.approx([36.61, 35.81], abs=0.05)
    assert shelled["row"]["source"] == "Example Daily"
    assert not all(item["isEvent"] for item in review["items"])


@pytest.mark.parametrize(
    ("published", "said"),
    [("", "It is not told"), ("17.2.2020", "2020-02-17"), ("soon", "not a date"), ("2099-01-01", "still to come")],
)
def test_the_day_of_publication_is_asked_for_and_never_guessed(ask, published, said):
    answer = read(ask, published=published)
    assert answer["kind"] == "failed"
    assert answer["said"].startswith("Published on:")
    assert said in answer["said"]
    assert ask("list")["reviews"] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no text yet"),
        (" \u200b\n ", "No event was found"),
        ("The cake is ready and the weather is fine.", "No event was found"),
        ("\x01\x02\x03\x04" * 50, "is not text"),
        ("%PDF-1.4 rubbish", "The pasted text"),
    ],
)
def test_what_is_no_report_is_said_in_a_clear_word(ask, text, said):
    answer = read(ask, text)
    assert answer["kind"] == "failed"
    assert said in answer["said"]


def test_a_link_that_is_none_and_a_country_that_is_none_are_refused(ask):
    assert "no http(s) address" in read(ask, url="javascript:alert(1)")["said"]
    assert "is no country" in read(ask, countries="Atlantis")["said"]
    assert read(ask, url="https://example.org/a", countries="SY; Turkey")["kind"] == "review"


def test_a_review_is_called_by_its_headline_else_by_its_first_words(ask):
    assert read(ask)["review"]["title"].startswith("😀 On Monday, Syrian government forces")
    assert read(ask, TEXT + " It rained.", title="A day of shelling")["review"]["title"] == "A day of shelling"


def test_a_report_that_was_begun_before_goes_on(ask, opened_review):
    opened_review.act("reject", 0, reason="wrong", words="")
    again = read(ask)
    assert again["review"]["id"] == opened_review.shown["id"]
    assert again["review"]["items"][0]["state"] == "rejected"
    assert "begun before" in again["said"]


def test_of_a_very_long_text_only_the_beginning_is_read_and_that_is_said(ask):
    review = read(ask, TEXT + " Nothing else happened." * 9_000)["review"]
    assert len(review["text"]) == LONGEST_TEXT
    assert "Only the first 150,000" in review["note"]


def test_a_draft_becomes_an_event_and_undo_takes_it_out_again(opened_review, folder):
    answer = opened_review.act("accept", 0, file="idlib.csv")
    assert answer["said"].endswith("is added to idlib.csv.")
    (row,) = rows_of(folder / "idlib.csv").values()
    assert row["event_id"] == opened_review.items[0]["event"]
    assert (row["source"], row["source_date"]) == ("Example Daily", "2020-02-12")
    assert opened_review.act("undo")["review"]["items"][0]["state"] == "open"
    assert rows_of(folder / "idlib.csv") == {}
    assert [line.what for line in read_log(folder)] == ["accept", "undo"]


def test_two_windows_never_accept_a_draft_twice(ask, opened_review, folder):
    other = Opened(ask, opened_review.shown)
    opened_review.act("accept", 0, file="idlib.csv")
    answer = other.act("accept", 0, file="idlib.csv")
    assert (answer["kind"], answer["review"]["items"][0]["state"]) == ("behind", "accepted")
    assert len(rows_of(folder / "idlib.csv")) == 1


def test_an_accepted_draft_is_a_possible_duplicate_at_once(opened_review):
    opened_review.act("split", 0, moved=[0])
    opened_review.act("accept", 0, file="idlib.csv")
    assert opened_review.items[1]["twins"][0]["event"] == opened_review.items[0]["event"]


def test_all_that_lack_nothing_are_accepted_at_once_and_no_other(opened_review, folder):
    good = [one["key"] for one in opened_review.items if one["isEvent"] and not one["missing"] and not one["twins"]]
    bad = next(one["key"] for one in opened_review.items if one["missing"])
    assert good
    assert "lacks something now" in opened_review.act("accept-rest", keys=[*good, bad], file="idlib.csv")["said"]
    assert rows_of(folder / "idlib.csv") == {}
    opened_review.act("accept-rest", keys=good, file="idlib.csv")
    assert len(rows_of(folder / "idlib.csv")) == len(good)
    assert opened_review.act("undo")["kind"] == "review"
    assert rows_of(folder / "idlib.csv") == {}


def test_what_the_checker_refuses_is_said_with_its_field_and_nothing_is_written(opened_review, folder):
    answer = opened_review.act("correct", 0, row={"event_date": "7/2/2020"})
    assert answer["kind"] == "refused"
    assert answer["faults"][0][0] == "event_date"
    assert answer["key"] == opened_review.items[0]["key"]
    assert opened_review.act("correct", 0, row={"location": "Saraqib", "evil": "x"})["kind"] == "review"
    assert rows_of(folder / "idlib.csv") == {}


def test_another_source_goes_to_the_event_that_was_told_already(opened_review, folder):
    opened_review.act("accept", 0, file="idlib.csv")
    event = opened_review.items[0]["event"]
    opened_review.act("correct", 1, row={"source": "Another Paper"})
    opened_review.act("source", 1, event=event)
    row = rows_of(folder / "idlib.csv")[event]
    assert (row["source"], row["confidence"]) == ("Example Daily;Another Paper", "confirmed")


@pytest.mark.parametrize("name", ["../evil.csv", "CHANGES.csv", "distinct.csv", "a.txt", ".csv", "x/y.csv", ""])
def test_a_new_file_is_begun_only_under_a_name_that_is_one(opened_review, folder, name):
    assert "is no name for a new file" in opened_review.act("accept", 0, file=name)["said"]
    assert sorted(file.name for file in folder.iterdir() if not file.name.startswith(".")) == ["idlib.csv"]
    opened_review.act("accept", 0, file="ariha-2020.csv")
    assert len(rows_of(folder / "ariha-2020.csv")) == 1


def test_reviews_are_listed_and_deleted(ask, opened_review):
    (listed,) = ask("list")["reviews"]
    assert (listed["open"], listed["settled"]) == (3, 0)
    assert ask("delete", review=listed["id"])["reviews"] == []
    assert "deleted" in opened_review.act("undo")["said"]


@pytest.mark.parametrize("act", sorted(ACTS))
@pytest.mark.parametrize(
    "asked",
    [{}, {"review": 7}, {"review": "../x", "revision": 1, "key": [], "moved": "x", "keys": 3, "row": []}, {"text": 5}],
)
def test_questions_of_any_shape_are_answered_and_change_nothing(ask, opened_review, folder, act, asked):
    asked = {"review": opened_review.shown["id"], "revision": 1} | asked
    if act != "delete":
        assert ask(act, **asked)["kind"] in ("failed", "shelf", "review")
    assert ask("nonsense")["kind"] == "failed"
    assert rows_of(folder / "idlib.csv") == {}


def test_half_a_character_does_no_harm(ask):
    assert read(ask, TEXT + "\ud83d", title="\udc00")["kind"] == "review"
    assert len(ask("list")["reviews"]) == 1


# --- Over the wire --------------------------------------------------------------------------------------------------


@pytest.fixture
def client(opened, folder):
    settings = Settings(is_editing=True, event_paths=(folder,), data_folder=folder.parent)
    return create_app(opened.store, settings).server.test_client()


def send(client, data, name):
    return client.post(f"/review/file?name={name}", data=data, headers=OWN).get_json()


def test_without_edit_there_is_nothing_to_ask(app):
    client = app.server.test_client()
    assert client.post("/review", json={"act": "list"}, headers=OWN).status_code in (404, 405)
    assert "review" not in client.get("/").get_data(as_text=True)


def test_a_page_of_another_site_cannot_review(client):
    assert client.post("/review", json={"act": "list"}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.post("/review", json={"act": "list"}, headers=OWN).get_json()["files"] == ["idlib.csv"]
    assert client.post("/review", data="[", headers=OWN).get_json()["kind"] == "failed"


def test_a_page_that_was_saved_says_what_it_knows_and_its_script_is_not_text(client):
    page = (
        '<html><head><meta property="article:published_time" content="2020-02-12T08:00:00Z">'
        "<title>Shelling of Ariha</title></head><body><article><p>" + TEXT + "</p>"
        "<script>alert(1)</script><p>" + "A further line of the report. " * 20 + "</p></article></body></html>"
    )
    (article,) = send(client, page.encode(), "a.html")["articles"]
    assert (article["published"], article["title"]) == ("2020-02-12", "Shelling of Ariha")
    assert "alert" not in article["text"]


def test_a_feed_offers_its_reports(client):
    entries = "".join(f"<item><title>Report {n}</title><description>{TEXT}</description></item>" for n in (1, 2))
    feed = f"<rss version='2.0'><channel><title>Wire</title>{entries}</channel></rss>"
    answer = send(client, feed.encode(), "wire.rss")
    assert [article["title"] for article in answer["articles"]] == ["Report 1", "Report 2"]


def test_files_that_are_no_report_are_refused_with_a_word(client):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("a.txt", "x")
    for data, said in ((archive.getvalue(), "zip archive"), (b"\x89PNG1234", "a picture"), (b"", "is empty")):
        assert said in send(client, data, "a.pdf")["said"]


def test_a_file_that_is_too_large_is_refused_before_it_is_parsed(client):
    assert "larger than 20 MB" in send(client, b"x" * (MOST_FILE_BYTES + 1), "a.txt")["said"]
    assert send(client, b"A report. " * 200_000, "a.txt")["kind"] == "articles"
    assert client.post("/review", data=json.dumps({"text": "x" * 1_100_000}), headers=OWN).status_code in (200, 413)
