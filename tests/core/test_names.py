"""Who or what a name means: never a guess."""

import pytest

from tests.core.make import goal, person, skill
from vividmap.core.names import Names, match_names, rank_similar
from vividmap.core.record import Gap

PRIYA = person("Priya Natarajan ^p9qd")
TOMAS = person("Tomás Brandão ^t1aa")
OTHER_TOMAS = person("Tomas Novák ^t2bb")
MADONNA = person("Madonna ^m4dd")
OLGA = person("Ольга Ковальчук ^o5ee")
YAMADA = person("山田 太郎 ^y6ff")
DESIGN = skill("System design ^s7gg", aliases=("architecture", "sys design"))
CSHARP = skill("C# ^c8hh")
STAFF = goal("Staff engineer by the January cycle ^g9jj")
NAMES = Names([PRIYA, TOMAS, OTHER_TOMAS, MADONNA, OLGA, YAMADA, DESIGN, CSHARP, STAFF])


@pytest.mark.parametrize(
    ("sort", "written", "meant"),
    [
        ("person", "p9qd", PRIYA),
        ("person", "priya-natarajan", PRIYA),
        ("person", "Priya Natarajan", PRIYA),
        ("person", "PRIYA_NATARAJAN", PRIYA),
        ("person", "priya", PRIYA),
        ("person", "Príya", PRIYA),
        ("person", "tomas-brandao", TOMAS),
        ("person", "Tomás Brandão", TOMAS),
        ("person", "TOMAS BRANDAO", TOMAS),
        ("person", "t2bb", OTHER_TOMAS),
        ("person", "madonna", MADONNA),
        ("person", "ольга", OLGA),
        ("person", "ОЛЬГА КОВАЛЬЧУК", OLGA),
        ("person", "山田", YAMADA),
        ("surfaced", "priya", PRIYA),
        ("skill", "system-design", DESIGN),
        ("skill", "Architecture", DESIGN),
        ("skill", "sys-design", DESIGN),
        ("skill", "c#", CSHARP),
        ("goal", "staff", STAFF),
        ("goal", "staff-engineer", STAFF),
        ("goal", "Staff engineer by the January cycle", STAFF),
        ("goal", "staff-engineer-by-the-january", STAFF),
        # nobody, or more than one: nobody
        ("person", "tomas", None),
        ("person", "natarajan", None),
        ("person", "priy", None),
        ("person", "dana", None),
        ("person", "s7gg", None),
        ("person", "system-design", None),
        ("person", "", None),
        ("skill", "system", None),
        ("skill", "p9qd", None),
        ("goal", "engineer", None),
        ("goal", "staff-cycle", None),
        ("criterion", "staff", None),
    ],
)
def test_a_name_means_one_or_nobody(sort, written, meant):
    assert NAMES.resolve(sort, written) == (meant.id if meant else None)


@pytest.mark.parametrize(
    ("item", "token"),
    [
        (PRIYA, "priya"),
        (TOMAS, "tomas-brandao"),
        (OTHER_TOMAS, "tomas-novak"),
        (YAMADA, "山田"),
        (DESIGN, "system-design"),
        (CSHARP, "c#"),
        (STAFF, "staff-engineer"),
    ],
)
def test_it_is_written_with_the_shortest_name_that_means_just_it(item, token):
    assert NAMES.token(item.id) == token


def test_two_of_one_name_are_told_apart_by_their_handles():
    one, two = person("Sam Lee ^s1aa"), person("sam lee ^s2bb")
    names = Names([one, two])
    assert names.resolve("person", "sam-lee") is None
    assert (names.token(one.id), names.token(two.id)) == ("s1aa", "s2bb")
    assert names.has_name("person", "Sam Lee")


def test_a_full_name_wins_over_a_first_name():
    short, full = person("Priya ^a1aa"), PRIYA
    assert Names([short, full]).resolve("person", "priya") == short.id
    assert Names([short, full]).token(full.id) == "priya-natarajan"


def test_what_is_not_here_has_no_token():
    assert Names([TOMAS]).token(PRIYA.id) is None
    assert Names([TOMAS]).get(PRIYA.id) is None


def test_a_gap_is_named_as_a_goal_is():
    gap = Gap(id=TOMAS.id, handle="x2bb", text="Cross-team influence", parent=STAFF.id)
    names = Names([STAFF, gap])
    assert names.resolve("goal", "cross-team") == gap.id
    assert names.resolve("goal", "x2bb") == gap.id


@pytest.mark.parametrize(
    ("written", "offers"),
    [
        ("tomas", [TOMAS, OTHER_TOMAS]),
        ("tomaz-brandao", [TOMAS]),
        ("pria", [PRIYA]),
        ("priya-n", [PRIYA]),
        ("zzzzzz", []),
        ("natarajan", [PRIYA]),
        ("irma", []),
    ],
)
def test_a_pending_name_is_offered_whom_it_may_mean(written, offers):
    assert sorted(one.text for one in NAMES.offer("person", written)) == sorted(one.text for one in offers)


def test_no_more_than_a_few_are_offered():
    many = [person(f"Sam Lee{n} ^sam{n}") for n in range(9)]
    assert len(Names(many).offer("person", "sam-lee")) == 5


def test_a_goal_is_meant_by_the_first_words_that_no_other_goal_has():
    principal = goal("Staff of the year ^p1aa")
    names = Names([STAFF, principal])

    assert names.resolve("goal", "staff") is None
    assert names.resolve("goal", "staff-of") == principal.id
    assert names.resolve("goal", "staff-engineer") == STAFF.id
    assert set(names.find_candidates("goal", "staff")) == {STAFF.id, principal.id}


def test_a_name_may_be_that_of_several_and_each_is_called_so():
    assert NAMES.is_called(TOMAS.id, "tomas")
    assert NAMES.is_called(OTHER_TOMAS.id, "Tomas")
    assert NAMES.is_called(TOMAS.id, "t1aa")
    assert NAMES.is_called(STAFF.id, "staff")
    assert NAMES.is_called(DESIGN.id, "architecture")
    assert not NAMES.is_called(TOMAS.id, "novak")
    assert not NAMES.is_called(TOMAS.id, "tomas-novak")
    assert not Names([TOMAS]).is_called(PRIYA.id, "priya")


def test_items_are_matched_by_full_name_before_short_ones():
    short = person("Tomás ^t3cc")

    assert match_names([TOMAS, short], "tomas") == [short]
    assert match_names([TOMAS, OTHER_TOMAS], "tomas") == [TOMAS, OTHER_TOMAS]
    assert match_names([STAFF, TOMAS], "staff-engineer") == [STAFF]
    assert match_names([TOMAS], "") == []


def test_the_likeliest_is_offered_first():
    ranked = [
        person("Priya ^q1aa"),
        person("Priyanka ^q2bb"),
        person("Priyo ^q3cc"),
        person("Omar ^q4dd"),
    ]

    assert rank_similar(reversed(ranked), "priya") == ranked[:3]
    assert rank_similar(ranked, "priya", 1) == ranked[:1]
    assert rank_similar(ranked, "") == []
