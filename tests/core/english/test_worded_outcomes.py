"""Whether a note says in words what came of the work."""

import pytest

from vividmap.core.english.worded_outcomes import has_worded_outcome


@pytest.mark.parametrize(
    "text",
    [
        "Reviewed Kenji's sharding doc, found the hot-key problem before they built it",
        "Quota API doc signed off by Growth, Ads, Core",
        "Onboarded Sofie and Li Wei; both on call on their own by week 3",
        "Reviewed 9 design docs, blocked one",
        "Deleted 140k lines of Objective-C",
        "Sicherheitslücke im Login gefunden und behoben, bevor sie ausgenutzt wurde",
        "Neue Kollegin (Franziska) eingearbeitet, sie ist seit März allein im Bereitschaftsdienst",
        "Accompagnement de Camille : autonome sur le front en 2 mois",
        "mise en place des revues d'architecture (toutes les 2 semaines, 5 équipes)",
        "Nuevo proceso de revisión, adoptado por todos",
    ],
)
def test_what_came_of_it_is_said_in_words(text):
    assert has_worded_outcome(text)


@pytest.mark.parametrize(
    "text",
    [
        "interviewed 2 (1 yes)",
        "Pager: 1 page, false alarm, fixed the alert",
        "oncall. quiet. 2 pages, both dbt",
        "Lattice · Self-review · H1 2026",
        "flaky: our integration env is still down ~1 day/wk. haven't had time",
        "Draft 1 to Ruth, too long (14 pgs), cutting",
        "vacation",
        "ruhig",
        "wrote the DAG linter",
    ],
)
def test_routine_and_what_is_open_say_nothing_of_it(text):
    assert not has_worded_outcome(text)
