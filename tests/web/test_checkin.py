"""Check-ins on their page: begun, said, refused, left, finished, done again."""

import re
from datetime import date, timedelta
from typing import Any, TypeVar

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.support.clock import MONDAY
from tests.web.pages import Pages, Seen

from vividmap.core.checkins.calendar import period_of
from vividmap.core.record import CheckIn, Evidence, Item, Profile, Update
from vividmap.services.changes import checkins
from vividmap.store import queries

Kind = TypeVar("Kind", bound=Item)
TODAY = MONDAY.date()
RECORD = f"""\
# Impact evidence
- {TODAY - timedelta(20)} Moved the cache ^c4ch
- {TODAY - timedelta(50)} Sent it back twice ^tw1c
- {TODAY} Wrote the record on queues -> three teams dropped theirs ^wr1t
# Relationship map
- Priya Natarajan ^p9qd
# Goals and gaps
- Staff engineer ^g1aa
  - gap: Cross-team influence ^x2bb
    - {TODAY - timedelta(40)} Known in my team only ^u1cc
      doing: nothing yet
"""


@pytest.fixture
def hers(pages: Pages) -> Pages:
    pages.take_in(RECORD)
    return pages


def begun(pages: Pages, kind: str) -> str:
    """Begin the check-in of this day's period; return its handle."""
    seen = pages.post("checkin", kind=kind, period=TODAY.isoformat())
    assert seen.status == 302, seen.words
    return seen.location.rpartition("/")[2]


def say(pages: Pages, handle: str, step: str, *, place: str = "", **said: Any) -> Seen:
    """Post what is typed at a place of a check-in's page."""
    return pages.post("checkin-one", handle, step=step, place=place or step, **said)


def items(pages: Pages, kind: type[Kind]) -> tuple[Kind, ...]:
    """Return all items of a kind."""
    return queries.load_record(pages.actor.owner).items_of(kind)


def check_in(pages: Pages) -> CheckIn:
    (found,) = items(pages, CheckIn)
    return found


def test_an_empty_record_is_asked_for_nothing_and_can_begin_at_any_time(pages):
    seen = pages.get("checkin")
    assert "No check-in is due." in seen.words
    assert seen.html.count("Start now") >= 1
    assert "Weekly check-in" in pages.get("checkin-one", begun(pages, "weekly")).words


def test_looking_begins_nothing(hers):
    for path in ("/", "/checkin"):
        hers.get(path)
    assert items(hers, CheckIn) == ()


def test_what_is_due_says_why_and_is_begun_or_skipped(hers):
    words = hers.get("checkin").words
    assert "Weekly check-in" in words
    assert "10 minutes. Open" in words
    begun(hers, "weekly")
    period = period_of("weekly", TODAY - timedelta(7), Profile())
    seen = hers.post("checkin", kind="weekly", period=period.first.isoformat(), do="skip", follow=True)
    assert f"Skipped: Weekly check-in, {period.name}." in seen.words
    assert "skipped" in seen.words.partition("Past check-ins")[2]
    assert {one.state for one in items(hers, CheckIn)} == {"open", "skipped"}


@pytest.mark.parametrize(
    ("kind", "period", "why"),
    [
        ("weekly", "2031-W02", "has not begun yet"),
        ("weekly", "soon", "'soon' is not a period; write it like 2026-W46."),
        ("weekly", "", "Enter a period, like 2026-W46."),
        ("daily", "2026-W46", "write it like"),
    ],
)
def test_a_period_that_is_none_comes_back_with_the_reason(hers, kind, period, why):
    seen = hers.post("checkin", kind=kind, period=period)
    assert seen.status == 422
    assert why in seen.words
    assert f'value="{period}"' in seen.html
    assert items(hers, CheckIn) == ()


def test_one_of_a_past_period_is_done_late(hers):
    seen = hers.post("checkin", kind="monthly", period="2025-03", follow=True)
    assert "Monthly check-in, 2025-03" in seen.words
    assert "1 March 2025 to 31 March 2025." in seen.words
    say(hers, check_in(hers).handle, "practice", text="Two evenings of TLA+")
    assert "2025-03-31 Two evenings of TLA+" in hers.document()


def test_a_line_becomes_an_entry_and_leads_to_the_next_place(hers):
    handle = begun(hers, "weekly")
    seen = say(hers, handle, "decision", text="Chose Postgres -> one team fewer on call ~teams #writing")
    assert seen.location == f"/checkin/{handle}?at=unblocked#say-unblocked"
    (made,) = [one for one in items(hers, Evidence) if one.text == "Chose Postgres"]
    assert (made.category, made.scope) == ("decision", "teams")
    seen = hers.get(f"/checkin/{handle}")
    assert f"Saved ^{made.handle}." in seen.words
    kept = seen.words.partition("Saved: ")[2]
    for said in ("Chose Postgres → Outcome: one team fewer on call", "several teams", "decision", "writing"):
        assert said in kept


def test_an_empty_line_goes_on_and_changes_nothing(hers):
    handle = begun(hers, "weekly")
    before = check_in(hers)
    assert (
        say(hers, handle, "decision", text="  ").location == f"/checkin/{handle}?at=unblocked#say-unblocked"
    )
    assert (
        say(hers, handle, "outcomes", place="outcomes-tw1c").location
        == f"/checkin/{handle}?at=finish#say-finish"
    )
    assert check_in(hers) == before


def test_undo_takes_back_the_answer_and_leads_back_to_the_page(hers):
    handle = begun(hers, "weekly")
    before = hers.document()
    say(hers, handle, "decision", text="Chose Postgres")
    seen = hers.get(f"/checkin/{handle}")
    (back,) = re.findall(r'class="notice done".*?name="next" value="([^"]+)"', seen.html, re.DOTALL)
    assert hers.post("/undo", next=back).location == f"/checkin/{handle}"
    assert hers.document() == before
    assert "Saved: " not in hers.get(f"/checkin/{handle}").words


def test_an_outcome_is_filled_in_put_off_or_closed(hers):
    handle = begun(hers, "weekly")
    seen = hers.get(f"/checkin/{handle}")
    assert "Moved the cache" in seen.words.partition("Outcomes")[2]
    seen = say(hers, handle, "outcomes", place="outcomes-c4ch", about="c4ch", text="P99 down 340 ms")
    assert seen.location == f"/checkin/{handle}?at=outcomes-tw1c#say-outcomes-tw1c"
    assert "Moved the cache -> P99 down 340 ms ^c4ch" in hers.document()
    say(hers, handle, "outcomes", place="outcomes-tw1c", about="tw1c", instead="later")
    assert f"ask again: {TODAY + timedelta(34)}" in hers.document()
    assert "postponed" in hers.get(f"/checkin/{handle}").words
    hers.post("/undo")
    say(hers, handle, "outcomes", place="outcomes-tw1c", about="tw1c", instead="unknown")
    assert "landed: unknown" in hers.document()
    assert "closed as unknown" in hers.get(f"/checkin/{handle}").words


def test_a_goal_is_updated_beside_the_last_words(hers):
    handle = begun(hers, "quarterly")
    seen = hers.get(f"/checkin/{handle}")
    gap = seen.words.partition("Cross-team influence")[2].partition("Save")[0]
    assert re.search("Known in my team only.*nothing yet", gap)
    said = {"text": "Data asked me", "gap": "an RFC of theirs", "doing": "reviewing it"}
    say(hers, handle, "standing", place="standing-x2bb", about="x2bb", **said)
    (made,) = [one for one in items(hers, Update) if one.text == "Data asked me"]
    assert (made.gap, made.action) == ("an RFC of theirs", "reviewing it")
    assert "Cross-team influence: " in hers.get(f"/checkin/{handle}").words


def test_a_strong_entry_says_why(hers):
    handle = begun(hers, "quarterly")
    say(hers, handle, "strong", place="strong-wr1t", about="wr1t", text="Everything since follows from it")
    assert "strong: Everything since follows from it" in hers.document()
    assert "Everything since follows from it" in hers.get(f"/checkin/{handle}").words


@pytest.mark.parametrize(
    ("kind", "step", "said", "why"),
    [
        ("weekly", "decision", {"text": "With a \0 in it"}, "NUL"),
        (
            "quarterly",
            "standing",
            {"about": "x2bb", "gap": "still there"},
            "Say how it stands now, in a line.",
        ),
        ("monthly", "touchpoints", {"text": "Coffee"}, "Begin with @name"),
    ],
)
def test_what_cannot_be_taken_comes_back_with_the_reason_beside_it(hers, kind, step, said, why):
    handle = begun(hers, kind)
    key = f"{step}-{said['about']}" if "about" in said else step
    before = hers.document()
    seen = say(hers, handle, step, place=key, **said)
    assert seen.status == 422
    (error,) = re.findall(rf'id="error-{key}" role="alert">([^<]+)', seen.html)
    assert why in error
    for typed in said.values():
        assert typed in seen.html
    assert hers.document() == before


def test_what_is_gone_or_over_meanwhile_refuses_and_shows_what_was_typed(hers):
    handle = begun(hers, "weekly")
    hers.post("item-delete", "c4ch")
    seen = say(hers, handle, "outcomes", place="outcomes-c4ch", about="c4ch", text="P99 down")
    assert seen.status == 409
    assert "P99 down" in seen.html
    checkins.finish_check_in(hers.actor, handle)
    seen = say(hers, handle, "decision", text="Chose Postgres")
    assert seen.status == 409
    assert "is done" in seen.words
    assert "Chose Postgres" in seen.html


@pytest.mark.parametrize("now", [MONDAY + timedelta(4)])  # from Friday on, this week's is due
def test_one_that_was_left_opens_where_it_was_left(hers):
    handle = begun(hers, "weekly")
    say(hers, handle, "unblocked", text="Paired with Tomás")
    (at,) = re.findall(r'<textarea id="say-([^"]+)"[^>]* autofocus', hers.get(f"/checkin/{handle}").html)
    assert at == "prevented"
    assert "In progress. Your answers are saved." in hers.get("checkin").words


def test_it_is_finished_read_done_again_and_skipped(hers):
    handle = begun(hers, "quarterly")
    say(hers, handle, "priorities", text="The queue decision first\nThen the RFC")
    seen = hers.post("checkin-state", handle, do="finish", follow=True)
    assert "Done: Quarterly check-in" in seen.words
    assert "The queue decision first" in seen.words.partition("Priorities")[2]
    notes = hers.get("checkin-notes", handle)
    assert "The queue decision first" in notes.words
    assert "data-print" in notes.html
    assert hers.get("checkin").words.partition("Past check-ins")[2].count("notes") == 1
    seen = hers.post("checkin-state", handle, do="redo", follow=True)
    assert "Saved: " not in seen.words
    assert check_in(hers).answers["earlier"]
    hers.post("checkin-state", handle, do="skip")
    assert check_in(hers).state == "skipped"
    hers.post("checkin-state", handle, do="resume")
    assert check_in(hers).state == "open"


def test_beginning_one_that_is_done_shows_it(hers):
    handle = begun(hers, "weekly")
    hers.post("checkin-state", handle, do="finish")
    assert begun(hers, "weekly") == handle
    assert check_in(hers).state == "done"


def test_its_handle_leads_to_it_and_it_can_be_deleted(hers):
    handle = begun(hers, "weekly")
    assert hers.get("item", handle).location == f"/checkin/{handle}"
    assert hers.get("item-edit", handle).status == 200
    assert hers.post("item-delete", handle).location == "/checkin"
    assert hers.get("checkin-one", handle).status == 404


def test_what_a_person_wrote_is_shown_as_text(hers):
    handle = begun(hers, "quarterly")
    say(hers, handle, "priorities", text="<script>alert(1)</script> and <b>more</b>")
    for state in ("open", "done"):
        if state == "done":
            hers.post("checkin-state", handle, do="finish")
        for path in (f"/checkin/{handle}", f"/checkin/{handle}/notes"):
            html = hers.get(path).html
            assert "<script>alert" not in html
            assert "&lt;script&gt;" in html


def test_a_step_that_there_is_not_is_not_found(hers):
    assert say(hers, begun(hers, "weekly"), "priorities", text="x").status == 404


def test_bobs_are_nothing_to_alice(hers, as_pages):
    handle = checkins.start_check_in(as_pages("bob").actor, "weekly").handle
    assert hers.get("checkin-one", handle).status == 404
    assert say(hers, handle, "decision", text="x").status == 404
    assert "Weekly check-in," not in hers.get("checkin").words.partition("Past check-ins")[2]


# --- what was shown to whom


def test_an_entry_says_to_whom_it_was_shown(hers):
    seen = hers.post("item-surfaced", "c4ch", to="Priya Natarajan", on="2026-11-02", follow=True)
    assert "Marked as shown to Priya Natarajan." in seen.words
    assert "surfaced: @priya 2026-11-02" in hers.document()
    assert "Priya Natarajan" in seen.words.partition("Shown to")[2]
    seen = hers.post("item-surfaced", "c4ch", to="p9qd", on="2026-11-02", do="not", follow=True)
    assert "No longer marked as shown to Priya Natarajan." in seen.words
    assert "surfaced" not in hers.document()


@pytest.mark.parametrize(
    ("said", "field", "why"),
    [
        ({"to": "Zoe"}, "to", "here is no person"),
        ({"to": ""}, "to", "Enter the name of a person"),
        ({"to": "priya", "on": "someday"}, "on", "is not a day"),
    ],
)
def test_a_mark_that_cannot_be_taken_says_why_and_keeps_what_was_typed(hers, said, field, why):
    seen = hers.post("item-surfaced", "c4ch", **said)
    assert seen.status == 422
    (error,) = re.findall(rf'id="{field}-error" role="alert">([^<]+)', seen.html)
    assert why in error
    assert all(f'value="{typed}"' in seen.html for typed in said.values())


def test_a_person_is_shown_several_at_once_as_one_step(hers):
    before = hers.document()
    page = hers.get("item", "p9qd")
    assert page.html.count('name="handle" value=') == 3
    seen = hers.post("people-surfaced", "p9qd", handle=["c4ch", "tw1c"], on="2026-11-02", follow=True)
    assert "2 entries marked as shown to Priya Natarajan." in seen.words
    assert hers.get("item", "p9qd").html.count('type="checkbox" name="handle"') == 1
    hers.post("people-surfaced", "p9qd", **{"not": "tw1c"})
    assert hers.document().count("surfaced: @priya 2026-11-02") == 1
    hers.post("/undo")
    hers.post("/undo")
    assert hers.document() == before


def test_a_person_is_shown_nothing_or_what_is_not_there(hers):
    assert hers.post("people-surfaced", "p9qd", on="friday").status == 422
    seen = hers.post("people-surfaced", "p9qd", handle=["c4ch", "zzzz"], on="friday")
    assert seen.status == 422
    assert "c4ch, zzzz" in seen.html
    assert "surfaced" not in hers.document()


# --- how much it asks of the database


def test_a_large_record_asks_no_more_queries_than_a_small_one(pages):
    def record(size: int) -> str:
        days = [date(2024, 1, 1) + timedelta(n) for n in range(size)]
        return "# Impact evidence\n" + "\n".join(f"- {day} Did it #skill-{day}" for day in days)

    def cost(size: int) -> dict[str, int]:
        pages.take_in(record(size))
        handles = [begun(pages, kind) for kind in ("weekly", "quarterly")]
        found = {}
        for path in ("/checkin", *(f"/checkin/{handle}" for handle in handles)):
            pages.get(path)
            with CaptureQueriesContext(connection) as asked:
                assert pages.get(path).status == 200
            found[path] = len(asked)
        return found

    small = cost(5)
    assert cost(150) == small
    assert max(small.values()) <= 16
