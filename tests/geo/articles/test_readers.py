"""The readers to choose from: the rules, and spaCy's names and grammar where they are installed."""

import importlib.util
import sys
from datetime import date

import pytest

from geo.articles.actors import ActorMention
from geo.articles.hints import NO_HINTS, Hints, mend_roles
from geo.articles.readers import READERS, load_reader
from geo.articles.reading import RulesReader, read_article
from geo.articles.recognising import CARRIED_MODEL
from geo.articles.tokens import split_words
from geo.errors import MissingExtra, UnreadableFile
from run import main

PUBLISHED = date(2024, 3, 20)
NEEDS_MODEL = pytest.mark.skipif(
    not (importlib.util.find_spec("spacy") and importlib.util.find_spec(CARRIED_MODEL)), reason="spaCy is not installed"
)


def test_the_rules_are_the_reader_by_default():
    assert type(load_reader()) is RulesReader


def test_an_unknown_reader_is_said_with_those_there_are():
    with pytest.raises(UnreadableFile, match=f'"oracle".*{", ".join(READERS)}'):
        load_reader("oracle")


def test_without_spacy_the_error_says_what_to_do(monkeypatch):
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(MissingExtra, match=r"make ner.*--reader rules"):
        load_reader("spacy")


def test_the_command_line_says_it_too(monkeypatch, capsys, tmp_path):
    monkeypatch.setitem(sys.modules, "spacy", None)
    (tmp_path / "a.txt").write_text("Rebels attacked Ariha.", encoding="utf-8")
    assert main(["propose", str(tmp_path / "a.txt"), "--published", "2024-03-20", "--reader", "spacy"]) != 0
    assert "make ner" in capsys.readouterr().err


TOKENS = split_words("The camp that soldiers left was bombed by jets")
SOLDIERS, JETS = ActorMention(3, 4, "Soldiers", "forces"), ActorMention(8, 9, "Jets", "forces")


def test_the_grammar_says_who_did_it():
    verb = TOKENS[6].start
    hints = Hints(deeds={verb: ((TOKENS[8].start, TOKENS[8].end), None)})
    assert mend_roles((None, SOLDIERS), verb, hints, [SOLDIERS, JETS], TOKENS) == (JETS, SOLDIERS)


def test_nobody_is_both_who_did_it_and_whom_it_was_done_to():
    verb = TOKENS[6].start
    hints = Hints(deeds={verb: ((TOKENS[3].start, TOKENS[3].end), None)})
    assert mend_roles((JETS, SOLDIERS), verb, hints, [SOLDIERS, JETS], TOKENS) == (SOLDIERS, None)


def test_without_hints_the_rules_stand():
    assert mend_roles((JETS, SOLDIERS), TOKENS[6].start, NO_HINTS, [SOLDIERS, JETS], TOKENS) == (JETS, SOLDIERS)


@NEEDS_MODEL
def test_spacy_reads_an_event_with_who_and_where():
    text = "Rebels attacked a village near Ariha on Friday, killing two Turkish soldiers."
    (draft,) = read_article(load_reader("spacy"), text, PUBLISHED)
    assert (draft.row["actor1"], draft.row["location"], draft.row["fatalities"]) == ("Rebels (Syria)", "Ariha", "2")
