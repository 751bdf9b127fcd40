"""How far a draft is to be believed: the claim of a party, one report, or two that do not copy each other."""

from datetime import date

import pytest

from geo.articles.joining import join_drafts
from geo.articles.reading import RulesReader
from geo.articles.texts.article import Article

PUBLISHED = date(2020, 2, 17)


@pytest.fixture(scope="module")
def read():
    """Read one draft of a text that a publisher printed."""
    reader = RulesReader.load()

    def read_one(text, publisher=""):
        article = Article(text=text, file="-", published=PUBLISHED, publisher=publisher)
        (draft,) = [one for one in reader.read(article) if one.is_event]
        return draft

    return read_one


CLAIMS = [
    "The Islamic State claimed responsibility for an attack on a checkpoint near Mosul on Friday.",
    "The Syrian army said it had captured Saraqib on Friday.",
    "Turkish troops killed 12 militants near Afrin on Friday, the Turkish army said in a statement.",
    "The Houthis said they fired missiles at a base near Marib on Friday.",
    "Turkish jets bombed a camp near Afrin on Friday, according to the Turkish military.",
]


@pytest.mark.parametrize("text", CLAIMS)
def test_what_only_a_party_says_is_a_claim(read, text):
    draft = read(text)
    assert draft.row["confidence"] == "claimed"
    assert any(one.startswith("confidence:") for one in draft.missing)


@pytest.mark.parametrize(
    "text",
    [
        "The Syrian army captured Saraqib from the rebels on Friday.",
        "Witnesses said Turkish jets bombed a camp near Afrin on Friday.",
        "The Syrian army captured Saraqib on Friday, the army and residents said.",
        "Police said gunmen killed two shopkeepers in Maiduguri on Friday.",
        "A car bomb exploded in Kabul on Friday, killing nine people. The Taliban claimed the attack.",
    ],
)
def test_what_others_say_too_is_reported(read, text):
    assert read(text).row["confidence"] == "reported"


def join(*drafts):
    (joined,) = join_drafts((f"{number}.txt", draft) for number, draft in enumerate(drafts))
    return joined.row["confidence"]


ONE = "The Syrian army captured Saraqib on Friday."
OTHER = "Syrian troops took control of Saraqib on Friday, residents said."
CLAIM = "The Syrian army said it had captured Saraqib on Friday."


@pytest.mark.parametrize(
    ("told", "confidence"),
    [
        ([(ONE, "Post"), (OTHER, "Times")], "confirmed"),
        ([(ONE, "Post"), (OTHER, "Post")], "reported"),
        ([(ONE, "Post"), (OTHER, "post"), (ONE, "Post")], "reported"),
        ([(ONE, "Post"), (ONE, "Times")], "reported"),
        ([(ONE, ""), (OTHER, "Times")], "reported"),
        ([(CLAIM, "Post"), (CLAIM, "Times")], "claimed"),
        ([(CLAIM, "Post"), (OTHER, "Times")], "reported"),
        ([(CLAIM, "Post"), (ONE, "Times"), (OTHER, "Times")], "reported"),
        ([(CLAIM, "Post"), (ONE, "Times"), (OTHER, "Herald")], "confirmed"),
    ],
)
def test_only_independent_reports_confirm(read, told, confidence):
    assert join(*(read(text, publisher) for text, publisher in told)) == confidence
