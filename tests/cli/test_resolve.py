"""A handle or a name is accepted wherever an item is meant; an ambiguous name lists its candidates."""

import pytest
from tests.cli.many import many, refused

pytestmark = pytest.mark.database

RECORD = """\
---
vividmap: document 1
---
# Impact evidence
- 2026-11-20 Moved the cache #system-design ^c4ch

# Skill development
## Skills
- system design ^sys1
  alias: architecture

# Relationship map
- Priya Natarajan ^p9qd
- Tomás Brandão ^t1aa
- Tomas Novák ^t2bb
- Ольга Ковальчук ^o5ee

# Goals and gaps
- Staff engineer by the January cycle ^g1aa
  - gap: Cross-team influence ^x2bb
"""
FRAMEWORKS = ("# Product engineering\n\n## Staff\n\n- Leads projects that span teams\n",
              "# Product design\n\n## Staff\n\n- Draws well\n")  # fmt: skip


@pytest.fixture
def record(vividmap):
    vividmap("import", "-", input=RECORD)
    for framework in FRAMEWORKS:
        vividmap("framework", "import", "-", input=framework)
    return vividmap


MEANT = {
    "c4ch": "Moved the cache",
    "^C4CH": "Moved the cache",
    "priya": "Priya Natarajan",
    "@priya": "Priya Natarajan",
    "PRIYA NATARAJAN": "Priya Natarajan",
    "priya-natarajan": "Priya Natarajan",
    "tomás brandao": "Tomás Brandão",
    "@tomas-novak": "Tomas Novák",
    "ольга": "Ольга Ковальчук",
    "staff": "Staff engineer by the January cycle",
    "!Staff engineer by the January cycle": "Staff engineer by the January cycle",
    "cross-team": "Cross-team influence",
    "Cross-team influence": "Cross-team influence",
    "architecture": "system design",
    "#System Design": "system design",
    "product-engineering": "Product engineering",
    "Product engineering": "Product engineering",
    "leads projects": "Leads projects that span teams",
}


def test_a_handle_or_a_name_means_one_item(record):
    commands = [["history", reference, "-n", "1"] for reference in MEANT]
    for (reference, text), done in zip(MEANT.items(), many(record, commands), strict=True):
        assert done.code == 0, (reference, done)
        assert done.out.splitlines()[1].strip().removeprefix("text: ") == text, reference


WRONG = [
    (["show", "tomas"], "'tomas' is ambiguous: Tomás Brandão (^t1aa), Tomas Novák (^t2bb)"),
    (["show", "product"], "'product' is ambiguous: "),
    (["show", "zzz"], "no item has the handle or name 'zzz'"),
    (["show", ""], "no item has the handle or name ''"),
    (["show", "^zzzz"], "there is no item ^zzzz in this record"),
    (["show", "priyaa"], "Did you mean Priya Natarajan (^p9qd)?"),
    (["show", "#priya"], "no skill has the handle or name '#priya'"),
    (["add", "gap", "X", "--goal", "cross-team"], "no goal has the handle or name 'cross-team'"),
    (["add", "gap", "X", "--goal", "x2bb"], "^x2bb is a gap, not a goal"),
    (["shown", "c4ch", "--to", "staff"], "no person has the handle or name 'staff'"),
    (["shown", "priya", "--to", "priya"], "no evidence or skill entry has the handle or name 'priya'"),
    (["shown", "p9qd", "--to", "priya"], "^p9qd is a person, not evidence or a skill entry"),
    (["list", "--person", "tomas"], "'tomas' is ambiguous"),
    (["list", "--goal", "zzz"], "no goal or gap has the handle or name 'zzz'"),
    (["list", "--skill", "zzz"], "no skill has the handle or name 'zzz'"),
    (["edit", "c4ch", "--person", "tomas"], "'tomas' is ambiguous"),
    (["update", "zzz", "x"], "no goal or gap has the handle or name 'zzz'"),
    (["merge", "priya", "architecture"], "no person has the handle or name 'architecture'"),
]


def test_a_reference_to_nothing_or_to_several_is_refused_with_what_it_may_mean(record):
    refused(record, WRONG)


def test_a_name_from_a_record_never_reaches_the_terminal_raw(record):
    for name in ("Zoë \x1b[31m \u202eevil", "Zoë two"):
        record("add", "person", name)
    done = record("show", "zoe", check=False)
    assert done.code == 2
    assert "'zoe' is ambiguous: " in done.err
    assert "\x1b" not in done.err
    assert "\u202e" not in done.err
