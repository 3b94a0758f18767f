"""Candidates of the inbox: what may be proposed, how they are grouped, and what an accepted one becomes."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from tests.core import make
from vividmap.core.inbox import (
    LONGEST_TEXT,
    MOST_NAMES,
    Acceptance,
    BadAcceptance,
    BadProposal,
    accepted_kind,
    accepted_values,
    clean_proposal,
    group_candidates,
    grown_values,
    is_due,
    key_digest,
    merged_values,
    snooze_day,
    spanned,
)
from vividmap.core.names import Names
from vividmap.core.proposals import Proposal, commit_member
from vividmap.core.record import Candidate
from vividmap.core.shorthand import NameMark
from vividmap.core.when import When

TODAY = date(2026, 11, 23)
NOVEMBER = When(date(2026, 11, 2), date(2026, 11, 20))
CACHE = Proposal(
    source="git",
    key="branch cache",
    kind="evidence",
    text="Moved the #cache to Redis",
    when=NOVEMBER,
    project="Ledger",
    people=("Priya Natarajan", "A Stranger"),
    skills=("redis",),
    links=("https://git.example.org/42",),
    part="built",
)
PRIYA = make.person("Priya Natarajan ^p9qd")
NAMES = Names([PRIYA])


def candidate(text="Moved the #cache to Redis", number=1, **fields):
    values = {"source": "git", "proposed_kind": "evidence", "when": NOVEMBER, **fields}
    return Candidate(id=UUID(int=number), handle=f"ca{number:02}", text=text, **values)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kind": "goal"}, "'goal' cannot be proposed; use one of evidence, "),
        ({"part": "watched"}, "'watched' is not a part; use one of led, "),
        ({"when": When.day(date(2026, 11, 25))}, "in the future"),
        ({"when": When.day(date(2926, 11, 24))}, "too far from today"),
        ({"text": " \u200b\n"}, "needs a text"),
    ],
)
def test_what_cannot_become_a_candidate_is_refused(changes, message):
    with pytest.raises(BadProposal, match=message):
        clean_proposal(replace(CACHE, **changes), TODAY)


def test_a_proposal_is_kept_within_limits_and_without_what_is_hidden():
    clean = clean_proposal(
        replace(
            CACHE,
            text=f"Moved\u200b it {'x ' * LONGEST_TEXT}",
            people=("Priya", " Priya\u202e", "", *(f"P{number}" for number in range(99))),
            links=(
                "https://a.example/1",
                "HTTP://b.example",
                "javascript:alert(1)",
                "ftp://c.example",
                "https://a.example/1",
                "https://d.example/" + "y" * 600,
                "https://e.example/a b",
            ),
            question=" ",
        ),
        TODAY,
    )

    assert len(clean.text) <= LONGEST_TEXT
    assert clean.text.startswith("Moved it x x")
    assert clean.people[:2] == ("Priya", "P0")
    assert len(clean.people) == MOST_NAMES - 2
    assert clean.links == ("https://a.example/1", "HTTP://b.example")
    assert clean.question == CACHE.question
    assert (clean.key, clean.when, clean.part, clean.kind) == (CACHE.key, NOVEMBER, "built", "evidence")


def test_a_key_is_known_again_within_its_source_and_a_commit_everywhere():
    commit = commit_member(1_800_000_000, "Move the cache")

    assert key_digest("git", "a") == key_digest("git", "a")
    assert len({key_digest("git", "a"), key_digest("git", "b"), key_digest("github", "a")}) == 3
    assert key_digest("git", commit) == key_digest("github", commit)


@pytest.mark.parametrize(
    ("fields", "is_waiting"),
    [
        ({}, True),
        ({"state": "waiting"}, True),
        ({"ask_again_on": TODAY}, True),
        ({"ask_again_on": date(2026, 11, 24)}, False),
        ({"state": "dismissed"}, False),
        ({"state": "accepted", "ask_again_on": TODAY}, False),
    ],
)
def test_a_candidate_is_shown_until_it_is_decided_and_not_while_it_is_put_off(fields, is_waiting):
    assert is_due(candidate(**fields), TODAY) is is_waiting
    assert snooze_day(TODAY) == date(2026, 11, 30)


def test_candidates_are_grouped_by_project_else_by_source_the_newest_first():
    def day(number):
        return When.day(date(2026, 11, number))

    groups = group_candidates(
        [
            candidate("a", 1, when=day(1), project="Ledger"),
            candidate("b", 2, when=day(9), project="ledger"),
            candidate("c", 3, when=day(5)),
            candidate("d", 4, when=day(3), source="calendar"),
            candidate("e", 5, when=day(10)),
        ]
    )

    assert [(group.title, group.key, [item.text for item in group.candidates]) for group in groups] == [
        ("git", "git", ["e", "c"]),
        ("ledger", "+ledger", ["b", "a"]),
        ("calendar", "calendar", ["d"]),
    ]


@pytest.mark.parametrize(
    ("proposed", "acceptance", "kind"),
    [
        ("evidence", Acceptance(), "evidence"),
        ("", Acceptance(), "evidence"),
        ("touchpoint", Acceptance(), "touchpoint"),
        ("evidence", Acceptance(kind="skill entry"), "skill entry"),
        ("touchpoint", Acceptance(kind="evidence", outcome="fast", part="led"), "evidence"),
    ],
)
def test_a_candidate_becomes_what_was_proposed_or_what_its_owner_says(proposed, acceptance, kind):
    assert accepted_kind(candidate(proposed_kind=proposed), acceptance) == kind


@pytest.mark.parametrize(
    ("acceptance", "field"),
    [
        (Acceptance(kind="goal"), "kind"),
        (Acceptance(kind="skill entry", outcome="fast"), "outcome"),
        (Acceptance(kind="touchpoint", part="led"), "part"),
        (Acceptance(kind="touchpoint"), "text"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_with_its_field(acceptance, field):
    with pytest.raises(BadAcceptance) as refused:
        accepted_values(candidate(), acceptance, NAMES)
    assert refused.value.field == field


def test_an_accepted_candidate_keeps_its_words_and_links_whom_the_map_knows():
    proposed = candidate(
        people=CACHE.people, skills=CACHE.skills, links=CACHE.links, project="Ledger", part="built"
    )

    values = accepted_values(proposed, Acceptance(), NAMES)
    assert values["text"] == "Moved the #cache to Redis"
    assert (values["when"], values["project"], values["links"]) == (NOVEMBER, "Ledger", CACHE.links)
    assert values["mentions"] == (NameMark("person", "Priya Natarajan"), NameMark("skill", "redis"))
    assert (values["outcome"], values["scope"], values["part"]) == ("", "", "built")


def test_what_its_owner_writes_is_read_as_shorthand_and_wins():
    proposed = candidate(project="Ledger", part="built")
    day = When.day(date(2026, 11, 5))
    written = Acceptance(text="Moved it -> fast ~teams +payouts #go", outcome="", when=day, part="led")

    values = accepted_values(proposed, written, NAMES)
    assert (values["text"], values["outcome"], values["scope"]) == ("Moved it", "fast", "teams")
    assert (values["project"], values["when"], values["part"]) == ("payouts", day, "led")
    assert [(mark.sort, mark.name) for mark in values["mentions"]] == [("skill", "go")]
    assert accepted_values(proposed, Acceptance(outcome="3 teams"), NAMES)["outcome"] == "3 teams"
    assert accepted_values(proposed, Acceptance(project=""), NAMES)["project"] == ""
    assert "outcome" not in accepted_values(proposed, Acceptance(kind="skill entry"), NAMES)
    assert (
        accepted_values(proposed, Acceptance(confidentiality="private"), NAMES)["confidentiality"]
        == "private"
    )


def test_a_touchpoint_is_with_somebody_of_the_map_before_a_stranger():
    met = candidate("Coffee", proposed_kind="touchpoint", people=("A Stranger", "Priya Natarajan"))

    assert accepted_values(met, Acceptance(), NAMES)["parent"] == PRIYA.id
    alone = accepted_values(replace(met, people=("A Stranger",)), Acceptance(), NAMES)
    assert "parent" not in alone
    assert alone["mentions"] == (NameMark("person", "A Stranger"),)
    written = accepted_values(replace(met, people=()), Acceptance(text="Coffee @priya"), NAMES)
    assert written["parent"] == PRIYA.id


def test_merged_candidates_are_one_with_the_texts_of_the_others_beneath():
    first = candidate("First", 1, people=("Ana",), links=("https://a.example",), body="Why.")
    second = candidate(
        "Second", 2, people=("Bea", "Ana"), project="Ledger", body="How.", when=When.day(date(2026, 11, 22))
    )

    assert merged_values([first, second]) == {
        "body": "Why.\n\n- Second\n\nHow.",
        "when": When(date(2026, 11, 2), date(2026, 11, 22)),
        "project": "Ledger",
        "people": ("Ana", "Bea"),
        "skills": (),
        "links": ("https://a.example",),
    }


def test_work_that_has_grown_replaces_its_candidate_unless_that_is_of_several():
    grown = replace(CACHE, text="Moved two caches", when=When.day(date(2026, 11, 22)), people=("Bea",))
    before = candidate(people=("Ana",))

    assert grown_values(before, grown, is_merged=False)["text"] == "Moved two caches"
    assert grown_values(before, grown, is_merged=True) == {
        "when": When(date(2026, 11, 2), date(2026, 11, 22)),
        "people": ("Ana", "Bea"),
        "skills": ("redis",),
        "links": CACHE.links,
    }


@pytest.mark.parametrize(
    ("moments", "span"),
    [
        ([], None),
        ([None], None),
        ([NOVEMBER, None], NOVEMBER),
        ([NOVEMBER, When.day(date(2026, 10, 1))], When(date(2026, 10, 1), date(2026, 11, 20))),
        ([NOVEMBER, replace(NOVEMBER, about=True)], replace(NOVEMBER, about=True)),
    ],
)
def test_several_days_span_a_time(moments, span):
    assert spanned(moments) == span
