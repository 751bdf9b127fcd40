"""A language is a folder of files: Turkish is read by its starter vocabulary, and each text by the words of its own."""

from datetime import date

import pytest

from geo.articles.languages import FILES, choose_language, read_languages
from geo.articles.reading import RulesReader, read_article
from geo.articles.telling_words import KINDS, read_telling_words
from geo.articles.tokens import split_words
from geo.errors import BadVocabulary
from geo.vocabulary import DATA_FOLDER

PUBLISHED = date(2020, 2, 17)
VOCABULARY = DATA_FOLDER / "vocabulary"


@pytest.fixture(scope="module")
def reader():
    return RulesReader.load()


@pytest.fixture(scope="module")
def languages():
    return read_languages(VOCABULARY)


TURKISH = [  # text, (event_date, type, actor1, actor2, country, fatalities)
    ("Suriye ordusu dün Serakib'de bir köyü bombaladı. Saldırıda 5 sivil öldü ve 12 kişi yaralandı.",
     ("2020-02-16", "Explosions/Remote violence", "Military Forces of Syria", "Civilians (Syria)", "Syria", "5")),
    ("Türk savaş uçakları 14 Şubat 2020'de Afrin'e hava saldırısı düzenledi. Bu saldırıda üç terörist öldürüldü.",
     ("2020-02-14", "Explosions/Remote violence", "Military Forces of Turkey", "Rebels (Syria)", "Syria", "3")),
    ("Kimliği belirsiz kişiler cuma günü Bağdat'ta bir gazeteciyi kaçırdı.",
     ("2020-02-14", "Violence against civilians", "Unidentified Armed Group (Iraq)", "Civilians (Iraq)", "Iraq", "")),
    ("DEAŞ, perşembe günü Musul yakınında bir polis noktasına saldırdı. Bu saldırıda en az 4 polis öldü.",
     ("2020-02-13", "Battles", "Islamic State", "Police Forces of Iraq", "Iraq", "4")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TURKISH)
def test_turkish_sentences_become_drafts_by_files_alone(reader, text, expected):
    (draft,) = read_article(reader, text, PUBLISHED)
    names = ("event_date", "event_type", "actor1", "actor2", "country", "fatalities")
    assert tuple(draft.row[name] for name in names) == expected
    assert draft.is_event


def test_a_turkish_ending_says_where_and_is_no_part_of_the_name(reader):
    (draft,) = read_article(reader, "Suriye Milli Ordusu dün Serakib'i ve bir köyü ele geçirdi.", PUBLISHED)
    assert [one.text for one in draft.evidence if one.says == "place"] == ["Serakib"]


@pytest.mark.parametrize(
    "text", ["Türkiye saldırıyı yalanladı.", "Eğer Türk ordusu bugün Afrin'i bombaladı ise bu bir suç."]
)
def test_what_turkish_denies_or_supposes_is_no_event(reader, text):
    assert not any(one.is_event for one in read_article(reader, text, PUBLISHED))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Rebels attacked the village of Ariha and two civilians were killed.", "en"),
        ("Suriye ordusu dün bir köyü bombaladı.", "tr"),
        ("Ankara", "en"),
        ("", "en"),
        ("In İdlib a convoy was seen, and de facto it was the army that controlled the road to the city.", "en"),
    ],
)
def test_the_words_of_a_text_choose_its_language(languages, text, code):
    assert choose_language(text, languages).code == code


def test_every_folder_of_a_language_has_all_files(languages):
    assert set(languages) == {"en", "tr"}
    assert all((VOCABULARY / "tr" / name).is_file() for name in FILES)


def test_a_language_that_lacks_a_file_is_named(tmp_path):
    for name in FILES:
        (tmp_path / name).write_bytes((VOCABULARY / name).read_bytes())
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "triggers.csv").write_bytes((VOCABULARY / "triggers.csv").read_bytes())
    with pytest.raises(BadVocabulary, match=r"xx.*telling_words\.csv"):
        read_languages(tmp_path)


@pytest.mark.parametrize("row", ["mod,may,", "trait,verb_first,", "ending,s,plural"])
def test_a_wrong_row_of_telling_words_is_named(tmp_path, row):
    path = tmp_path / "words.csv"
    path.write_text(f"kind,word,meaning\n{row}\n", encoding="utf-8")
    with pytest.raises(BadVocabulary, match="row 2"):
        read_telling_words(path)


def test_english_has_words_of_every_kind_but_peoples():
    """Its peoples are the demonyms of the gazetteer."""
    assert {kind for kind in KINDS if not read_telling_words()[kind]} == {"people"}


def test_only_the_endings_of_the_language_are_taken_off():
    assert [one.text for one in split_words("İdlib'de Deir ez-Zor's", {"de": "at"})] == ["İdlib", "Deir", "ez", "Zor's"]
