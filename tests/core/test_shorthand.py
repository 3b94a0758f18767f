"""The one grammar: what a line says. The input stands beside what it is read as."""

import pytest

from vividmap.core.record import Evidence, Goal, Person, Skill, SkillEntry, Touchpoint, Update
from vividmap.core.shorthand import Line, Named, name_in_mark, read_line, split_handle, write_line
from vividmap.core.when import read as read_when


def skill(*names: str) -> tuple[Named, ...]:
    return tuple(Named("skill", name) for name in names)


def person(*names: str) -> tuple[Named, ...]:
    return tuple(Named("person", name) for name in names)


def goal(*names: str) -> tuple[Named, ...]:
    return tuple(Named("goal", name) for name in names)


LINES = {
    # no mark at all is a good entry
    "Moved the cache": Line("Moved the cache"),
    "  Moved   the cache  ": Line("Moved   the cache"),
    "Überarbeitete die Zustellung → schneller": Line("Überarbeitete die Zustellung", "schneller"),
    # outcome
    "Moved the cache -> P99 down 340 ms": Line("Moved the cache", "P99 down 340 ms"),
    "a -> b -> c": Line("a -> b", "c"),
    "map<k->v> is fine": Line("map<k->v> is fine"),
    "x->y": Line("x->y"),
    "`a -> b` stays": Line("`a -> b` stays"),
    "done ->": Line("done ->"),
    "-> only": Line("-> only"),
    "a -> ~team": Line("a ->", "", "team"),  # no words behind the arrow: it parts nothing
    # scope
    "Did it ~team": Line("Did it", "", "team"),
    "Did it ~teams": Line("Did it", "", "teams"),
    "Did it ~org -> and so": Line("Did it", "and so", "org"),
    "Did it -> and so ~beyond": Line("Did it", "and so", "beyond"),
    "cd ~/bin": Line("cd ~/bin"),
    "about ~5 minutes": Line("about ~5 minutes"),
    "~teamwork": Line("~teamwork"),
    "~team-lead": Line("~team-lead"),
    "the ~team thing": Line("the ~team thing", "", "team"),
    # names at the end are taken off, names inside the sentence stay in it
    "Did it #rust": Line("Did it", mentions=skill("rust")),
    "Did it #rust #raft": Line("Did it", mentions=skill("rust", "raft")),
    "Did it @priya": Line("Did it", mentions=person("priya")),
    "Did it !staff-engineer": Line("Did it", mentions=goal("staff-engineer")),
    "Paired with @tomas on the ledger": Line("Paired with @tomas on the ledger", mentions=person("tomas")),
    "Paired with @tomas": Line("Paired with @tomas", mentions=person("tomas")),
    "Unblocked @tomas": Line("Unblocked @tomas", mentions=person("tomas")),
    "Review by @ana, @bea": Line("Review by @ana, @bea", mentions=person("ana", "bea")),
    "Did it (with @tomas)": Line("Did it (with @tomas)", mentions=person("tomas")),
    "Did it @priya @priya": Line("Did it", mentions=person("priya")),
    "#rust": Line("#rust", mentions=skill("rust")),
    "@priya said yes": Line("@priya said yes", mentions=person("priya")),
    "Did it @priya.": Line("Did it @priya.", mentions=person("priya")),
    "Did it #c++ #c#": Line("Did it", mentions=skill("c++", "c#")),
    "Did it #node.js": Line("Did it", mentions=skill("node.js")),
    "Did it #snake_case": Line("Did it", mentions=skill("snake_case")),
    "学习 #分布式系统": Line("学习", mentions=skill("分布式系统")),
    "Обсудили с @ольга": Line("Обсудили с", mentions=person("ольга")),
    "Did it #Kubernetes": Line("Did it", mentions=skill("Kubernetes")),
    "Did it #🚀": Line("Did it", mentions=skill("🚀")),
    # a handle is a name like any
    "Did it @p9qd": Line("Did it", mentions=person("p9qd")),
    "Did it @0wp7": Line("Did it", mentions=person("0wp7")),
    # what stays text
    "Ported to C# today": Line("Ported to C# today"),
    "C#": Line("C#"),
    "Fixes #1234": Line("Fixes #1234"),
    "We are #1": Line("We are #1"),
    "@2x images": Line("@2x images"),
    "# heading": Line("# heading"),
    "mail a@b.com": Line("mail a@b.com"),
    "a != b": Line("a != b"),
    "wow! such": Line("wow! such"),
    "![picture](x.png)": Line("![picture](x.png)"),
    "see https://x.example/a#part": Line("see https://x.example/a#part"),
    "see https://x.example/@me": Line("see https://x.example/@me"),
    "[text](#anchor)": Line("[text](#anchor)"),
    "uses @scope/package": Line("uses @scope/package"),
    "put @decorator(x) there": Line("put @decorator(x) there"),
    "set @a=b": Line("set @a=b"),
    "`#rust @priya !goal ~team`": Line("`#rust @priya !goal ~team`"),
    "``a ` #rust``": Line("``a ` #rust``"),
    "2^10 and x^7f3k": Line("2^10 and x^7f3k"),
    "**bold** _it_ | table": Line("**bold** _it_ | table"),
    "<b>&amp;</b>": Line("<b>&amp;</b>"),
    "100% #": Line("100% #"),
    "@": Line("@"),
    # a backslash keeps a mark as text, and goes; elsewhere it stays
    r"about \#rust": Line("about #rust"),
    r"about \@priya": Line("about @priya"),
    r"about \!goal": Line("about !goal"),
    r"about \~team": Line("about ~team"),
    r"a \-> b": Line("a -> b"),
    r"about \\#rust": Line(r"about \#rust"),
    r"C:\path \n": Line(r"C:\path \n"),
    # the day, in front alone
    "2026-11-20 Did it": Line("Did it", when=read_when("2026-11-20")),
    "2026-11-02..2026-11-14 Did it": Line("Did it", when=read_when("2026-11-02..2026-11-14")),
    "2025-03~ Did it": Line("Did it", when=read_when("2025-03~")),
    "2025-Q1~ Did it": Line("Did it", when=read_when("2025-Q1~")),
    "2025~ Did it": Line("Did it", when=read_when("2025~")),
    "undated Did it": Line("Did it", undated=True),
    "Did it 2026-11-20": Line("Did it 2026-11-20"),
    "2026 was a year": Line("2026 was a year"),
    "2026-13-45 Did it": Line("2026-13-45 Did it"),
    "20/11/2026 Did it": Line("20/11/2026 Did it"),
    r"\2026-11-20 Did it": Line("2026-11-20 Did it"),
    r"\undated Did it": Line("undated Did it"),
    "undatedness": Line("undatedness"),
    # in a capture the end of a line is no handle
    "Did it ^7f3k": Line("Did it ^7f3k"),
    # all of it
    "2026-11-20 Moved the session cache to Redis -> P99 down 340 ms ~teams #system-design @priya !influence": Line(
        "Moved the session cache to Redis",
        "P99 down 340 ms",
        "teams",
        read_when("2026-11-20"),
        mentions=(*skill("system-design"), *person("priya"), *goal("influence")),
    ),
}


@pytest.mark.parametrize(("line", "read"), LINES.items())
def test_a_line_of_evidence_is_read(line, read):
    assert read_line(line) == read


@pytest.mark.parametrize("line", LINES)
def test_what_was_read_is_written_so_that_it_is_read_the_same(line):
    said = read_line(line)
    written, rest = write_line(said._replace(undated=said.when is None), Evidence)
    again = read_line(written, Evidence)
    assert (again.text, again.scope, again.when) == (said.text, said.scope, said.when)
    assert again.outcome or rest.outcome == said.outcome
    assert {*again.mentions, *rest.mentions} == {*said.mentions}


@pytest.mark.parametrize(
    ("kind", "line", "read"),
    [
        # an outcome and a scope are evidence's alone
        (SkillEntry, "Read it -> liked it ~team #rust", Line("Read it -> liked it ~team", mentions=skill("rust"))),
        (Touchpoint, "Coffee with @ana -> yes", Line("Coffee with @ana -> yes", mentions=person("ana"))),
        (Update, "2026-10-02 Dana agrees !staff", Line("Dana agrees", when=read_when("2026-10-02"), mentions=goal("staff"))),
        # what has no date and names nobody keeps the whole line
        (Person, "2026-10-02 Priya #rust", Line("2026-10-02 Priya #rust")),
        (Goal, "Staff @dana ~org", Line("Staff @dana ~org")),
        # a skill names goals alone
        (Skill, "Rust #x @y !staff", Line("Rust #x @y", mentions=goal("staff"))),
    ],
)  # fmt: skip
def test_another_kind_reads_what_it_has(kind, line, read):
    assert read_line(line, kind) == read


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Did it ^7f3k", ("Did it", "7f3k")),
        ("Did it #rust ^7f3k  ", ("Did it #rust", "7f3k")),
        ("^7f3k", ("", "7f3k")),
        ("Did it ^1234", ("Did it ^1234", "")),  # a handle holds a letter
        ("Did it ^7f", ("Did it ^7f", "")),
        ("Did it^7f3k", ("Did it^7f3k", "")),
        ("^7f3k Did it", ("^7f3k Did it", "")),
    ],
)
def test_in_a_document_a_handle_ends_the_line(line, parts):
    assert split_handle(line) == parts


@pytest.mark.parametrize(
    ("line", "written"),
    [
        (
            Line("Did it", "so", "team", read_when("2026-11-20"), handle="7f3k"),
            "2026-11-20 Did it -> so ~team ^7f3k",
        ),
        (Line("Did it"), "undated Did it"),
        (Line("Did it", mentions=person("priya")), "undated Did it @priya"),
        (Line("with @priya", mentions=person("priya")), "undated with @priya"),
        (Line("about #rust"), r"undated about \#rust"),
        (Line("a -> b"), r"undated a \-> b"),
        (Line("a -> b", "c"), "undated a -> b -> c"),
        (Line("2026-11-20 is when"), "undated 2026-11-20 is when"),
    ],
)
def test_a_line_is_written(line, written):
    assert write_line(line, Evidence) == (written, Line(""))


@pytest.mark.parametrize(
    "named", [Named("person", "Priya Natarajan"), Named("skill", "1234"), Named("goal", "x", unlinked=True)]
)
def test_what_cannot_stand_in_a_line_is_left_for_beneath(named):
    assert write_line(Line("Did it", mentions=(named,)), Evidence) == (
        "undated Did it",
        Line("", mentions=(named,)),
    )


@pytest.mark.parametrize(
    ("sort", "name", "mark"),
    [
        ("skill", "c++", "#c++"),
        ("person", "priya", "@priya"),
        ("goal", "staff-engineer", "!staff-engineer"),
        ("person", "山田-太郎", "@山田-太郎"),
        ("skill", "two words", None),
        ("skill", "1234", None),
        ("skill", "trailing-", None),
        ("skill", "", None),
        ("criterion", "x", None),
    ],
)
def test_a_name_in_a_mark(sort, name, mark):
    assert name_in_mark(sort, name) == mark
