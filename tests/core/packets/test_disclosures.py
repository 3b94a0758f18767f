"""What a text tells that its readers may not know, and the text without it."""

import sys
from importlib import import_module
from pathlib import Path

from tests.core import make
from vividmap.core.packets.disclosures import drop_disclosures, find_disclosures, written_forms
from vividmap.core.positions import Position

sys.path.append(str(Path(__file__).parents[3] / "scripts"))
packet_figures = import_module("packet_figures")
disclosure_figures = import_module("disclosure_figures")

RECORD = make.record(
    make.profile(name="Alice Example", employer="Acme", confidential=("Bluewater",)),
    make.person("Jess Whitmore"),
)
TEXT = """# Alice Example

- Moved the cache to Redis with Priyanka Shah at Acme. It saved $1.2M a year.
- Live for blue-water; see https://wiki.acme.example/~alice/guide or ask jess@acme.example.
"""


def test_each_name_address_link_and_amount_is_listed_once_but_for_ones_own():
    assert [(d.kind, d.text) for d in find_disclosures(TEXT, RECORD)] == [
        ("name", "Priyanka Shah"),
        ("amount", "$1.2M a year"),
        ("confidential name", "blue-water"),
        ("link", "https://wiki.acme.example/~alice/guide"),
        ("address", "jess@acme.example"),
    ]


CAST = make.record(
    make.person("Jess Whitmore"),
    make.person("Zoë van Dijk", positions=(Position(height="peer", part="Payments"),)),
    make.person("Mark Will"),
    make.skill("Incident response"),
)
TALK = """# Review

| When | Result | What |
| --- | --- | --- |
| May | Cut costs with Priyanka Shah | Helped Tariq |

- Rebalances fell with Zoë van Dijk, and Zoë agreed. Then Jess helped. Priyanka said yes. Grace from Northgate asked.
- We helped Mark in Payments with SAP and Kafka. Incident Response is fixed with jw. Done with me.
"""


def test_people_stand_once_by_full_name_and_capitals_that_are_no_names_are_set_apart():
    found = find_disclosures(TALK, CAST)
    assert [item.text for item in found if item.kind == "name"] == [
        "Priyanka Shah",
        "Tariq",
        "Zoë van Dijk",
        "Jess Whitmore",
        "Northgate",
        "Mark Will",
        "jw",
    ]
    assert [item.text for item in found if item.kind == "other"] == ["Rebalances", "Grace", "SAP"]


def test_what_is_dropped_goes_in_every_form_of_its_name():
    dropped = written_forms(["Zoë van Dijk"], find_disclosures(TALK, CAST))
    text = drop_disclosures("With Zoë van Dijk. Zoë agreed. Jess too.", dropped)
    assert text == "Jess too."


def test_the_lists_of_real_drafts_miss_nobody_and_hold_hardly_any_noise():
    figures = disclosure_figures.measure_drafts(packet_figures.all_drafts())
    assert figures.missed == ()
    assert figures.listed > 20
    assert len(figures.noise) <= 0.15 * figures.listed
    foreign = disclosure_figures.measure_foreign()
    assert set(foreign.missed) <= {"Jun"}, "a month as well, and these documents come without a map"


def test_what_is_dropped_goes_with_its_sentence_and_leaves_no_empty_bullet():
    text = drop_disclosures(TEXT, ["Priyanka Shah", "blue-water"])

    assert text == "# Alice Example\n\n- It saved $1.2M a year.\n"
    assert drop_disclosures(TEXT, []) == TEXT


def test_a_name_in_signs_is_listed_and_a_team_in_the_plural_is_set_apart():
    record = make.record(make.person("佐藤 純"))
    found = find_disclosures(
        "The second patch was merged by 佐藤 純, the trial in Notifications stopped.", record
    )
    assert [(item.kind, item.text) for item in found] == [("name", "佐藤 純"), ("other", "Notifications")]
