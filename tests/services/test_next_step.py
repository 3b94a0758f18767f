"""What an import says to do next: a review of the half-year of its newest entries."""

import pytest

from vividmap.core.shorthand import Draft
from vividmap.core.when import parse_when
from vividmap.services.transfer.next_step import period_to_draft
from vividmap.services.transfer.plans import DocumentPlan, FlatDraft, PlanStep


def plan(*dates: str) -> DocumentPlan:
    drafts = [Draft(kind="evidence", text="Moved it", when=parse_when(text)) for text in dates]
    return DocumentPlan(tuple(PlanStep("add", FlatDraft(at, draft, None)) for at, draft in enumerate(drafts)))


@pytest.mark.parametrize(
    ("dates", "period"),
    [
        (["2026-02-03", "2026-03-04", "2026-04-05", "2026-11-20"], "2026-H2"),
        (["2025-11-03", "2026-Q1~", "2026-03-04"], "2026-H1"),
        (["2026~", "2026-03-04"], "2026-H1"),
        (["2025~", "2026~"], "2026"),
        ([], ""),
    ],
)
def test_the_next_step_is_the_review_of_the_newest_entries(dates, period):
    assert period_to_draft(plan(*dates)) == period
