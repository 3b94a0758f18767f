"""Months in sentences, headings of packets, absences, and results beneath a line."""

import pytest
from tests.formats.reading import TODAY, drafts, only, results, texts

from vividmap.core.when import parse_when
from vividmap.formats.notes import read
from vividmap.formats.notes.questions import Answers


def _when_asked(line: str) -> str:
    """Return the date of a line whose owner says that the document is about the second half of 2026."""
    (draft,) = read(f"- {line}", TODAY, answers=Answers(period=parse_when("2026-H2~"))).drafts
    return str(draft.when)


@pytest.mark.parametrize(
    ("line", "when"),
    [
        (
            "Led the migration from Datadog to Grafana Cloud between March and June 2026, saving €420k a year",
            "2026-03-01..2026-06-30",
        ),
        ("Ran the pilot from January to March 2026 with two teams", "2026-01-01..2026-03-31"),
        ("Die Migration zwischen März und Juni 2026 geleitet", "2026-03-01..2026-06-30"),
        ("J'ai mené la migration entre mars et juin 2026", "2026-03-01..2026-06-30"),
        ("Lideré la migración entre marzo y junio de 2026", "2026-03-01..2026-06-30"),
        (
            (
                "In May 2026 I designed and ran our first full-region disaster recovery exercise, taking one region"
                " offline for real, which brought our proven recovery time down from 4 hours to 38 minutes"
            ),
            "2026-05~",
        ),
        (
            (
                "After the second certificate outage in February, I built certificate inventory tooling that now"
                " tracks 1,140 certificates and has caught 17 near-expiries before they reached customers"
            ),
            "2026-02~",
        ),
        ("Got six directors to sign the policy in August 2026, and held the line twice", "2026-08~"),
        ("Im April 2026 den Notfalltest geleitet", "2026-04~"),
        ("Moved it for 3 teams in June", "2026-06~"),
    ],
)
def test_a_month_that_a_sentence_names_counts_before_the_period_that_was_asked(line, when):
    assert _when_asked(line) == when


@pytest.mark.parametrize(
    "line",
    [
        "Wrote the policy that all teams follow",
        "Since January 2026 I have owned the incident programme end to end",
        "Agreed on a deadline in December 2026",
        "Planned for March 2027: the second region",
        "Cut the bill by 22%, to be repeated until June 2026",
        "He passed the exam in June and was promoted on 1 October 2026",
        "Moved 40 services from Datadog to Grafana",
        "Between two outages I wrote the runbook",
    ],
)
def test_the_period_that_was_asked_dates_what_names_no_time_of_the_work(line):
    assert _when_asked(line) == "2026-H2~"


def test_the_words_of_a_review_talk_date_its_feedback():
    line = 'Ciara Byrne (my manager), mid-year review, June 2026: "Aoife exceeds expectations."'
    assert _when_asked(line) == "2026-06~"


@pytest.mark.parametrize(
    "heading",
    [
        "Scope",
        "Impact",
        "Leadership",
        "Execution",
        "Influence",
        "Umfang",
        "Verantwortung",
        "Alcance",
        "Portée",
    ],
)
@pytest.mark.parametrize("mark", ["", "## "])
def test_a_part_of_a_packet_is_a_heading_and_no_project(heading, mark):
    text = (
        "Aoife Brennan — Promotion case\n\n"
        f"{mark}{heading}\n\n"
        "I am the technical lead for reliability across three groups of 11 teams.\n\n"
        "The area I cover has grown from 24 services to 37.\n\n"
        f"{mark}Feedback\n\n"
        'Declan Murphy, VP Engineering: "The policy changed how directors talk."\n'
    )
    kinds = [(draft.kind, draft.fields.get("project")) for draft in drafts(text)]
    assert kinds == [("evidence", None), ("evidence", None), ("skill entry", None)]


def test_a_part_of_a_packet_below_gaps_is_no_evidence():
    goal = only("# Notes\n\n## Gaps\n### Influence\n- Speak up earlier\n- Say no to directors")
    assert (goal.kind, [gap.text for gap in goal.children]) == (
        "goal",
        ["Speak up earlier", "Say no to directors"],
    )


@pytest.mark.parametrize(
    "line",
    [
        "Urlaub bis 24.04.",
        "Urlaub vom 13. bis 24. April",
        "Im Urlaub bis Montag",
        "Annual leave until 24 April",
        "On holiday until Monday",
        "On vacation through 12 August",
        "Krankgeschrieben bis Freitag",
        "Brückentag",
        "Kind krank",
        "Elternzeit ab 1. März",
        "congés jusqu'au 3 mai",
        "En vacances jusqu'au lundi",
        "Arrêt maladie, 2 jours",
        "vacaciones hasta el 24 de abril",
        "De baja hasta el viernes",
        "férias até 12/08",
        "ferie fino al 24 agosto",
        "vakantie tot maandag",
        "Отпуск до 24 апреля",
        "отпуск",
        "Sick leave 3 days",
    ],
)
def test_an_absence_is_no_evidence_and_is_listed(line):
    assert drafts(f"## 2026-04\n- {line}\n- Moved it")[0].text == "Moved it"
    assert results(f"- {line}") == ["not imported: nothing was done"]


@pytest.mark.parametrize(
    "line",
    [
        "Urlaubsplanung automatisiert",
        "Leave policy rewritten with HR",
        "Holiday freeze cut from 3 weeks to 4 days",
        "Vacation tracker shipped to 4 teams",
        "Off-site for 40 people organised",
        "Krankmeldungen digitalisiert: 3 Tage schneller",
        "Congés payés : outil migré",
    ],
)
def test_work_about_absences_is_evidence(line):
    assert texts(f"- {line}") == [("evidence", line)]


@pytest.mark.parametrize(
    "label",
    [
        "Einsparung",
        "Ersparnis",
        "Savings",
        "Saved",
        "Nutzen",
        "Wirkung",
        "Effet ",
        "Impacto",
        "Ahorro",
        "Économies",
        "Besparing",
        "Risparmio",
        "Экономия",
    ],
)
def test_a_label_of_what_came_of_it_gives_the_outcome(label):
    draft = only(f"- Moved the cluster\n  - 872 jobs moved\n  - {label}: 1.2M EUR a year\n  - thanks to all")
    assert draft.fields["outcome"] == "1.2M EUR a year"


def test_the_weightiest_result_beneath_a_line_is_its_outcome():
    draft = only(
        "- Projekt Delta abgeschlossen\n"
        "  - 872 Jobs migriert\n"
        "  - spart 1,2 Mio. € pro Jahr\n"
        "  - 3 Workshops für Einsteiger\n"
    )
    assert draft.fields["outcome"] == "spart 1,2 Mio. € pro Jahr"


def test_mentoring_somebody_is_work_and_a_rating_is_feedback_by_who_gave_it():
    mentoring, rating = (
        read(
            "## 2026-09-03\n- Mentoring Lena: Promotion-Case Staff, Entwurf durchgesprochen\n"
            '- Halbjahresgespräch mit Sabine: Bewertung "übertrifft die Erwartungen". Sie will mehr Sichtbarkeit.\n',
            TODAY,
        ).drafts
    )[:2]
    assert mentoring.kind == "evidence"
    assert rating.kind in ("skill entry", "person")
