"""What to do after an import: draft a review of the period that it is about."""

from datetime import timedelta

from vividmap.core.record import Evidence
from vividmap.core.when import When
from vividmap.services.transfer.plans import DocumentPlan

_LAST_OF_FIRST_HALF, _HALF_YEAR = 6, timedelta(days=184)


def period_to_draft(plan: DocumentPlan) -> str:
    """Return the half-year of the newest evidence that a plan adds: "2026-H2"; "" without any.

    Entries that only say a year give that year, where no other says more.
    """
    added = [step.draft for step in plan.steps if step.action == "add" and step.draft.kind == Evidence.kind]
    moments = [draft.when for draft in added if draft.when is not None]
    precise = [moment for moment in moments if moment.last - moment.first <= _HALF_YEAR]
    newest = max(precise or moments, key=lambda moment: moment.last, default=None)
    return _period_around(newest) if newest else ""


def _period_around(moment: When) -> str:
    """Return the half-year in which a date ends, or the year of a date that is longer."""
    year, half = moment.last.year, 1 if moment.last.month <= _LAST_OF_FIRST_HALF else 2
    return str(year) if moment.last - moment.first > _HALF_YEAR else f"{year}-H{half}"
