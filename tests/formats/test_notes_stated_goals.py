"""Goals that a line or a table states, each with how far it came."""

import pytest
from tests.formats.reading import drafts, texts


def goals(text: str) -> list[tuple[str, str]]:
    """Return each goal with its state, "" where none is said."""
    return [(draft.text, draft.fields.get("state", "")) for draft in drafts(text) if draft.kind == "goal"]


@pytest.mark.parametrize(
    ("line", "stated"),
    [
        ("Goals 2027: (1) multi-region (2) fewer pages", [("multi-region", ""), ("fewer pages", "")]),
        ("Ziele 2027: 1. Kafka ablösen 2. Team aufbauen", [("Kafka ablösen", ""), ("Team aufbauen", "")]),
        (
            "2026 goals: cost -20% ✅ / lineage ❌ (not started)",
            [("cost -20%", "reached"), ("lineage ❌ (not started)", "")],
        ),
        ("Objetivos 2027: liderar una migración", [("liderar una migración", "")]),
        ("Goal 2026 “toil < 30%”: we are at 34%, missed", [("“toil < 30%”: we are at 34%, missed", "")]),
    ],
)
@pytest.mark.parametrize("above", ["", "# 1:1s Katrin (my manager)\n### 2026-11-24\n", "## Done\n"])
def test_a_line_of_goals_with_their_period_is_goals(line, stated, above):
    assert goals(f"{above}- {line}\n") == stated


@pytest.mark.parametrize(
    "line",
    [
        "Goals 2026 dashboard shipped to 4 teams",
        "goal tracking cut from 3 h to 20 min",
        "2026 goals page rewritten, 9 -> 2 min",
    ],
)
def test_a_line_about_goals_is_none(line):
    assert texts(f"- {line}\n")[0][0] == "evidence"


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("✅ achieved", "reached"),
        ("achieved", "reached"),
        ("✅", "reached"),
        ("erreicht", "reached"),
        ("Alcanzado", "reached"),
        ("on track", "active"),
        ("❌ missed", ""),
        ("⚠️ partially", ""),
        ("not achieved", ""),
        ("nicht erreicht", ""),
    ],
)
def test_each_row_of_an_objective_is_a_goal_with_its_own_state(status, state):
    table = f"""\
## OKRs H1 2026
| Objective | Key result | Target | Actual | Status |
|---|---|---|---|---|
| Fast app | cold start | 2.5 s | 2.1 s | {status} |
| Fast app | iOS cold start | 1.5 s | 1.7 s | ❌ missed |
"""
    assert goals(table) == [("Fast app: cold start", state), ("Fast app: iOS cold start", "")]
    assert all("Actual: " in draft.body for draft in drafts(table))
    assert "Status: ❌ missed" in drafts(table)[1].body
