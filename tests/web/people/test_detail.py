"""One person."""

import re
from datetime import date

import pytest
from tests.support.html import words
from tests.web.people.said import handle, main

pytestmark = pytest.mark.database


def test_a_person_shows_where_they_stood_and_what_makes_it_real(client, maya, person, today):
    from vividmap.services.changes import people

    row = person(
        "Marta",
        at="peer, Data, Halden",
        ago=200,
        trust_marks=("knows my work",),
        how_we_met="the 412 accounts",
    )
    people.move_person(maya, row.handle, date(2026, 4, 13), height="other part", part="Risk")
    html = client.get(f"/i/{row.handle}").content.decode()
    said = words(html)
    assert "other part, Risk, Halden now" in said
    assert "peer, Data, Halden Record a move" in said
    assert "the 412 accounts" in said
    assert "Gone quiet: 200 days, over 120." in said
    pressed = dict(re.findall(r'value="([^"]+)" aria-pressed="(\w+)"', html))
    assert (
        pressed.items()
        >= {"knows my work": "true", "would advocate": "false", "gives feedback": "false"}.items()
    )


def test_a_person_shows_all_that_names_them(client, maya, person):
    from vividmap.core.record import Evidence, SkillEntry, Touchpoint
    from vividmap.core.shorthand import Draft, NameMark, read_line
    from vividmap.services.changes import entries

    priya, dana = person("Priya"), person("Dana", ago=2)
    for line, kind in (
        ("2026-08-20 Session cache @priya @dana", Evidence),
        ("2026-08-21 Failure modes, shown by @priya", SkillEntry),
    ):
        read = read_line(line, kind)
        entries.add_item(maya, Draft(kind=kind.kind, text=read.text, when=read.when, mentions=read.mentions))
    shown = (NameMark("surfaced", "priya", date(2026, 9, 1)),)
    entries.add_item(maya, Draft(kind="evidence", text="The ledger", mentions=shown))
    lunch = read_line("2026-08-22 Lunch, talked about @priya", Touchpoint)
    talk = Draft(kind="touchpoint", text=lunch.text, when=lunch.when, mentions=lunch.mentions)
    entries.add_item(maya, talk, parent=dana.uid)
    html = client.get(f"/i/{priya.handle}").content.decode()
    parts = {
        title: words(rest)
        for title, rest in re.findall(r'<h2 id="\w+-title">([^<]+)</h2>(.*?)</section>', html, re.DOTALL)
    }
    together = parts["What we worked on together"]
    assert together.startswith("2 all in Evidence")
    assert "Failure modes" in together
    assert together.endswith("Session cache no outcome yet @ Dana"), (
        "who the page is about goes without saying"
    )
    assert "The ledger" not in together
    assert "The ledger" in parts["Shown to them"]
    assert "shown on 1 September 2026" in parts["Shown to them"]
    assert "Lunch, talked about @priya" in parts["Other mentions"]
    assert f'href="/evidence?q=@{priya.handle}"' in html
    assert "Session cache" in main(client, f"/evidence?q=@{priya.handle}")


def test_what_is_listed_is_bounded_and_counted(client, maya, person):
    from vividmap.services.transfer import documents

    person("Priya")
    entries = "\n\n".join(f"- 2024-01-01 Entry {n} @priya" for n in range(70))
    touchpoints = "\n\n".join(f"  - 2024-01-01 Talk {n}" for n in range(130))
    text = f"# Impact evidence\n\n{entries}\n\n# Relationship map\n\n- Dana\n\n{touchpoints}"
    plan, _ = documents.plan_import(maya, f"---\nvividmap: document 1\n---\n\n{text}")
    documents.apply_plan(maya, plan, "import")
    html = client.get(f"/i/{handle('Priya')}").content.decode()
    assert html.count('class="row"') == 30
    assert "What we worked on together 70 the newest 30; all in Evidence" in words(html)
    html = client.get(f"/i/{handle('Dana')}").content.decode()
    assert html.count('class="row"') == 40
    assert "and 90 before these" in words(html)


# --- what makes it real


def test_a_mark_is_set_and_taken_back(client, person):
    row = person("Marta", trust_marks=("gives feedback",))
    client.post(f"/people/{row.handle}/real", {"on": "knows my work"})
    assert "Marta: knows my work, gives feedback. Undo" in main(client, f"/i/{row.handle}")
    client.post(f"/people/{row.handle}/real", {"off": "gives feedback"})
    html = client.get(f"/i/{row.handle}").content.decode()
    assert dict(re.findall(r'value="([^"]+)" aria-pressed="(\w+)"', html))["gives feedback"] == "false"


@pytest.mark.parametrize("form", [{"on": "gives feedback"}, {"off": "would advocate"}, {"on": "is rich"}, {}])
def test_what_changes_nothing_says_nothing_and_leaves_nothing_to_undo(client, maya, person, form):
    from vividmap.store import undo

    row = person("Marta", trust_marks=("gives feedback",))
    last = undo.last_change(maya.owner)
    assert client.post(f"/people/{row.handle}/real", form).status_code == 302
    assert "Undo" not in main(client, f"/i/{row.handle}")
    assert undo.last_change(maya.owner) == last
