"""What to do after an import: draft a review of the period that it is about."""

from collections import Counter
from datetime import timedelta

from vividmap.core.record import Evidence
from vividmap.core.when import When
from vividmap.services.transfer.plans import DocumentPlan

_LAST_OF_FIRST_HALF, _HALF_YEAR = 6, timedelta(days=184)


def period_to_draft(plan: DocumentPlan) -> str:
    """Return the period of most of the evidence that a plan adds: "2026-H1", "2026"; "" without any."""
    added = [step.draft for step in plan.steps if step.action == "add" and step.draft.kind == Evidence.kind]
    periods = Counter(_period_around(draft.when) for draft in added if draft.when is not None)
    return max(sorted(periods, reverse=True), key=lambda period: periods[period], default="")


def _period_around(moment: When) -> str:
    """Return the half-year in which a date ends, or the year of a date that is longer."""
    year, half = moment.last.year, 1 if moment.last.month <= _LAST_OF_FIRST_HALF else 2
    return str(year) if moment.last - moment.first > _HALF_YEAR else f"{year}-H{half}"
