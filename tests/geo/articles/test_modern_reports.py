"""Short reports of the conflicts of today, all invented: each gives the drafts that an editor would write."""

from datetime import date

import pytest

from geo.articles.reading import RulesReader, read_article

PUBLISHED = date(2024, 3, 20)


@pytest.fixture(scope="module")
def read():
    """Read the drafts of a text that happened."""
    reader = RulesReader.load()
    return lambda text: [one for one in read_article(reader, text, PUBLISHED) if one.is_event]


COLUMNS = ("event_date", "sub_event_type", "actor1", "actor2", "location", "fatalities")
REPORTS = [
    (
        "Kafr Nabl was shelled by the Syrian army on Friday.",
        [("2024-03-15", "Shelling/artillery/missile attack", "Military Forces of Syria", "", "Kafr Nabl", "")],
    ),
    (
        "Nayrab fell to government forces on Monday, activists in Idlib said.",
        [("2024-03-18", "Government regains territory", "Military Forces of Syria", "", "Nayrab", "")],
    ),
    (
        "Atareb came under artillery fire on Friday. The Syrian army shelled it.",
        [("2024-03-15", "Shelling/artillery/missile attack", "Military Forces of Syria", "", "Atareb", "")],
    ),
    (
        "Maarat al-Numan was captured by the Syrian army on Tuesday.",
        [("2024-03-19", "Government regains territory", "Military Forces of Syria", "", "Maarat al-Numan", "")],
    ),
    (
        "In Sarmin, three civilians were killed by a barrel bomb on Friday.",
        [("2024-03-15", "Air/drone strike", "", "Civilians (Syria)", "Sarmin", "3")],
    ),
    (
        "Bombs exploded in Kirkuk, Tikrit and Mosul on Friday, killing 3, 4 and 5 people respectively.",
        [
            ("2024-03-15", "Remote explosive/landmine/IED", "", "", "Kirkuk", "3"),
            ("2024-03-15", "Remote explosive/landmine/IED", "", "", "Tikrit", "4"),
            ("2024-03-15", "Remote explosive/landmine/IED", "", "", "Mosul", "5"),
        ],
    ),
    (
        "Russian missiles struck Kyiv, Kharkiv and Odesa on Tuesday night, killing at least six people.",
        [
            ("2024-03-19", "Shelling/artillery/missile attack", "Military Forces of Russia", "", "Kyiv", ""),
            ("2024-03-19", "Shelling/artillery/missile attack", "Military Forces of Russia", "", "Kharkiv", ""),
            ("2024-03-19", "Shelling/artillery/missile attack", "Military Forces of Russia", "", "Odesa", ""),
        ],
    ),
    (
        "Airstrikes hit Saraqib and Ariha in Idlib province on Friday.",
        [
            ("2024-03-15", "Air/drone strike", "", "", "Saraqib", ""),
            ("2024-03-15", "Air/drone strike", "", "", "Ariha", ""),
        ],
    ),
    (
        "At least 12 people were killed when Russian missiles hit an apartment block in Dnipro overnight, the regional governor said.",
        [("2024-03-19", "Shelling/artillery/missile attack", "", "Civilians (Ukraine)", "Dnipro", "12")],
    ),
    (
        "Fighting between the Sudanese army and the Rapid Support Forces erupted in Omdurman on Saturday, killing at least 20 civilians.",
        [("2024-03-16", "Armed clash", "Military Forces of Sudan", "RSF: Rapid Support Forces", "Omdurman", "20")],
    ),
    (
        "RSF fighters stormed the town of Wad Madani on Monday, looting shops and killing dozens of residents.",
        [("2024-03-18", "Attack", "RSF: Rapid Support Forces", "Civilians (Sudan)", "Wad Madani", "12")],
    ),
    (
        "An Israeli air strike on a residential building in Rafah killed 14 Palestinians on Thursday night, health officials said.",
        [
            (
                "2024-03-14",
                "Air/drone strike",
                "Military Forces of Israel",
                "Civilians (Palestinian Territory)",
                "Rafah",
                "14",
            )
        ],
    ),
    (
        "Israeli troops raided the Jenin refugee camp on Tuesday and killed five Palestinian gunmen.",
        [
            (
                "2024-03-19",
                "Armed clash",
                "Military Forces of Israel",
                "Unidentified Armed Group (Palestinian Territory)",
                "Jenin",
                "5",
            )
        ],
    ),
    (
        "Hamas fired dozens of rockets at Tel Aviv on Sunday. No casualties were reported.",
        [("2024-03-17", "Shelling/artillery/missile attack", "Hamas Movement", "", "Tel Aviv", "")],
    ),
    (
        "A roadside bomb struck a military convoy near Mopti in central Mali on Wednesday, killing seven soldiers.",
        [("2024-03-20", "Remote explosive/landmine/IED", "", "Military Forces of Mali", "Mopti", "7")],
    ),
    (
        "Unidentified gunmen abducted 15 students from a school in Kaduna state on Friday.",
        [
            (
                "2024-03-15",
                "Abduction/forced disappearance",
                "Unidentified Armed Group (Nigeria)",
                "Civilians (Nigeria)",
                "Kaduna",
                "",
            )
        ],
    ),
    (
        "Thousands of people protested in Tel Aviv on Saturday against the government.",
        [("2024-03-16", "Peaceful protest", "Protesters (Israel)", "Government of Israel", "Tel Aviv", "")],
    ),
    (
        "Police fired tear gas to disperse protesters in Nairobi on Tuesday; at least three demonstrators were killed.",
        [
            (
                "2024-03-19",
                "Excessive force against protesters",
                "Police Forces of Kenya",
                "Protesters (Kenya)",
                "Nairobi",
                "3",
            )
        ],
    ),
    (
        "The two sides agreed on a three-day ceasefire in Khartoum, starting on Sunday.",
        [("2024-03-17", "Agreement", "", "", "Khartoum", "")],
    ),
    (
        "Talks between the Sudanese army and the RSF began in Jeddah on Thursday.",
        [("2024-03-14", "Talks", "Military Forces of Sudan", "RSF: Rapid Support Forces", "Jeddah", "")],
    ),
    (
        "A suicide bomber killed 25 people at a mosque in Peshawar on Monday.",
        [
            (
                "2024-03-18",
                "Suicide bomb",
                "Unidentified Armed Group (Pakistan)",
                "Civilians (Pakistan)",
                "Peshawar",
                "25",
            )
        ],
    ),
    (
        "Shelling by Syrian government forces killed two children in Sarmin, in Idlib province, on Saturday.",
        [
            (
                "2024-03-16",
                "Shelling/artillery/missile attack",
                "Military Forces of Syria",
                "Civilians (Syria)",
                "Sarmin",
                "2",
            )
        ],
    ),
    (
        "Clashes between the Syrian Democratic Forces and Turkish-backed fighters near Manbij left 18 fighters dead on Sunday.",
        [("2024-03-17", "Armed clash", "SDF: Syrian Democratic Forces", "Rebels (Syria)", "Manbij", "18")],
    ),
    (
        "A drone attack on an oil depot in Feodosia, in Russian-occupied Crimea, caused a large fire on Monday.",
        [("2024-03-18", "Air/drone strike", "", "", "Feodosia", "")],
    ),
    (
        "Al Shabaab claimed responsibility for a mortar attack on the airport in Mogadishu on Thursday.",
        [("2024-03-14", "Shelling/artillery/missile attack", "Al Shabaab", "", "Mogadishu", "")],
    ),
    (
        "Turkish artillery shelled YPG positions in Tal Rifaat on Tuesday, the Turkish defence ministry said.",
        [
            (
                "2024-03-19",
                "Shelling/artillery/missile attack",
                "Military Forces of Turkey",
                "YPG: People's Protection Units",
                "Tal Rifaat",
                "",
            )
        ],
    ),
    (
        "A landmine explosion killed three farmers near Palmyra on Sunday.",
        [("2024-03-17", "Remote explosive/landmine/IED", "", "Civilians (Syria)", "Palmyra", "3")],
    ),
    (
        "Myanmar's military bombed a village in Sagaing region on Tuesday, killing more than 100 people, including children.",
        [("2024-03-19", "Air/drone strike", "Military Forces of Myanmar", "", "Sagaing", "100")],
    ),
    (
        "Protesters clashed with police in Dhaka on Thursday, leaving six people dead.",
        [
            (
                "2024-03-14",
                "Violent demonstration",
                "Protesters (Bangladesh)",
                "Police Forces of Bangladesh",
                "Dhaka",
                "6",
            )
        ],
    ),
    (
        "Azerbaijani forces shelled Stepanakert on Tuesday, Armenian officials said.",
        [("2024-03-19", "Shelling/artillery/missile attack", "Military Forces of Azerbaijan", "", "Stepanakert", "")],
    ),
    (
        "Warplanes pounded the outskirts of Khan Younis on Monday, residents said.",
        [("2024-03-18", "Air/drone strike", "", "", "outskirts of Khan Younis", "")],
    ),
    (
        "Armed bandits kidnapped the mayor of Zaria on Monday.",
        [
            (
                "2024-03-18",
                "Abduction/forced disappearance",
                "Unidentified Armed Group (Nigeria)",
                "Civilians (Nigeria)",
                "Zaria",
                "",
            )
        ],
    ),
    (
        "The army regained control of the state broadcaster building in Omdurman on Tuesday.",
        [("2024-03-19", "Government regains territory", "Military Forces of Sudan", "", "Omdurman", "")],
    ),
    (
        "Insurgents beheaded 11 villagers in Cabo Delgado on Wednesday.",
        [("2024-03-20", "Attack", "Rebels (Mozambique)", "Civilians (Mozambique)", "Cabo Delgado", "11")],
    ),
    (
        "Security forces opened fire on demonstrators in N'Djamena, killing 50 people on Thursday.",
        [
            (
                "2024-03-14",
                "Excessive force against protesters",
                "Military Forces of Chad",
                "Protesters (Chad)",
                "N'Djamena",
                "50",
            )
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), REPORTS)
def test_a_report_gives_the_drafts_of_an_editor(read, text, expected):
    assert [tuple(one.row[name] for name in COLUMNS) for one in read(text)] == expected


def test_a_number_for_a_whole_list_is_given_to_no_place_of_it(read):
    drafts = read("Russian missiles struck Kyiv, Kharkiv and Odesa on Tuesday, killing at least six people.")
    expected = [("Kyiv", ""), ("Kharkiv", ""), ("Odesa", "")]
    assert [(one.row["location"], one.row["fatalities"]) for one in drafts] == expected
    assert all(any("6 in all places" in doubt for doubt in one.missing) for one in drafts)


@pytest.mark.parametrize(
    "text",
    [
        "Clashes broke out between Bakhmut and Soledar on Friday.",
        "A convoy of tanks moved from Damascus to Homs and Hama on Friday.",
        "Rebels attacked Ariha, Idlib, on Friday.",
    ],
)
def test_what_is_no_list_is_one_event(read, text):
    assert len(read(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The film about the siege of Mariupol won an award in Cannes on Saturday.",
        "Oil prices exploded on Monday after the talks in Vienna were postponed.",
        "The general said that any attack on Kharkiv would be repelled.",
        "A large fire on Monday destroyed a warehouse in Lyon.",
        "The striker shot from 20 metres and hit the bar in Kyiv on Sunday.",
        "Residents fear new air strikes on Gaza.",
        "The mayor of Odesa was attacked by the press for his budget.",
        "The army held an exercise with drones near Lviv on Monday.",
    ],
)
def test_what_only_sounds_like_war_is_no_event(read, text):
    assert read(text) == []
