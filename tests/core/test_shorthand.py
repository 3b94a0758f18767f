"""The one grammar: what a line says. The input stands beside what it is read as."""

import pytest

from vividmap.core.record import Evidence, Goal, Person, Skill, SkillEntry, Touchpoint, Update
from vividmap.core.shorthand import NameMark, ParsedLine, name_in_mark, read_line, split_handle, write_line
from vividmap.core.when import parse_when as read_when


def skill(*names: str) -> tuple[NameMark, ...]:
    return tuple(NameMark("skill", name) for name in names)


def person(*names: str) -> tuple[NameMark, ...]:
    return tuple(NameMark("person", name) for name in names)


def goal(*names: str) -> tuple[NameMark, ...]:
    return tuple(NameMark("goal", name) for name in names)


LINES = {
    # an entry needs no mark
    "Moved the cache": ParsedLine("Moved the cache"),
    "  Moved   the cache  ": ParsedLine("Moved   the cache"),
    "Überarbeitete die Zustellung → schneller": ParsedLine("Überarbeitete die Zustellung", "schneller"),
    # outcome
    "Moved the cache -> P99 down 340 ms": ParsedLine("Moved the cache", "P99 down 340 ms"),
    "a -> b -> c": ParsedLine("a -> b", "c"),
    "map<k->v> is fine": ParsedLine("map<k->v> is fine"),
    "x->y": ParsedLine("x->y"),
    "`a -> b` stays": ParsedLine("`a -> b` stays"),
    "done ->": ParsedLine("done ->"),
    "-> only": ParsedLine("-> only"),
    "a -> ~team": ParsedLine("a ->", "", "team"),  # no words after the arrow: no outcome
    # an arrow between two quantities is a change, and so is one in brackets
    "SEV2 45 min -> 12 min": ParsedLine("SEV2 45 min -> 12 min"),
    "SEV2 45 min -> 12 min ~teams": ParsedLine("SEV2 45 min -> 12 min", "", "teams"),
    "p95 checkout 1.9s -> 740ms after the move": ParsedLine("p95 checkout 1.9s -> 740ms after the move"),
    "Cut P99 from 1.1 s -> 640 ms": ParsedLine("Cut P99 from 1.1 s -> 640 ms"),
    "db cpu 82% → 31%": ParsedLine("db cpu 82% → 31%"),
    "17 jobs → 4 functions, $9k saved": ParsedLine("17 jobs → 4 functions, $9k saved"),
    "31 -> 12 pages a week": ParsedLine("31 -> 12 pages a week"),
    "3yr -> 1yr + option": ParsedLine("3yr -> 1yr + option"),
    "Ray upgrade 2.9 -> 2.31": ParsedLine("Ray upgrade 2.9 -> 2.31"),
    "Drove Java 11 → 21": ParsedLine("Drove Java 11 → 21"),
    "Reduced CI (45 min -> 12 min) for all": ParsedLine("Reduced CI (45 min -> 12 min) for all"),
    "Renamed it (old -> new), no outage": ParsedLine("Renamed it (old -> new), no outage"),
    "CI 45 min -> 12 min -> no more waiting": ParsedLine("CI 45 min -> 12 min", "no more waiting"),
    "RFC-88 -> adopted by 5 teams": ParsedLine("RFC-88", "adopted by 5 teams"),
    "Moved 3 services -> 2 teams dropped theirs": ParsedLine("Moved 3 services", "2 teams dropped theirs"),
    "fixed in 2 days -> p95 210ms": ParsedLine("fixed in 2 days", "p95 210ms"),
    "killed 2 clusters -> $46k/month": ParsedLine("killed 2 clusters", "$46k/month"),
    "drill #2 -> 38 min failover": ParsedLine("drill #2", "38 min failover"),
    "(see the note -> it is long": ParsedLine("(see the note", "it is long"),
    # project
    "Did it +ledger": ParsedLine("Did it", project="ledger"),
    "Did it +ledger -> and so ~org": ParsedLine("Did it", "and so", "org", project="ledger"),
    "Moved +ledger to the journal": ParsedLine("Moved +ledger to the journal", project="ledger"),
    "Worked on +ledger": ParsedLine("Worked on +ledger", project="ledger"),
    "Moved +a to +b": ParsedLine("Moved +a to +b", project="a"),
    "Did it +öl-leitung": ParsedLine("Did it", project="öl-leitung"),
    "1yr + option": ParsedLine("1yr + option"),
    "cost +40% but C++ and +40ms": ParsedLine("cost +40% but C++ and +40ms"),
    r"Did it \+ledger": ParsedLine("Did it +ledger"),
    # scope
    "Did it ~team": ParsedLine("Did it", "", "team"),
    "Did it ~teams": ParsedLine("Did it", "", "teams"),
    "Did it ~org -> and so": ParsedLine("Did it", "and so", "org"),
    "Did it -> and so ~beyond": ParsedLine("Did it", "and so", "beyond"),
    "cd ~/bin": ParsedLine("cd ~/bin"),
    "about ~5 minutes": ParsedLine("about ~5 minutes"),
    "~teamwork": ParsedLine("~teamwork"),
    "~team-lead": ParsedLine("~team-lead"),
    "the ~team thing": ParsedLine("the ~team thing", "", "team"),
    # names at the end are taken off, names inside the sentence stay in it
    "Did it #rust": ParsedLine("Did it", mentions=skill("rust")),
    "Did it #rust #raft": ParsedLine("Did it", mentions=skill("rust", "raft")),
    "Did it @priya": ParsedLine("Did it", mentions=person("priya")),
    "Did it !staff-engineer": ParsedLine("Did it", mentions=goal("staff-engineer")),
    "Paired with @tomas on the ledger": ParsedLine(
        "Paired with @tomas on the ledger", mentions=person("tomas")
    ),
    "Paired with @tomas": ParsedLine("Paired with @tomas", mentions=person("tomas")),
    "Unblocked @tomas": ParsedLine("Unblocked @tomas", mentions=person("tomas")),
    "Review by @ana, @bea": ParsedLine("Review by @ana, @bea", mentions=person("ana", "bea")),
    "Did it (with @tomas)": ParsedLine("Did it (with @tomas)", mentions=person("tomas")),
    "Did it @priya @priya": ParsedLine("Did it", mentions=person("priya")),
    "#rust": ParsedLine("#rust", mentions=skill("rust")),
    "@priya said yes": ParsedLine("@priya said yes", mentions=person("priya")),
    "Did it @priya.": ParsedLine("Did it @priya.", mentions=person("priya")),
    "Did it #c++ #c#": ParsedLine("Did it", mentions=skill("c++", "c#")),
    "Did it #node.js": ParsedLine("Did it", mentions=skill("node.js")),
    "Did it #snake_case": ParsedLine("Did it", mentions=skill("snake_case")),
    "学习 #分布式系统": ParsedLine("学习", mentions=skill("分布式系统")),
    "Обсудили с @ольга": ParsedLine("Обсудили с", mentions=person("ольга")),
    "Did it #Kubernetes": ParsedLine("Did it", mentions=skill("Kubernetes")),
    "Did it #🚀": ParsedLine("Did it", mentions=skill("🚀")),
    # a handle is a name too
    "Did it @p9qd": ParsedLine("Did it", mentions=person("p9qd")),
    "Did it @0wp7": ParsedLine("Did it", mentions=person("0wp7")),
    # what stays text
    "Ported to C# today": ParsedLine("Ported to C# today"),
    "C#": ParsedLine("C#"),
    "Fixes #1234": ParsedLine("Fixes #1234"),
    "We are #1": ParsedLine("We are #1"),
    "@2x images": ParsedLine("@2x images"),
    "# heading": ParsedLine("# heading"),
    "mail a@b.com": ParsedLine("mail a@b.com"),
    "a != b": ParsedLine("a != b"),
    "wow! such": ParsedLine("wow! such"),
    "![picture](x.png)": ParsedLine("![picture](x.png)"),
    "see https://x.example/a#part": ParsedLine("see https://x.example/a#part"),
    "see https://x.example/@me": ParsedLine("see https://x.example/@me"),
    "[text](#anchor)": ParsedLine("[text](#anchor)"),
    "uses @scope/package": ParsedLine("uses @scope/package"),
    "put @decorator(x) there": ParsedLine("put @decorator(x) there"),
    "set @a=b": ParsedLine("set @a=b"),
    "`#rust @priya !goal ~team`": ParsedLine("`#rust @priya !goal ~team`"),
    "``a ` #rust``": ParsedLine("``a ` #rust``"),
    "2^10 and x^7f3k": ParsedLine("2^10 and x^7f3k"),
    "**bold** _it_ | table": ParsedLine("**bold** _it_ | table"),
    "<b>&amp;</b>": ParsedLine("<b>&amp;</b>"),
    "100% #": ParsedLine("100% #"),
    "@": ParsedLine("@"),
    # a backslash keeps a mark as text, and goes; elsewhere it stays
    r"about \#rust": ParsedLine("about #rust"),
    r"about \@priya": ParsedLine("about @priya"),
    r"about \!goal": ParsedLine("about !goal"),
    r"about \~team": ParsedLine("about ~team"),
    r"a \-> b": ParsedLine("a -> b"),
    r"about \\#rust": ParsedLine(r"about \#rust"),
    r"C:\path \n": ParsedLine(r"C:\path \n"),
    # the day, at the beginning only
    "2026-11-20 Did it": ParsedLine("Did it", when=read_when("2026-11-20")),
    "2026-11-02..2026-11-14 Did it": ParsedLine("Did it", when=read_when("2026-11-02..2026-11-14")),
    "2025-03~ Did it": ParsedLine("Did it", when=read_when("2025-03~")),
    "2025-Q1~ Did it": ParsedLine("Did it", when=read_when("2025-Q1~")),
    "2025~ Did it": ParsedLine("Did it", when=read_when("2025~")),
    "undated Did it": ParsedLine("Did it", is_undated=True),
    "Did it 2026-11-20": ParsedLine("Did it 2026-11-20"),
    "2026 was a year": ParsedLine("2026 was a year"),
    "2026-13-45 Did it": ParsedLine("2026-13-45 Did it"),
    "20/11/2026 Did it": ParsedLine("20/11/2026 Did it"),
    r"\2026-11-20 Did it": ParsedLine("2026-11-20 Did it"),
    r"\undated Did it": ParsedLine("undated Did it"),
    "undatedness": ParsedLine("undatedness"),
    # in a capture, a handle at the end stays text
    "Did it ^7f3k": ParsedLine("Did it ^7f3k"),
    # all of it
    "2026-11-20 Moved the session cache to Redis -> P99 down 340 ms ~teams #system-design @priya !influence": ParsedLine(
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
    written, rest = write_line(said._replace(is_undated=said.when is None), Evidence)
    again = read_line(written, Evidence)
    assert (again.text, again.scope, again.when) == (said.text, said.scope, said.when)
    assert again.outcome or rest.outcome == said.outcome
    assert {*again.mentions, *rest.mentions} == {*said.mentions}


@pytest.mark.parametrize(
    ("kind", "line", "read"),
    [
        # only evidence has an outcome and a scope
        (SkillEntry, "Read it -> liked it ~team #rust", ParsedLine("Read it -> liked it ~team", mentions=skill("rust"))),
        (Touchpoint, "Coffee with @ana -> yes", ParsedLine("Coffee with @ana -> yes", mentions=person("ana"))),
        (Update, "2026-10-02 Dana agrees !staff", ParsedLine("Dana agrees", when=read_when("2026-10-02"), mentions=goal("staff"))),
        # what has no date and names nobody keeps the whole line
        (Person, "2026-10-02 Priya #rust", ParsedLine("2026-10-02 Priya #rust")),
        (Goal, "Staff @dana ~org", ParsedLine("Staff @dana ~org")),
        # a skill names only goals
        (Skill, "Rust #x @y !staff", ParsedLine("Rust #x @y", mentions=goal("staff"))),
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
        ("Did it ^1234", ("Did it ^1234", "")),  # a handle has at least one letter
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
            ParsedLine("Did it", "so", "team", read_when("2026-11-20"), handle="7f3k"),
            "2026-11-20 Did it -> so ~team ^7f3k",
        ),
        (ParsedLine("Did it"), "undated Did it"),
        (ParsedLine("Did it", mentions=person("priya")), "undated Did it @priya"),
        (ParsedLine("with @priya", mentions=person("priya")), "undated with @priya"),
        (ParsedLine("about #rust"), r"undated about \#rust"),
        (ParsedLine("a -> b"), r"undated a \-> b"),
        (ParsedLine("a -> b", "c"), "undated a -> b -> c"),
        (ParsedLine("2026-11-20 is when"), "undated 2026-11-20 is when"),
    ],
)
def test_a_line_is_written(line, written):
    assert write_line(line, Evidence) == (written, ParsedLine(""))


@pytest.mark.parametrize(
    "named",
    [
        NameMark("person", "Priya Natarajan"),
        NameMark("skill", "1234"),
        NameMark("goal", "x", is_pending=True),
    ],
)
def test_what_cannot_stand_in_a_line_is_left_for_beneath(named):
    assert write_line(ParsedLine("Did it", mentions=(named,)), Evidence) == (
        "undated Did it",
        ParsedLine("", mentions=(named,)),
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
