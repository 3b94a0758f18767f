"""Tables and CSV files: which column says what, whatever the columns are called and however long they are."""

import pytest
from tests.formats.reading import TODAY, drafts, only, results, texts

from vividmap.formats.notes import read

ROWS = (
    (
        "2026-03-10",
        "Moved DNS to Route 53",
        "saved €1,800 a month, and a failover takes 40 s",
        "Tomasz Nowak",
    ),
    ("2026-04-14", "Cut 212 stale alerts", "", ""),
    ("2026-05-02", "Kubernetes upgrade across 14 clusters", "3 hours less work a week", "Priya Nair"),
)
HEADS = [
    ("When", "Thing I did", "So what (impact)", "With / for whom"),
    ("Date", "What", "So what?", "Who"),
    ("Date", "What I did", "Impact", "With whom"),
    ("Day", "What I shipped", "Result so far", "People"),
    ("Shipped on", "My contribution", "Why it matters", "Collaborators"),
    ("Date", "Win", "Business outcome", "Partner"),
    ("Date", "Accomplishment", "Measurable result", "With"),
    ("When", "Work done", "Impact on the business", "Who helped"),
    ("When?", "What did I do?", "What came of it?", "Who else?"),
    ("Date (day)", "Activity (what I did)", "Benefit (measured)", "Stakeholders"),
    ("Completion date", "Deliverable", "Key results", "Who was involved"),
    ("Datum", "Was ich gemacht habe", "Ergebnis", "Mit wem"),
    ("Wann", "Was", "Messbares Ergebnis", "Beteiligte"),
    ("Datum", "Mein Beitrag", "Wirkung / Nutzen", "Für wen"),
    ("Tag", "Leistung", "Warum wichtig", "Mit / für wen"),
    ("Date", "Ce que j'ai fait", "Résultats", "Avec qui"),
    ("Quand", "Réalisation", "Pourquoi c'est important", "Avec"),
    ("Fecha", "Lo que hice", "Por qué importa", "Con quién"),
    ("Data", "O que fiz", "Resultado", "Com quem"),
    ("Data", "Cosa ho fatto", "Risultato", "Con chi"),
    ("Datum", "Wat ik deed", "Wat leverde het op", "Met wie"),
    ("Когда", "Что сделал", "Почему это важно", "С кем"),
    ("日付", "やったこと", "成果", "誰と"),
    ("时间", "做了什么", "为什么重要", "谁"),
    ("A", "B", "C", "D"),
    ("Date", "Col 1", "Col 2", "Col 3"),
]


def csv_of(heads, rows):
    quoted = (",".join(f'"{cell}"' if "," in cell else cell for cell in row) for row in (heads, *rows))
    return "\n".join(quoted)


@pytest.mark.parametrize("heads", HEADS, ids="|".join)
@pytest.mark.parametrize("order", [(0, 1, 2, 3), (2, 0, 3, 1), (3, 2, 1, 0)], ids=str)
def test_each_column_is_what_its_author_meant(heads, order):
    dns, alerts, upgrade = drafts(
        csv_of([heads[at] for at in order], [[row[at] for at in order] for row in ROWS])
    )

    assert [draft.text for draft in (dns, alerts, upgrade)] == [row[1] for row in ROWS]
    assert [str(draft.when) for draft in (dns, alerts, upgrade)] == [row[0] for row in ROWS]
    assert dns.fields["outcome"] == ROWS[0][2]
    assert "outcome" not in alerts.fields
    assert [mark.name for mark in dns.mentions] == ["Tomasz Nowak"]
    assert not dns.body


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_columns_do_not_depend_on_how_many_rows_there_are(count):
    rows = drafts(csv_of(("When", "Thing I did", "So what (impact)", "With / for whom"), ROWS[:count]))

    assert [draft.text for draft in rows] == [row[1] for row in ROWS[:count]]


@pytest.mark.parametrize(
    ("heads", "row", "text", "body"),
    [
        (
            "Title,Description,Result",
            "Cache,Moved the session cache to Redis,40 ms less",
            "Moved the session cache to Redis",
            "Title: Cache",
        ),
        ("Project,What I did,Result", "Ledger,Moved the cache,40 ms less", "Moved the cache", ""),
        ("Project,Task,Result", "Ledger,Move of the cache,40 ms less", "Move of the cache", ""),
        (
            "Impact area,What,Impact",
            "Speed,Moved the cache,40 ms less",
            "Moved the cache",
            "Impact area: Speed",
        ),
        (
            "What,Effort (days),Impact",
            "Moved the cache,12,40 ms less",
            "Moved the cache",
            "Effort (days): 12",
        ),
        ("Colour,Deed,Impact", "red,Moved the cache,40 ms less", "Moved the cache", "Colour: red"),
    ],
)
def test_what_is_in_no_column_that_is_known_stays_in_the_note(heads, row, text, body):
    draft = only(f"{heads}\n{row}\n")

    assert (draft.text, draft.body, draft.fields["outcome"]) == (text, body, "40 ms less")


def test_a_question_in_the_column_of_outcomes_is_none():
    draft = only("When,What,Impact\n2026-03-10,Coffee with the VP of sales,sponsor?\n")

    assert (draft.text, draft.body, draft.fields) == ("Coffee with the VP of sales", "Impact: sponsor?", {})


def test_a_row_with_an_impact_alone_keeps_it_and_never_is_its_date():
    first, second = drafts("When,What,Impact\n2026-03-10,,Saved 20 k a month\n2026-03-11,Wrote it,\n")

    assert (first.text, str(first.when)) == ("Saved 20 k a month", "2026-03-10")
    assert second.text == "Wrote it"
    assert (
        results("When,What,Impact\n2026-03-10,,\n2026-03-11,Wrote it,x\n")[1]
        == "not imported: row without a name"
    )


def test_an_arrow_in_a_deed_is_part_of_it_where_a_column_has_the_outcome():
    draft = only("When,What,Impact\n2026-03-10,Switch of vendors Datadog → Grafana,€420k saved\n")

    assert (draft.text, draft.fields["outcome"]) == ("Switch of vendors Datadog → Grafana", "€420k saved")


@pytest.mark.parametrize(
    "text",
    [
        "Tomas, Priya and Dana came\nWe spoke, ate and left\nIt rained, poured and stopped",
        "Fixed it,shipped it. Done,all good\nx,y,z\na,b,c",
        "Moved DNS; wrote the runbook; told the team\nCut alerts; slept; told the team\nWrote docs; slept; left",
        "2026-03-01,x,y\n2026-03-02,v,w\n2026-03-03,e,f",
    ],
)
def test_sentences_with_commas_are_no_table(text):
    assert "heading: table header" not in results(text)


def test_a_sheet_with_tabs_and_any_heads_is_a_table():
    assert texts(
        "# 2026\n\nP\tQ\tR\n2026-03-01\tMoved the cache\t40 ms less\n2026-03-02\tCut alerts\t30 % less\n"
    ) == [
        ("evidence", "Moved the cache"),
        ("evidence", "Cut alerts"),
    ]


@pytest.mark.parametrize(
    ("head", "most", "fewer"),
    [
        ("Stars", "*****", "***"),
        ("Stars", "★★★★★", "★★☆☆☆"),
        ("My rating", "5/5", "2/5"),
        ("Rating", "5", "1"),
        ("Importance", "5 stars", "2 stars"),
        ("Sterne", "⭐⭐⭐⭐⭐", "⭐"),
        ("Étoiles", "4,5/5", "1/5"),
        ("x", "****", "**"),
    ],
)
def test_stars_suggest_which_lines_are_the_strongest(head, most, fewer):
    weak = "".join(f"2026-03-0{day},Cut costs by {day}0 % for 9 teams,{fewer}\n" for day in range(1, 8))
    reading = read(f'When,What,{head}\n{weak}2026-03-08,Wrote a page,"{most}"\n2026-03-09,Left it,\n', TODAY)
    question = next(question for question in reading.questions if question.sort == "strongest")

    assert question.suggestion.split(",")[0] == "9"
    assert "10" not in question.suggestion.split(",")


CHANGES = [
    ("| Metric | Before | After |", "Deploy time", "45 min", "12 min", "Deploy time: from 45 min to 12 min"),
    (
        "| Kennzahl | Vorher | Nachher |",
        "Kosten pro TB",
        "41,20 €",
        "29,80 €",
        "Kosten pro TB: von 41,20 € auf 29,80 €",
    ),
    ("| KPI | Vorher | Nachher |", "Fehlerquote", "4,1 %", "1,3 %", "Fehlerquote: von 4,1 % auf 1,3 %"),
    ("| | Vorher | Jetzt |", "Laufzeit", "7 h", "3 h", "Laufzeit: von 7 h auf 3 h"),
    ("| Messgröße | Alt | Neu |", "Alarme", "31", "9", "Alarme: von 31 auf 9"),
    ("| Metric | From | To |", "p99", "2.4 s", "700 ms", "p99: from 2.4 s to 700 ms"),
    ("| Service | Old | New |", "checkout", "2.4 s", "700 ms", "checkout: from 2.4 s to 700 ms"),
    ("| KPI | Baseline | Now |", "Pages", "61", "18", "Pages: from 61 to 18"),
    ("| Measure | Was | Is |", "Pages", "61", "18", "Pages: from 61 to 18"),
    ("| What we measure | Previously | Today |", "Pages", "61", "18", "Pages: from 61 to 18"),
    ("| Metric | Before (min) | After (min) |", "Build", "45", "12", "Build: from 45 min to 12 min"),
    ("| Metric | 2025 | 2026 |", "Outages", "14", "3", "Outages: from 14 to 3"),
    ("| Metric | Q1 | Q4 |", "Outages", "14", "3", "Outages: from 14 to 3"),
    ("| Kennzahl | 2025 | 2026 |", "Ausfälle", "14", "3", "Ausfälle: 14 → 3"),
    ("| Indicateur | Avant | Après |", "Coût", "41 €", "29 €", "Coût: de 41 € à 29 €"),
    ("| Métrica | Antes | Después |", "Coste", "41 €", "29 €", "Coste: de 41 € a 29 €"),
    ("| Métrica | Antes | Depois |", "Custo", "41 €", "29 €", "Custo: de 41 € para 29 €"),
    ("| Metrica | Prima | Dopo |", "Costo", "41 €", "29 €", "Costo: da 41 € a 29 €"),
    ("| Meting | Voorheen | Nu |", "Kosten", "41 €", "29 €", "Kosten: van 41 € naar 29 €"),
    ("| Показатель | Было | Стало |", "Затраты", "41 €", "29 €", "Затраты: с 41 € до 29 €"),
    ("| 指標 | 改善前 | 改善後 |", "時間", "7 時間", "3 時間", "時間: 7 時間から3 時間へ"),
    ("| 指标 | 之前 | 之后 |", "时间", "7 小时", "3 小时", "时间: 从7 小时到3 小时"),
    (
        "| Releases | Before | After |",
        "How",
        "by hand at night",
        "one click",
        "How: from by hand at night to one click",
    ),
    ("| Metric | Before | After |", "Margin", "-4 %", "+12 %", "Margin: from -4 % to +12 %"),
]


@pytest.mark.parametrize(("head", "what", "before", "after", "text"), CHANGES)
def test_values_before_and_after_are_one_change(head, what, before, after, text):
    draft = only(f"{head}\n|---|---|---|\n| {what} | {before} | {after} |\n")

    assert (draft.kind, draft.text, draft.fields, draft.body) == ("evidence", text, {}, "")


def test_a_difference_beside_them_keeps_its_sign_in_the_note():
    draft = only("| KPI | Baseline | Now | Change |\n|-|-|-|-|\n| Deploy time | 45 min | 12 min | -73% |\n")

    assert (draft.text, draft.fields) == ("Deploy time: from 45 min to 12 min", {})
    assert draft.body == "Change: -73%"


def test_what_was_done_stays_the_text_beside_a_measure_before_and_after():
    draft = only(
        "| What I did | Metric | Before | After |\n|-|-|-|-|\n| Cached it | p99 | 2.4 s | 700 ms |\n"
    )

    assert (draft.text, draft.fields) == ("Cached it", {"outcome": "p99: from 2.4 s to 700 ms"})


def test_the_year_of_the_later_values_dates_them():
    assert str(only("| Metric | 2025 | 2026 |\n|-|-|-|\n| Outages | 14 | 3 |\n").when) == "2026~"


def test_an_old_value_without_a_new_one_is_no_outcome():
    draft = only("| Metric | Before | After |\n|-|-|-|\n| Deploy time | 45 min | |\n")

    assert (draft.text, draft.fields, draft.body) == ("Deploy time", {}, "Before: 45 min")


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("| What | From | To |\n|-|-|-|\n| Led the move | 2026-01-05 | 2026-03-01 |", "Led the move"),
        ("| What | From | Impact |\n|-|-|-|\n| Wrote it | Priya Nair | 40 ms less |", "Wrote it"),
        (
            "| What | Old | New |\n|-|-|-|\n| Moved the build | Jenkins farm | Actions runners |",
            "Moved the build: from Jenkins farm to Actions runners",
        ),
    ],
)
def test_days_and_people_are_no_values_before_and_after(table, text):
    assert drafts(table)[0].text == text


@pytest.mark.parametrize(
    "line",
    [
        "-30 % in Q2",
        "+12 % sign-ups",
        "-€30k a month",
        "−22 % cost",
        "-5 % latency",
        "+3 points",
        "-$30k",
        "+1,200 users",
    ],
)
def test_a_sign_in_front_of_a_number_is_no_bullet(line):
    assert only(f"- {line} after the move").text == f"{line} after the move"
    assert only(f"- - {line} after the move").text.endswith(line + " after the move")
    assert only(f"- 2026-05-02 Moved the spend\n  - {line}").fields["outcome"] == line


@pytest.mark.parametrize("line", ["- 30 services moved", "* Moved 30 services", "+ Moved it", "- - Moved it"])
def test_the_mark_of_a_bullet_still_is_one(line):
    assert only(line).text in ("30 services moved", "Moved 30 services", "Moved it")


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("w/ Tomasz Nowak", ["Tomasz Nowak"]),
        ("with Priya Nair", ["Priya Nair"]),
        ("mit Lena Krüger", ["Lena Krüger"]),
        ("Sam O'Brien", ["Sam O'Brien"]),
        ("Sam O’Brien, Legal", ["Sam O’Brien"]),
        ("Anna Meyer-Roth, Priya Nair", ["Anna Meyer-Roth", "Priya Nair"]),
        ("FinOps (Grace Lynch)", ["Grace Lynch"]),
        ("Niamh Kelly (EM Orders)", ["Niamh Kelly"]),
        ("Dev Experience", []),
        ("platform team", []),
        ("Architecture board", []),
    ],
)
def test_a_column_of_people_holds_people_and_no_teams(cell, names):
    draft = only(f'When,What,Who\n2026-03-10,Rebuilt it,"{cell}"\n')

    assert [mark.name for mark in draft.mentions] == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ran the exercise with Sam O'Brien and Priya Nair", ["Sam O'Brien", "Priya Nair"]),
        ("Paired with Anna Meyer-Roth on the docs", ["Anna Meyer-Roth"]),
        ("Mentored Sean McCarthy", ["Sean McCarthy"]),
        ("6 Kandidaten, 2 Zusagen (Senior Data Engineer)", []),
        ("3 Offers (Staff Engineer) sent", []),
        ("Mit der Rechtsabteilung (Frau Dr. Hoffmann) das Konzept verabschiedet", ["Hoffmann"]),
        ("Herr Prof. Wagner hat den Vortrag eröffnet", ["Wagner"]),
    ],
)
def test_a_name_keeps_all_of_its_parts_and_a_title_is_none(line, names):
    assert [mark.name for mark in only(f"- {line}").mentions] == names


def test_a_table_right_below_a_bullet_is_read_row_by_row():
    table = "| Datum | Was | Wirkung |\n|---|---|---|\n| 03.08.2026 | Index neu gebaut | Abfragen 40 % schneller |\n"

    assert [text for _, text in texts(f"1. Vertrag verlängert\n2. Schulung gehalten\n{table}")] == [
        "Vertrag verlängert",
        "Schulung gehalten",
        "Index neu gebaut",
    ]
    assert [text for _, text in texts(f"- Schulung gehalten\n{table}")] == [
        "Schulung gehalten",
        "Index neu gebaut",
    ]


def test_a_task_that_was_moved_is_open_and_one_that_is_important_is_kept():
    assert texts("- [>] Run the audit\n- [!] Cut the bill by 20 %\n") == [
        ("evidence", "Cut the bill by 20 %")
    ]


def test_everybody_whom_two_rows_name_in_full_is_asked_about():
    people = (
        "Eoin Walsh",
        "Ciara Byrne",
        "Tomasz Nowak",
        "Priya Nair",
        "Sam O'Brien",
        "Niamh Kelly",
        "Grace Lynch",
    )
    rows = "".join(f"2026-03-1{day},Rebuilt part {day},{name}\n" for name in people for day in (1, 2))
    reading = read(f"When,What,Who\n{rows}2026-03-20,Left it,Marta Silva\n", TODAY)

    assert {question.subject for question in reading.questions if question.sort == "person"} == {*people}


def test_a_link_with_an_alias_beside_a_table_is_no_row_and_no_border():
    table = "| Date | What | Impact |\n|---|---|---|\n| 2026-08-03 | Index for [[Project Delta|Delta]] | 40 % faster |\n"
    bullet = "- Built the dictionary for [[Project Delta|Delta]]\n"

    for between in ("", "### More\n", "\n"):
        assert [text for _, text in texts(f"{table}{between}{bullet}")] == [
            "Index for Delta",
            "Built the dictionary for Delta",
        ]
