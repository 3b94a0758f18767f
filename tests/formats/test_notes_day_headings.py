"""A heading that is a day or a week, in each language that notes are read in."""

from datetime import date, timedelta

import pytest
from tests.formats.reading import drafts, only, results

from vividmap.formats.notes import read
from vividmap.formats.notes.vocabulary import load_table

_MONDAY = date(2026, 3, 16)
_MARCH = {
    "en": "March",
    "de": "März",
    "fr": "mars",
    "es": "de marzo",
    "pt": "de março",
    "it": "marzo",
    "nl": "maart",
    "ru": "марта",
    "pl": "marca",
}
_IN_WORDS = (
    "{name} {day} {month}",
    "{name}, {day} {month}",
    "{day} {month} ({name})",
    "{day} {month}, {name}",
)
_IN_FIGURES = (
    "{name} {day}.03.",
    "{name}, {day}.3.",
    "{day}.03. {name}",
    "{day}.03.2026 ({name})",
    "{name} {day}/03",
    "({name}) {day}.03.",
    "{day}.03. – {name}",
)
_EAST = ("3月{day}日（{sign}）", "3月{day}日 {name}", "3/{day}（{sign}）")


def _headings() -> list[tuple[str, date]]:
    headings = []
    for key, names in load_table("calendar")["weekdays"].items():
        language = key.partition("_")[0]
        for at, forms in enumerate(names.split("|")):
            day = _MONDAY + timedelta(days=at)
            for name in forms.split():
                if language in _MARCH:
                    patterns = (*_IN_FIGURES, *_IN_WORDS)
                    values = {"name": name, "day": day.day, "month": _MARCH[language]}
                    headings += [(pattern.format(**values), day) for pattern in patterns]
                elif language in ("ja", "zh"):
                    values = {"name": name, "day": day.day, "sign": "月火水木金土日"[at]}
                    headings += [(pattern.format(**values), day) for pattern in _EAST]
                else:
                    headings.append((f"3월 {day.day}일 {name}", day))
    return headings


def test_a_weekday_with_its_date_in_any_order_is_that_day_and_no_project():
    wrong = []
    headings = [(title, day) for heading, day in _headings() for title in (heading, heading.title())]
    text = "# Log 2026\n" + "".join(f"\n## {title}\n- Moved it\n" for title, _ in headings)
    for draft, (title, day) in zip(drafts(text), headings, strict=True):
        if str(draft.when) != str(day) or draft.fields or draft.kind != "evidence":
            wrong.append((title, str(draft.when), draft.fields))
    assert wrong == []


@pytest.mark.parametrize("week", ["KW 12", "Week 12", "S12", "Sem. 12", "第12週", "Неделя 12", "12. KW"])
def test_a_weekday_alone_is_a_day_of_the_week_above(week):
    days = {
        name: _MONDAY + timedelta(days=at)
        for names in load_table("calendar")["weekdays"].values()
        for at, forms in enumerate(names.split("|"))
        for name in forms.split()
        if name != "mar"
    }
    below = "".join(f"\n### {name.title()}\n- Moved it\n" for name in days)
    for draft, (name, day) in zip(drafts(f"# Log 2026\n## {week}\n{below}"), days.items(), strict=True):
        assert (name, str(draft.when), draft.fields) == (name, str(day), {})


@pytest.mark.parametrize(
    "heading",
    ["Montag", "Mo", "vendredi", "Jue", "Mon", "Montag 16", "Di./Mi.", "Mo–Mi 16.–18.03.", "月曜日"],
)
def test_a_weekday_below_no_week_is_kept_as_written_and_asks_nothing(heading):
    text = f"# Log 2026\n\n## {heading}\n- Moved it\n"
    draft = only(text)
    assert draft.fields == {"date_as_written": heading}
    assert read(text, date(2026, 11, 23)).questions == ()


@pytest.mark.parametrize(
    ("heading", "when"),
    [
        ("KW 12", "2026-03-16..2026-03-22"),
        ("KW12", "2026-03-16..2026-03-22"),
        ("Kalenderwoche 12", "2026-03-16..2026-03-22"),
        ("KW 12: 16.03. – 20.03.", "2026-03-16..2026-03-22"),
        ("Week 12", "2026-03-16..2026-03-22"),
        ("S12", "2026-03-16..2026-03-22"),
        ("Semaine n° 12", "2026-03-16..2026-03-22"),
        ("Semana 12", "2026-03-16..2026-03-22"),
        ("12ª semana", "2026-03-16..2026-03-22"),
        ("Settimana 12", "2026-03-16..2026-03-22"),
        ("12-я неделя", "2026-03-16..2026-03-22"),
        ("12주차", "2026-03-16..2026-03-22"),
        ("tydzień 12", "2026-03-16..2026-03-22"),
        ("KW 12, Dienstag", "2026-03-17"),
        ("Tuesday, week 12", "2026-03-17"),
        ("Donnerstag, 19.03. (Homeoffice)", "2026-03-19"),
        ("lunes 6/4", "2026-04-06"),
        ("Thursday 6/4", "2026-06-04"),
    ],
)
def test_a_week_or_a_day_of_it_dates_what_is_beneath(heading, when):
    draft = only(f"# Log 2026\n\n## {heading}\n- Moved it")
    assert (str(draft.when), draft.fields) == (when, {})


@pytest.mark.parametrize(
    ("heading", "project", "when"),
    [
        ("Mo 16.03. – Kickoff Delta", "Kickoff Delta", "2026-03-16"),
        ("16.3. Montag: Kickoff Delta", "Kickoff Delta", "2026-03-16"),
        ("Kickoff Delta, Mo 16.03.", "Kickoff Delta", "2026-03-16"),
        ("KW 12 – Release 4", "Release 4", "2026-03-16..2026-03-22"),
        ("S3", "S3", "2026~"),
        ("Black Friday", "Black Friday", "2026~"),
        ("Friday deploys", "Friday deploys", "2026~"),
        ("Sunday service", "Sunday service", "2026~"),
        ("Montagsrunde", "Montagsrunde", "2026~"),
        ("Do not merge", "Do not merge", "2026~"),
        ("Mi casa", "Mi casa", "2026~"),
        ("Sam Dawson", "Sam Dawson", "2026~"),
        ("2.1. Reliability", "Reliability", "2026~"),
        ("Mar 4, 2026", None, "2026-03-04"),
        ("Mar 2026", None, "2026-03~"),
    ],
)
def test_other_words_of_a_heading_are_still_a_project(heading, project, when):
    draft = only(f"# Log 2026\n\n## {heading}\n- Moved it")
    assert (draft.fields.get("project"), str(draft.when)) == (project, when)


def test_a_diary_by_weeks_and_days_asks_about_no_day():
    text = """\
# Tagebuch 2026

## KW 12
### Montag 16.03.
- Architekturrunde geleitet
### Mi 18.03.
- Vertrag neu verhandelt
## KW 38
### 18.9. Freitag
- Vortrag gehalten
### 19.09.2026 (Samstag)
- Folien verschickt
"""
    assert [(draft.text, str(draft.when), draft.fields) for draft in drafts(text)] == [
        ("Architekturrunde geleitet", "2026-03-16", {}),
        ("Vertrag neu verhandelt", "2026-03-18", {}),
        ("Vortrag gehalten", "2026-09-18", {}),
        ("Folien verschickt", "2026-09-19", {}),
    ]
    assert not [line for line in results(text) if "project" in line]


@pytest.mark.parametrize("mark", ["", "## "])
def test_a_weekday_on_the_level_of_its_week_is_a_day_of_it(mark):
    text = (
        f"# Notizen 2026\n\n{mark}KW 12\n{mark}Montag\n- Moved it\n{mark}Dienstag\n- Wrote it\n\n"
        f"{mark}KW 13\n{mark}Mo\n- Cut it\n"
    )
    assert [(draft.text, str(draft.when)) for draft in drafts(text)] == [
        ("Moved it", "2026-03-16"),
        ("Wrote it", "2026-03-17"),
        ("Cut it", "2026-03-23"),
    ]


def test_a_weekday_of_a_week_without_a_year_is_not_a_day_of_another_week():
    text = "# Notizen 2026\n\n## KW 13\n- Moved it\n\nS16\nmardi\n- Wrote it\n"
    assert [str(draft.when) for draft in drafts(text)] == ["2026-03-23..2026-03-29", "2026-04-14"]


@pytest.mark.parametrize(
    ("line", "text", "when"),
    [
        ("Mo: 540 Jobs abgeschaltet", "540 Jobs abgeschaltet", "2026-03-16"),
        ("Do 19.03. Workshop moderiert", "Workshop moderiert", "2026-03-19"),
        ("Fr, 20.3.: Vertrag verhandelt", "Vertrag verhandelt", "2026-03-20"),
        ("So 40 Jobs abgeschaltet", "So 40 Jobs abgeschaltet", "2026-03-16..2026-03-22"),
        ("Do 3 things at once", "Do 3 things at once", "2026-03-16..2026-03-22"),
    ],
)
def test_a_weekday_in_front_of_a_line_dates_it(line, text, when):
    draft = only(f"# Notizen 2026\n\n## KW 12\n- {line}")
    assert (draft.text, str(draft.when)) == (text, when)
