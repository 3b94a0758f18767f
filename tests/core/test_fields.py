"""Every sort of field: read from text, written as text, kept as JSON, and what it refuses."""

from datetime import date

import pytest

from vividmap.core.fields import (
    BadField,
    Choice,
    DateField,
    Field,
    JsonField,
    Labels,
    Lines,
    LongText,
    Number,
)
from vividmap.core.positions import Position, Positions, Role, Roles
from vividmap.core.record import KINDS, specs

LINE = Field("met")
SCOPE = Choice("scope", options=("team", "teams"))
TARGET = DateField("target")
MONTH = Number("month", low=1, high=12)
TAGS = Labels("tags")
REAL = Labels("real", options=("knows my work", "would advocate"))
LINKS = Lines("link")
SINCE = Positions("since")
ROLE = Roles("role")

ROUND = [
    # the lines of a document, the value, its JSON
    (LINE, ["met: on call"], "on call", "on call"),
    (SCOPE, ["scope: teams"], "teams", "teams"),
    (TARGET, ["target: 2027-01-31"], date(2027, 1, 31), "2027-01-31"),
    (MONTH, ["month: 4"], 4, 4),
    (TAGS, ["tags: cache, the checkout"], ("cache", "the checkout"), ["cache", "the checkout"]),
    (REAL, ["real: knows my work, would advocate"], ("knows my work", "would advocate"), ["knows my work", "would advocate"]),
    (LINKS, ["link: https://a.example/x,y", "link: two"], ("https://a.example/x,y", "two"), ["https://a.example/x,y", "two"]),
    (
        SINCE,
        ["position: peer", "since 2025-03-01: -, Platform", 'since 2026-04-01: manager, Data, "Acme, Inc"'],
        (
            Position(None, "peer"),
            Position(date(2025, 3, 1), "", "Platform"),
            Position(date(2026, 4, 1), "manager", "Data", "Acme, Inc"),
        ),
        [
            {"height": "peer"},
            {"since": "2025-03-01", "part": "Platform"},
            {"since": "2026-04-01", "height": "manager", "part": "Data", "employer": "Acme, Inc"},
        ],
    ),
    (SINCE, ["since 2026-04-01:"], (Position(date(2026, 4, 1)),), [{"since": "2026-04-01"}]),
    (
        ROLE,
        ["role: 2021-05-03..2024-02-29 Engineer, Norlys, mid", "role: 2024-03-01.. Senior Engineer"],
        (
            Role(date(2021, 5, 3), date(2024, 2, 29), "Engineer", "Norlys", "mid"),
            Role(date(2024, 3, 1), None, "Senior Engineer"),
        ),
        [
            {"since": "2021-05-03", "until": "2024-02-29", "title": "Engineer", "employer": "Norlys", "level": "mid"},
            {"since": "2024-03-01", "title": "Senior Engineer"},
        ],
    ),
    (ROLE, ["role: .. Founder, -, -x"], (Role(None, None, "Founder", "", "-x"),), [{"title": "Founder", "level": "-x"}]),
]  # fmt: skip


@pytest.mark.parametrize(("spec", "lines", "value", "plain"), ROUND)
def test_a_field_is_written_and_read_and_kept(spec, lines, value, plain):
    written = spec.lines(value)
    found = [spec.find(line) for line in lines]
    assert spec.read(found) == value
    assert spec.read([spec.find(line) for line in written]) == value
    assert [line.rstrip() for line in written] == lines
    assert spec.check(value) == value
    assert spec.to_json(value) == plain
    assert spec.from_json(plain) == value


@pytest.mark.parametrize("spec", [LINE, SCOPE, TARGET, MONTH, TAGS, LINKS, SINCE, ROLE])
def test_what_nobody_filled_in_is_not_written(spec):
    assert spec.lines(spec.empty) == []
    assert spec.from_json(spec.to_json(spec.empty)) == spec.empty


@pytest.mark.parametrize(
    ("spec", "lines", "value"),
    [
        (LINE, ["Met:  on   call "], "on   call"),
        (SCOPE, ["SCOPE: Teams"], "teams"),
        (SCOPE, ["scope:"], ""),
        (TARGET, ["target:"], None),
        (MONTH, ["month: 04"], 4),
        (TAGS, ["tags: a, b,, a", "tags: c"], ("a", "b", "c")),
        (REAL, ["real: Knows My Work"], ("knows my work",)),
        (LINKS, ["link: a", "link: a", "link:"], ("a",)),
        (SINCE, ["since 2025: peer"], (Position(date(2025, 1, 1), "peer"),)),
        (SINCE, ["Since 2025-03: Peer, , Acme"], (Position(date(2025, 3, 1), "peer", "", "Acme"),)),
        (SINCE, ["since 2026-01-01: peer", "since 2025-01-01: report"],
         (Position(date(2025, 1, 1), "report"), Position(date(2026, 1, 1), "peer"))),
        (SINCE, ["position: -, -, -"], ()),
        (ROLE, ["role: Engineer, Acme"], (Role(None, None, "Engineer", "Acme"),)),
        (ROLE, ["role: 2024..2025 Engineer"], (Role(date(2024, 1, 1), date(2025, 12, 31), "Engineer"),)),
    ],
)  # fmt: skip
def test_a_field_is_read_as_people_write_it(spec, lines, value):
    assert spec.read([spec.find(line) for line in lines]) == value


@pytest.mark.parametrize(
    ("spec", "line"),
    [
        (LINE, "meta: x"),
        (LINE, "met x"),
        (TAGS, "tag: x"),
        (SINCE, "since then it works: yes"),
        (SINCE, "since: 2025"),
        (SINCE, "positions: x"),
    ],
)
def test_a_line_for_no_field_is_left_alone(spec, line):
    assert spec.find(line) is None


@pytest.mark.parametrize(
    ("spec", "lines", "why"),
    [
        (LINE, ["a", "b"], "'met' is given 2 times; once is enough"),
        (SCOPE, ["world"], "scope cannot be 'world'; use one of team, teams"),
        (TARGET, ["soon"], "'soon' is not a date for 'target'; write it as 2027-01-31"),
        (TARGET, ["2027-02-30"], "is not a date"),
        (MONTH, ["13"], "'month' must be a whole number from 1 to 12, not '13'"),
        (MONTH, ["0"], "from 1 to 12"),
        (MONTH, ["four"], "not 'four'"),
        (MONTH, ["٤"], "whole number"),
        (MONTH, ["1" * 5000], "whole number"),
        (REAL, ["is nice"], "'is nice' is not one of knows my work, would advocate"),
        (SINCE, ["2025-13: peer"], "'2025-13' is not a date"),
        (SINCE, ["2025-03: boss"], "height cannot be 'boss'; use one of report, peer, manager"),
        (ROLE, ["soon.. Engineer"], "'soon' is not a date"),
        (ROLE, ["2024..soon Engineer"], "'soon' is not a date"),
    ],
)
def test_what_it_cannot_take_is_refused_with_what_it_can(spec, lines, why):
    with pytest.raises(BadField, match=why):
        spec.read(lines)


@pytest.mark.parametrize(
    ("spec", "value", "why"),
    [
        (LINE, 1, "must be text"),
        (SCOPE, "world", "one of team, teams"),
        (TARGET, "soon", "not a date"),
        (MONTH, 4.5, "whole number"),
        (MONTH, -1, "whole number"),
        (TAGS, "a, b", "must be a list"),
        (TAGS, ["a, b"], "holds a comma"),
        (LINKS, [1], "must be a list of texts"),
        (SINCE, [Position(None, "boss")], "height cannot be 'boss'"),
        (LongText("drafted"), 1, "must be text"),
        (JsonField("answers"), [], "takes an object"),
    ],
)
def test_a_program_is_refused_what_the_field_cannot_take(spec, value, why):
    with pytest.raises(BadField, match=why):
        spec.check(value)


def test_what_a_program_gives_is_made_clean():
    assert LINE.check(" a \n b ") == "a b"
    assert TAGS.check([" a ", "", "a"]) == ("a",)
    assert LongText("drafted").check("a\r\nb\n") == "a\nb"
    assert JsonField("answers").check({"x": [1]}) == {"x": [1]}
    assert TARGET.check("") is None
    assert MONTH.check("") is None


@pytest.mark.parametrize("kind", KINDS)
def test_no_two_fields_of_a_kind_are_written_alike(kind):
    labels = [spec.label for spec in specs(kind).values()]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_that_nobody_filled_in_holds_what_each_field_calls_empty(kind):
    item = KINDS[kind]()
    assert {name: getattr(item, name) for name in specs(kind)} == {
        name: spec.empty for name, spec in specs(kind).items()
    }


@pytest.mark.parametrize(
    ("line", "role"),
    [
        (
            'role: .. "Principal Engineer, ML Platform", Orrery Health, Principal',
            Role(title="Principal Engineer, ML Platform", employer="Orrery Health", level="Principal"),
        ),
        ('role: .. Engineer, "Acme, Inc."', Role(title="Engineer", employer="Acme, Inc.")),
        ('role: .. """Chief"" Engineer", Acme', Role(title='"Chief" Engineer', employer="Acme")),
        ("role: .. Engineer, -, Staff", Role(title="Engineer", level="Staff")),
    ],
)
def test_a_role_may_hold_a_comma(line, role):
    assert ROLE.lines((role,)) == [line]
    assert ROLE.read([line.removeprefix("role: ")]) == (role,)


def test_a_role_of_too_many_parts_says_how_to_write_it():
    with pytest.raises(BadField, match="in quotation marks"):
        ROLE.read([".. Principal Engineer, ML Platform, Orrery, Principal"])


def test_a_position_of_earlier_documents_keeps_the_comma_of_its_employer():
    (position,) = SINCE.read(["2024-03: peer, Platform, Acme, Inc."])
    assert position.employer == "Acme, Inc."
    assert SINCE.read(SINCE.write((position,))) == (position,)
