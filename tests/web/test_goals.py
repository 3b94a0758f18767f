"""Goals: each gap through the quarters, which gaps are stalled, and adding an update."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vividmap.core.record import Goal
from vividmap.services.changes import entries, settings
from vividmap.store import item_rows, queries, undo

pytestmark = [pytest.mark.database]

RECORD = """\
# Impact evidence
- 2026-03-24 RFC 112 accepted !cross-team ^e1aa
- 2025-12-01 Talked to Data !staff ^e2aa
# Skill development
- 2026-01-10 Asked for an example #influence !cross-team ^s1aa
# Relationship map
- Priya ^p1aa
  - 2026-02-01 Lunch !cross-team ^t1aa
# Goals and gaps
- Staff engineer ^g1aa
  kind: promotion
  target: 2027-01-31
  - 2026-10-02 Dana agrees
    doing: the packet
  - gap: Cross-team influence ^x1aa
    - 2025-09-26 Known in my team only
      doing: nothing yet
    - 2026-01-05 Same
      gap: an RFC outside Payments
      doing: nothing yet
    - 2026-10-02 Same
      gap: an RFC outside Payments
      doing: nothing yet ^u1aa
  - gap: Writing that decides ^x2aa
    - 2026-01-05 Long docs
    - 2026-04-02 Six pages
    - 2026-05-02 Two pages
      doing: one a month
  - gap: Speaking Finance ^x3aa
    state: closed
    - 2025-01-05 Debits on the left
- Lead the migration ^g2aa
  kind: scope
  state: reached
"""


@pytest.fixture
def record(pages):
    pages.take_in(RECORD)
    return pages


def columns(seen):
    (head, *_) = re.findall(r"<thead>(.*?)</thead>", seen.html, re.DOTALL)
    return re.findall(r">([^<]+)</th>", head)[1:-1]


def cells(seen, gap):
    """What stands in each quarter of a gap's line, and whether it is hatched."""
    line = next(
        one for one in re.findall(r"<tr.*?</tr>", seen.html, re.DOTALL) if gap in one.partition("</th>")[0]
    )
    found = re.findall(
        r'<td class="(\w*)">\s*<span class="quarter"[^>]*>[^<]+</span>\s*<div>(.*?)</div>\s*</td>',
        line,
        re.DOTALL,
    )
    return [(" ".join(re.sub(r"<[^>]+>", " ", text).split()), kind) for kind, text in found][:5]


def test_each_gap_goes_through_the_quarters(record):
    seen = record.get("/goals")
    assert seen.status == 200
    assert columns(seen) == ["Q4 2025", "Q1 2026", "Q2 2026", "Q3 2026", "Q4 2026"]
    assert cells(seen, "Writing that decides") == [
        ("no update", "unsaid"),
        ("Long docs", ""),
        ("Two pages 1 more this quarter", ""),
        ("no update", "unsaid"),
        ("no update yet", "unsaid"),
    ]
    assert cells(seen, "The goal itself")[-1] == ("Dana agrees", "")
    assert "promotion by 31 January 2027 2 months left 3 gaps" in seen.words


def test_what_was_said_before_is_hatched_and_says_so_in_words(record):
    assert cells(record.get("/goals"), "Cross-team influence") == [
        ("no update", "unsaid"),
        ("Same same as Q3 2025", "same"),
        ("no update", "unsaid"),
        ("no update", "unsaid"),
        ("Same same as Q1 2026", "same"),
    ]


def test_what_has_stood_still_is_said_with_what_names_it(record):
    words = record.get("/goals").words
    assert (
        "“Cross-team influence” has not changed for 13 months: 3 updates since 26 September 2025 with the "
        "same state and no action. "
        "The last entry that mentions it is from 24 March 2026."
    ) in words
    assert (
        "“Writing that decides” has had no update for 6 months, since 2 May 2026. No entries mention it."
        in words
    )
    assert "“Speaking Finance” has" not in words, "it is closed"


def test_quarters_are_fiscal_where_the_year_is(record):
    settings.change_settings(record.actor, {"fiscal_month": 2})
    seen = record.get("/goals")
    assert columns(seen) == ["Q4 FY2026", "Q1 FY2027", "Q2 FY2027", "Q3 FY2027", "Q4 FY2027"]
    assert cells(seen, "Writing that decides")[0] == ("Long docs", "")
    assert 'href="/goals?q=quarter%3AFY2026-Q4"' in seen.html
    assert columns(record.get("/goals", q="quarter:FY2026-Q4"))[-1] == "Q4 FY2026"


def test_earlier_quarters_are_in_the_address(record):
    seen = record.get("/goals", q="quarter:2025-Q4")
    assert columns(seen) == ["Q4 2024", "Q1 2025", "Q2 2025", "Q3 2025", "Q4 2025"]
    assert "State at the end of Q4 2025." in seen.words
    assert cells(seen, "Cross-team influence")[3] == ("Known in my team only", "")
    assert "Dana agrees" not in seen.words
    assert "earlier quarters" not in seen.words, "nothing was said before"
    assert 'href="/goals" rel="next"' in seen.html


@pytest.mark.parametrize(
    "line",
    [
        "quarter:2031-Q1",
        "quarter:9999-12-31",
        "",
    ],
)
def test_a_quarter_that_has_not_begun_is_todays(record, line):
    assert columns(record.get("/goals", q=line))[-1] == "Q4 2026"


@pytest.mark.parametrize("quarter", ["nonsense", "\0", "x" * 5000])
def test_a_quarter_that_is_none_is_said(record, quarter):
    seen = record.get("/goals", q=f"quarter:{quarter}")
    assert seen.status == 422
    assert "is not a period" in seen.words or "quarter: needs a value" in seen.words


def test_the_first_year_there_is_can_be_looked_at(record):
    assert record.get("/goals", q="quarter:0001-01-01").status == 200


def test_goals_that_are_pursued_stand_first_and_can_be_narrowed(record):
    record.take_in("# Goals and gaps\n- Depth in storage ^g3aa\n- Teaching ^g4aa\n  state: dropped\n")
    order = re.findall(r'id="goal-(\w+)"', record.get("/goals").html)
    assert order == ["g1aa", "g3aa", "g4aa", "g2aa"]
    assert re.findall(r'id="goal-(\w+)"', record.get("/goals", q="state:active").html) == ["g1aa", "g3aa"]
    assert re.findall(r'id="goal-(\w+)"', record.get("/goals", q="state:dropped").html) == ["g4aa"]
    assert re.findall(r'id="goal-(\w+)"', record.get("/goals", q="storage").html) == ["g3aa"]
    assert "state: cannot be 'nonsense'" in record.get("/goals", q="state:nonsense").words
    assert "all 4 active 2 reached 1 dropped 1" in record.get("/goals").words


def test_more_goals_than_a_page_holds_are_on_the_next(record):
    record.take_in("# Goals and gaps\n" + "\n".join(f"- Goal number {n}" for n in range(15)))
    first, second = record.get("/goals"), record.get("/goals", page="2")
    assert len(re.findall('id="goal-', first.html)) == 12
    assert len(re.findall('id="goal-', second.html)) == 5
    assert 'href="/goals?page=2"' in first.html
    assert record.get("/goals", page="99999").html.count('id="goal-') == 5


def test_a_record_without_goals_teaches(pages):
    seen = pages.get("/goals")
    assert "Add your first goal" in seen.words
    assert "<table" not in seen.html


def test_a_goal_shows_its_gaps_its_states_and_what_names_it(record):
    words = record.get("/i/g1aa").words
    assert "Cross-team influence 2 entries, last 24 Mar Same" in words
    assert "Speaking Finance closed, no entries yet" in words
    assert "Updates" in words
    assert "Dana agrees" in words
    assert "Talked to Data" in words
    assert "RFC 112 accepted" not in words, "that names a gap of it"


def test_a_gap_shows_how_it_stood_and_everything_that_moved_it(record):
    seen = record.get("/i/x1aa")
    assert seen.words.index("26 Sep 2025 Known in my team only") < seen.words.index("5 Jan Same unchanged")
    assert "has not changed for 13 months" in seen.words
    for moved in ("RFC 112 accepted", "Asked for an example", "Lunch"):
        assert moved in seen.words
    assert "Staff engineer" in seen.words
    assert 'href="/evidence?q=!x1aa"' in seen.html


def test_the_newest_stand_for_more(record):
    record.take_in(
        "# Impact evidence\n" + "\n".join(f"- 2026-05-01 Entry {n} !cross-team" for n in range(60))
    )
    seen = record.get("/i/x1aa")
    assert seen.html.count('class="row"') == 30
    assert "Entries 63 the newest 30 here, see all" in seen.words


def test_a_goal_is_added_with_what_was_said_of_it(pages):
    assert pages.get("/goals/add").status == 200
    answer = pages.post(
        "/goals/add", text="Principal by spring", goal_kind="promotion", target="March 2027", body=""
    )
    (goal,) = queries.list_items(pages.actor.owner, ["goal"])
    assert answer.location == f"/i/{goal.handle}"
    assert isinstance(goal, Goal)
    assert (goal.text, goal.goal_kind, str(goal.target)) == ("Principal by spring", "promotion", "2027-03-31")
    assert "Added the goal “Principal by spring”." in pages.get(answer.location).words


@pytest.mark.parametrize(
    ("form", "field", "reason"),
    [
        ({"text": " ", "target": "2027-01-31"}, "text", "Enter some text"),
        ({"text": "Staff <b>", "target": "whenever"}, "target", "is not a date"),
        ({"text": "Staff <b>", "goal_kind": "glory"}, "goal_kind", "kind cannot be"),
        ({"text": "Staff \0 <b>"}, "text", "NUL"),
    ],
)
def test_a_goal_that_cannot_be_is_said_beside_its_field_and_kept(pages, form, field, reason):
    seen = pages.post("/goals/add", **form)
    assert seen.status == 422
    (error,) = re.findall(rf'id="{field}-error" role="alert">([^<]+)', seen.html)
    assert reason in error
    assert "<b>" not in seen.html
    for name in ("text", "target"):
        if form.get(name, "").isprintable() and form.get(name, "").strip():
            assert (
                f'name="{name}" value="{form[name].replace("<", "&lt;").replace(">", "&gt;")}"' in seen.html
            )
    assert queries.list_items(pages.actor.owner, ["goal"]) == []


def test_a_gap_is_named_and_undone_in_one_step(record):
    assert "Add a gap" in record.get("/goals/g1aa/gap").words
    seen = record.post("/goals/g1aa/gap", name="A second voice", follow=True)
    assert "Added the gap “A second voice”. Undo" in seen.words
    assert "A second voice" in record.get("/goals").words
    record.post("/undo")
    assert "A second voice" not in record.get("/goals").words


def test_saying_how_it_stands_takes_the_same_line_as_the_terminal(record):
    form = {
        "text": "Two teams ask me #influence @priya",
        "gap": "a third",
        "action": "reviews",
        "when": "2026-11-02",
    }
    assert record.post("/goals/x1aa/update", **form).location == "/i/x1aa"
    assert cells(record.get("/goals"), "Cross-team influence")[-1][0].startswith("Two teams ask me")
    words = record.get("/i/x1aa").words
    assert "2 Nov Two teams ask me # influence @ Priya" in words
    assert "gap a third action reviews" in words


def test_a_state_without_a_date_is_todays_and_one_in_the_line_counts(record):
    record.post("/goals/g1aa/update", text="Today")
    record.post("/goals/g1aa/update", text="2026-08-01 In August")
    said = {one.text: str(one.when) for one in queries.list_items(record.actor.owner, ["update"])}
    assert (said["Today"], said["In August"]) == ("2026-11-23", "2026-08-01")


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"text": "", "action": "still typed"}, "text"),
        ({"text": "Well", "when": "the other day", "action": "still typed"}, "when"),
        ({"text": "Well", "gap": "\0", "action": "still typed"}, "gap"),
    ],
)
def test_a_refused_update_keeps_what_was_typed(record, form, field):
    before = record.document()
    seen = record.post("/goals/x1aa/update", **form)
    assert seen.status == 422
    assert f'id="{field}-error" role="alert"' in seen.html
    assert 'value="still typed"' in seen.html
    assert record.document() == before


def test_a_gap_without_a_name_is_refused(record):
    seen = record.post("/goals/g1aa/gap", name="  ")
    assert seen.status == 422
    assert 'id="name-error" role="alert"' in seen.html


def test_states_are_said_with_a_button_and_undone(record):
    assert (
        "“Staff engineer” is now reached."
        in record.post("/goals/g1aa/state", state="reached", follow=True).words
    )
    assert re.findall(r'id="goal-(\w+)"', record.get("/goals", q="state:active").html) == []
    record.post("/undo")
    assert re.findall(r'id="goal-(\w+)"', record.get("/goals", q="state:active").html) == ["g1aa"]
    assert "is now closed" in record.post("/goals/x1aa/state", state="closed", follow=True).words
    assert "is now open" in record.post("/goals/x1aa/state", state="open", follow=True).words


def test_a_state_that_it_is_in_already_changes_nothing(record):
    before = undo.last_change(record.actor.owner)
    seen = record.post("/goals/g1aa/state", state="active", follow=True)
    assert "Undo" not in seen.words
    assert undo.last_change(record.actor.owner) == before


@pytest.mark.parametrize(
    ("handle", "state"), [("g1aa", "closed"), ("x1aa", "reached"), ("x1aa", ""), ("g1aa", "<b>")]
)
def test_a_state_that_is_none_is_refused(record, handle, state):
    seen = record.post(f"/goals/{handle}/state", state=state)
    assert seen.status == 422
    assert 'id="state-error" role="alert"' in seen.html
    assert "<b>" not in seen.html


PATHS = ["/goals/{}/gap", "/goals/{}/update", "/goals/{}/state", "/skills/{}/rename", "/skills/{}/merge"]


@pytest.mark.parametrize("handle", ["zzzz", "e1aa", "%00", "x" * 300])
@pytest.mark.parametrize("path", PATHS)
def test_what_is_no_goal_is_not_found(record, path, handle):
    assert record.post(path.format(handle), name="x", text="x", state="active").status == 404


def test_a_gap_has_no_gaps_of_its_own(record):
    assert record.get("/goals/x1aa/gap").status == 404


def test_what_is_another_owners_is_not_found(as_pages):
    bob = as_pages("bob")
    bob.take_in(RECORD)
    alice = as_pages("local")
    before = bob.document()
    assert "Add your first goal" in alice.get("/goals").words
    assert "g1aa" not in alice.get("/goals").html
    for handle in ("g1aa", "x1aa"):
        assert alice.get(f"/i/{handle}").status == 404
        for path in PATHS[:3]:
            assert alice.post(path.format(handle), name="x", text="x", state="reached").status == 404
    assert bob.document() == before


def test_nothing_is_changed_by_looking(record):
    assert record.get("/goals/g1aa/state").status == 405
    before = record.document()
    for path in ("/goals", "/goals/add", "/goals/g1aa/gap", "/goals/g1aa/update", "/i/g1aa", "/i/x1aa"):
        assert record.get(path).status == 200
    assert record.document() == before


def larger(size):
    entries = "\n".join(
        f"- 2026-05-01 Entry {n} #skill-{n} !gap-{n % 7} !goal-number-{n % 7}" for n in range(size)
    )
    goals = "\n".join(
        f"- Goal number {n}\n  - 2026-01-05 Here\n  - gap: Gap {n}\n"
        + "\n".join(f"    - {2020 + m // 12}-{m % 12 + 1:02}-02 State {m}" for m in range(size // 5))
        for n in range(size // 2)
    )
    return f"# Impact evidence\n{entries}\n# Goals and gaps\n{goals}\n"


@pytest.mark.parametrize("path", ["/goals", "/i/g1aa", "/i/x1aa", "/goals/x1aa/update"])
def test_a_large_record_asks_no_more_queries_than_a_small_one(record, path):
    counts = []
    for size in (14, 80):
        record.take_in(larger(size))
        with CaptureQueriesContext(connection) as asked:
            assert record.get(path).status == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 22


def test_a_gap_that_was_changed_meanwhile_is_not_overwritten(record, monkeypatch):
    found = entries.find_item(record.actor, "x1aa")
    entries.edit_item(record.actor, "x1aa", {"text": "Changed meanwhile"})
    stale = item_rows.to_item(record.actor.owner, found)
    monkeypatch.setattr("vividmap.web.request_params.find_item", lambda *asked: stale)
    seen = record.post("/goals/x1aa/state", state="closed")
    assert seen.status == 409
    assert "was changed meanwhile" in seen.words
