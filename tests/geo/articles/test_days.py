"""Owns which days the time expressions of a text mean, what is none, and that no text costs too long."""

import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.articles.day_words import read_day_words
from geo.articles.days import find_days
from geo.errors import BadVocabulary

MONDAY = date(2020, 2, 17)
"""The day of publication in these tests."""

DAYS = [  # text, words that say it, first day, last day, precision
    ("Shells fell on February 15th.", "February 15th", "2020-02-15", "2020-02-15", 1),
    ("He left 15 February for the north.", "15 February", "2020-02-15", "2020-02-15", 1),
    ("On Feb. 15, 2020, they met.", "Feb. 15, 2020", "2020-02-15", "2020-02-15", 1),
    ("ANKARA, 15 Feb (own report)", "15 Feb", "2020-02-15", "2020-02-15", 1),
    ("filed 2020-02-15 at noon", "2020-02-15", "2020-02-15", "2020-02-15", 1),
    ("filed 15/02/2020", "15/02/2020", "2020-02-15", "2020-02-15", 1),
    ("filed 02/15/2020", "02/15/2020", "2020-02-15", "2020-02-15", 1),
    ("filed 3.4.2019", "3.4.2019", "2019-04-03", "2019-04-03", 1),
    ("filed 05/05/2019", "05/05/2019", "2019-05-05", "2019-05-05", 1),
    ("on the 15th of February", "the 15th of February", "2020-02-15", "2020-02-15", 1),
    ("on the fifteenth of February", "the fifteenth of February", "2020-02-15", "2020-02-15", 1),
    ("on the twenty-first of January", "the twenty-first of January", "2020-01-21", "2020-01-21", 1),
    ("Lima, 23 Aug 88 (radio)", "23 Aug 88", "1988-08-23", "1988-08-23", 1),
    ("on Wednesday, Feb. 12, a mine", "Wednesday, Feb. 12", "2020-02-12", "2020-02-12", 1),
    ("ON 15 FEBRUARY THE ARMY", "15 FEBRUARY", "2020-02-15", "2020-02-15", 1),
    ("on February\n15", "February\n15", "2020-02-15", "2020-02-15", 1),
    ("on December 30", "December 30", "2019-12-30", "2019-12-30", 1),
    ("on 3 May", "3 May", "2019-05-03", "2019-05-03", 1),
    ("on February 18", "February 18", "2020-02-18", "2020-02-18", 1),
    ("It was 29 February 2016.", "29 February 2016", "2016-02-29", "2016-02-29", 1),
    ("The talks will be held on 5 May.", "5 May", "2020-05-05", "2020-05-05", 1),
    ("It fell yesterday.", "yesterday", "2020-02-16", "2020-02-16", 1),
    ("It fell yesterday morning.", "yesterday morning", "2020-02-16", "2020-02-16", 1),
    ("It falls today.", "today", "2020-02-17", "2020-02-17", 1),
    ("Shells fell tonight.", "tonight", "2020-02-17", "2020-02-17", 1),
    ("Shells fell this morning.", "this morning", "2020-02-17", "2020-02-17", 1),
    ("Shells fell last night.", "last night", "2020-02-16", "2020-02-16", 1),
    ("Shells fell overnight.", "overnight", "2020-02-16", "2020-02-17", 1),
    ("the day before yesterday it fell", "the day before yesterday", "2020-02-15", "2020-02-15", 1),
    ("They leave tomorrow.", "tomorrow", "2020-02-18", "2020-02-18", 1),
    ("It fell last Thursday.", "last Thursday", "2020-02-13", "2020-02-13", 1),
    ("It fell last Monday.", "last Monday", "2020-02-10", "2020-02-10", 1),
    ("It fell on Thursday.", "on Thursday", "2020-02-13", "2020-02-13", 1),
    ("It fell on Monday.", "on Monday", "2020-02-17", "2020-02-17", 1),
    ("Five died Saturday in the east.", "Saturday", "2020-02-15", "2020-02-15", 1),
    ("It fell Friday night.", "Friday night", "2020-02-14", "2020-02-14", 1),
    ("It fell early on Sunday.", "on Sunday", "2020-02-16", "2020-02-16", 1),
    ("It fell on Wednesday of last week.", "on Wednesday of last week", "2020-02-12", "2020-02-12", 1),
    ("They meet next Tuesday.", "next Tuesday", "2020-02-18", "2020-02-18", 1),
    ("They will meet on Wednesday.", "on Wednesday", "2020-02-19", "2020-02-19", 1),
    ("He said on Wednesday that they would go.", "on Wednesday", "2020-02-12", "2020-02-12", 1),
    ("between Monday and Wednesday", "between Monday and Wednesday", "2020-02-10", "2020-02-12", 1),
    ("It began last week.", "last week", "2020-02-10", "2020-02-16", 2),
    ("It began this week.", "this week", "2020-02-17", "2020-02-17", 2),
    ("It begins next week.", "next week", "2020-02-24", "2020-03-01", 2),
    ("It fell over the weekend.", "over the weekend", "2020-02-15", "2020-02-16", 2),
    ("It began last month.", "last month", "2020-01-01", "2020-01-31", 3),
    ("It began earlier this month.", "earlier this month", "2020-02-01", "2020-02-17", 3),
    ("It begins next month.", "next month", "2020-03-01", "2020-03-31", 3),
    ("It began in January.", "in January", "2020-01-01", "2020-01-31", 3),
    ("It began in March.", "in March", "2019-03-01", "2019-03-31", 3),
    ("It could be held in March.", "in March", "2020-03-01", "2020-03-31", 3),
    ("It began in May.", "in May", "2019-05-01", "2019-05-31", 3),
    ("It began last February.", "last February", "2019-02-01", "2019-02-28", 3),
    ("in May 1990 a bomb", "in May 1990", "1990-05-01", "1990-05-31", 3),
    ("deaths in early February", "in early February", "2020-02-01", "2020-02-10", 3),
    ("deaths in mid-January", "in mid-January", "2020-01-11", "2020-01-20", 3),
    ("deaths in late January", "in late January", "2020-01-21", "2020-01-31", 3),
    ("at the end of January", "at the end of January", "2020-01-21", "2020-01-31", 3),
    ("at the end of last month", "at the end of last month", "2020-01-21", "2020-01-31", 3),
    ("in late 2019", "in late 2019", "2019-09-01", "2019-12-31", 3),
    ("early last year", "early last year", "2019-01-01", "2019-04-30", 3),
    ("in 2018 a truce", "in 2018", "2018-01-01", "2018-12-31", 3),
    ("In 2020 they met twice.", "In 2020", "2020-01-01", "2020-02-17", 3),
    ("last year", "last year", "2019-01-01", "2019-12-31", 3),
    ("since the beginning of the month", "since the beginning of the month", "2020-02-01", "2020-02-17", 3),
    ("since December", "since December", "2019-12-01", "2020-02-17", 3),
    ("since 10 February", "since 10 February", "2020-02-10", "2020-02-17", 1),
    ("since Friday", "since Friday", "2020-02-14", "2020-02-17", 1),
    ("since 2011", "since 2011", "2011-01-01", "2020-02-17", 3),
    ("over the past three days", "over the past three days", "2020-02-14", "2020-02-17", 2),
    ("in the last 48 hours", "in the last 48 hours", "2020-02-15", "2020-02-17", 2),
    ("during the past week", "during the past week", "2020-02-10", "2020-02-17", 2),
    ("in recent weeks", "in recent weeks", "2020-01-27", "2020-02-17", 3),
    ("three hours ago", "three hours ago", "2020-02-17", "2020-02-17", 1),
    ("three days ago", "three days ago", "2020-02-14", "2020-02-14", 1),
    ("a few days ago", "a few days ago", "2020-02-12", "2020-02-16", 2),
    ("two weeks ago", "two weeks ago", "2020-01-31", "2020-02-06", 2),
    ("two months ago", "two months ago", "2019-12-04", "2020-01-03", 3),
    ("a year ago", "a year ago", "2018-08-19", "2019-08-18", 3),
    ("in the coming days", "in the coming days", "2020-02-17", "2020-02-20", 2),
    ("between 5 and 9 February", "between 5 and 9 February", "2020-02-05", "2020-02-09", 1),
    ("from February 5 to 9", "from February 5 to 9", "2020-02-05", "2020-02-09", 1),
    ("clashes February 5–9 in", "February 5–9", "2020-02-05", "2020-02-09", 1),
    ("[February 12-13th]", "February 12-13th", "2020-02-12", "2020-02-13", 1),
    ("on 5 and 6 February", "5 and 6 February", "2020-02-05", "2020-02-06", 1),
    ("from 30 December to 2 January", "from 30 December to 2 January", "2019-12-30", "2020-01-02", 1),
    (
        "from December 30, 2018 to January 3, 2019",
        "from December 30, 2018 to January 3, 2019",
        "2018-12-30",
        "2019-01-03",
        1,
    ),
    ("in the night of 5-6 February", "the night of 5-6 February", "2020-02-05", "2020-02-06", 1),
    ("between December and January", "between December and January", "2019-12-01", "2020-01-31", 3),
    ("from 2015 to 2018", "from 2015 to 2018", "2015-01-01", "2018-12-31", 3),
    ("In February 15 soldiers were killed.", "In February", "2020-02-01", "2020-02-17", 3),
    ("before February 10", "before February 10", "2020-02-10", "2020-02-10", 1),
]

LATER = [  # on Wednesday 5 February …, words that say it, first day, last day
    ("The following day it fell.", "The following day", "2020-02-06", "2020-02-06"),
    ("It fell the next day.", "the next day", "2020-02-06", "2020-02-06"),
    ("The next morning it fell.", "The next morning", "2020-02-06", "2020-02-06"),
    ("Two days later it fell.", "Two days later", "2020-02-07", "2020-02-07"),
    ("Earlier that day it held.", "Earlier that day", "2020-02-05", "2020-02-05"),
    ("On the same day it fell.", "On the same day", "2020-02-05", "2020-02-05"),
    ("A day earlier it held.", "A day earlier", "2020-02-04", "2020-02-04"),
    ("The previous day it held.", "The previous day", "2020-02-04", "2020-02-04"),
    ("A week later it fell.", "A week later", "2020-02-09", "2020-02-15"),
]

NO_DAYS = [
    "They march on Idlib.",
    "March on, he said.",
    "They may 5 times refuse.",
    "Mr. May spoke.",
    "April said so.",
    "The second wave came.",
    "Article 5 holds.",
    "the M5 and the M4",
    "a T-72 and a Su-24",
    "He is 45 years old.",
    "a 5-year-old boy",
    "the 17 November Movement",
    "the 6 October Bridge",
    "Good Friday",
    "Bloody Sunday",
    "the anniversary of 15 March",
    "The Sunday Times wrote",
    "in the 1980s",
    "since the 2003 invasion",
    "Resolution 2254",
    "filed 03/04/2020",
    "on 30 February",
    "2,020 men",
    "The following day it fell.",
    "ten thousand years",
    "sun and sat",
    "32 January 5000",
    "",
]


def told(text, published=MONDAY, **known):
    return [
        (text[one.start : one.end], str(one.first_day), str(one.last_day), one.time_precision)
        for one in find_days(text, published, **known)
    ]


@pytest.mark.parametrize(("text", "words", "first", "last", "precision"), DAYS)
def test_days_of_an_expression(text, words, first, last, precision):
    assert told(text) == [(words, first, last, precision)]


@pytest.mark.parametrize(("text", "words", "first", "last"), LATER)
def test_days_that_count_from_a_day_told_before(text, words, first, last):
    found = find_days(f"They met on 5 February. {text}", MONDAY)
    assert len(found) == 2
    begins = len("They met on 5 February. ")
    assert text[found[1].start - begins : found[1].end - begins] == words
    assert (str(found[1].first_day), str(found[1].last_day)) == (first, last)
    assert found[1].anchor == date(2020, 2, 5)


@pytest.mark.parametrize("text", NO_DAYS)
def test_what_tells_no_day(text):
    assert told(text) == []


@pytest.mark.parametrize(("is_day_first", "day"), [(True, "2020-04-03"), (False, "2020-03-04")])
def test_a_date_of_two_small_numbers_is_read_as_declared(is_day_first, day):
    assert told("filed 03/04/2020", is_day_first=is_day_first) == [("03/04/2020", day, day, 1)]


@pytest.mark.parametrize(
    ("text", "relation", "is_future"),
    [
        ("on 5 February", "on", False),
        ("since 5 February", "since", False),
        ("until 20 February", "until", True),
        ("by the end of February", "until", True),
        ("before 5 February", "before", False),
        ("after 5 February", "after", False),
        ("next Tuesday", "on", True),
    ],
)
def test_relation_and_future_are_told(text, relation, is_future):
    (one,) = find_days(text, MONDAY)
    assert (one.relation, one.is_future) == (relation, is_future)


def test_anchor_is_the_day_of_publication_unless_the_date_is_full():
    assert [one.anchor for one in find_days("yesterday; 5 May 2019", MONDAY)] == [MONDAY, None]


def test_a_day_told_far_before_is_not_the_one_before_the_next_day():
    assert len(find_days("On 5 February it fell. " + "x " * 600 + "The next day it rose.", MONDAY)) == 1


def test_a_file_of_other_words_reads_another_language(tmp_path):
    path = tmp_path / "gun.csv"
    path.write_text(
        "kind,word,meaning\nmonth,şubat,2\nanchor,dün,\nphrase,{day} {month} [{year}],date\nphrase,dün,day -1\n",
        encoding="utf-8",
    )
    found = find_days("15 Şubat 2019 günü; dün", MONDAY, vocabulary=read_day_words(path))
    assert [str(one.first_day) for one in found] == ["2019-02-15", "2020-02-16"]


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("phrase,{day} {month},no_such_rule", "no_such_rule"),
        ("mont,may,5", "mont"),
        ("month,may,five", "five"),
        ("phrase,on the way,day 0", "on the way"),
    ],
)
def test_a_wrong_row_is_named(tmp_path, row, what):
    path = tmp_path / "words.csv"
    path.write_text(f"kind,word,meaning\n{row}\n", encoding="utf-8")
    with pytest.raises(BadVocabulary, match=what):
        read_day_words(path)


PIECES = [
    "on", "in", "the", "last", "next", "February", "May", "5", "15", "30", "31", "2020", "88", "-", "–", ",", ".",
    "and", "to", "between", "from", "since", "until", "ago", "two", "days", "weeks", "year", "Monday", "yesterday",
    "early", "mid", "end", "of", "later", "day", "before", "1/2/2020", "2020-02-30", "will", "\n", "9999", "İ",
    "١٢",
]  # fmt: skip


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join) | st.text(),
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
)
def test_any_text_gives_spans_in_order_with_days_in_order(text, published):
    last = 0
    for one in find_days(text, published):
        assert last <= one.start < one.end <= len(text)
        assert one.first_day <= one.last_day
        assert one.time_precision in (1, 2, 3)
        assert one.is_future == (one.first_day > published)
        last = one.end


@given(st.dates(date(2010, 1, 1), date(2030, 12, 31)), st.integers(0, 300))
def test_a_day_without_a_year_is_the_nearest_past(published, days_ago):
    day = published - timedelta(days_ago)
    (one,) = find_days(f"It fell on {day:%B} {day.day}.", published)
    assert one.first_day == day


@pytest.mark.parametrize(
    "piece",
    [
        "on ",
        "the ",
        "5 and ",
        "5 ",
        "- ",
        "1",
        "1,",
        "a'",
        "monday - ",
        "February ",
        "before ",
        "will on ",
        "2020-",
        "\n",
        "20 to May ",
        "since the ",
    ],
)
def test_a_long_line_is_read_in_bounded_time(piece):
    text = piece * (1_000_000 // len(piece))
    began = time.process_time()
    find_days(text, MONDAY)
    assert time.process_time() - began < 3
