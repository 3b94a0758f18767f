"""Who or what a name means: never a guess."""

import pytest

from tests.core.make import goal, person, skill
from vividmap.core.names import Names
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
