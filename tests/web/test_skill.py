"""A skill: how it was practised, where it was used, what it serves, and what it is called."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vividmap.store.queries import skill_queries

pytestmark = [pytest.mark.database]

RECORD = """\
# Impact evidence
- 2026-11-20 Moved the cache #system-design #redis !staff ^e1aa
- 2026-11-10 Drew the boxes #system-design ^e2aa
# Skill development
- 2026-11-18 Read the paper #system-design !failure-modes ^s1aa
# Goals and gaps
- Staff engineer ^g1aa
  - gap: Failure modes I can derive ^x1aa
"""


@pytest.fixture
def record(pages):
    pages.take_in(RECORD)
    return pages


@pytest.fixture
def design(record):
    return record.handle("system design")


FIELD = {"rename": "name", "alias": "alias", "merge": "into"}


def skills(pages):
    return {one.text: one.aliases for one, _ in skill_queries.skills_by_use(pages.actor.owner)}


def test_a_skill_shows_practice_use_and_the_goals_it_serves(record, design):
    words = record.get(f"/i/{design}").words
    practised, used = words.index("Practice 1"), words.index("Used in 2")
    assert practised < words.index("Read the paper") < used < words.index("Moved the cache")
    assert words.index("Moved the cache") < words.index("Drew the boxes")
    assert "mentioned with ! Failure modes I can derive (1), ! Staff engineer (1)" in words.replace(
        "! Staff engineer (1), ! Failure modes I can derive (1)",
        "! Failure modes I can derive (1), ! Staff engineer (1)",
    )


def test_a_skill_that_serves_a_gap_says_so_on_both_pages(record, design):
    record.post(
        f"/i/{design}/edit", text="system design", goal="Failure modes I can derive", body="", aliases=""
    )
    assert "for ! Failure modes I can derive" in record.get(f"/i/{design}").words
    assert "Related skills: # system design" in record.get("/i/x1aa").words


def test_a_skill_without_entries_teaches(record):
    redis = record.handle("redis")
    assert "No skill entries yet" in record.get(f"/i/{redis}").words


def test_a_skill_is_renamed_and_keeps_its_old_name(record, design):
    seen = record.post(f"/skills/{design}/rename", name="Architecture", follow=True)
    assert "Changed “Architecture”. Undo" in seen.words
    assert skills(record)["Architecture"] == ("system design",)
    record.post("/undo")
    assert skills(record)["system design"] == ()


def test_a_skill_is_called_by_another_name_too(record, design):
    record.post(f"/skills/{design}/alias", alias="architecture")
    assert skills(record)["system design"] == ("architecture",)
    assert "Undo" not in record.post(f"/skills/{design}/alias", alias="architecture", follow=True).words


def test_two_skills_become_one_and_two_again(record, design):
    redis = record.handle("redis")
    answer = record.post(f"/skills/{redis}/merge", into="system design")
    assert answer.location == f"/i/{design}"
    assert "“redis” is now “system design”." in record.get(answer.location).words
    assert skills(record) == {"system design": ("redis",)}
    record.post("/undo")
    assert set(skills(record)) == {"system design", "redis"}


@pytest.mark.parametrize(
    ("path", "typed", "reason"),
    [
        ("rename", "redis", "already the skill"),
        ("rename", "  ", "needs some text"),
        ("rename", "\0", "NUL"),
        ("alias", "redis", "already the skill"),
        ("alias", "", "needs some text"),
        ("merge", "redsi", "Did you mean redis"),
        ("merge", "system design", "the same skill"),
        ("merge", "", "here is no skill"),
        ("merge", "<b>", "here is no skill"),
    ],
)
def test_what_is_refused_stands_beside_what_was_typed(record, design, path, typed, reason):
    field = FIELD[path]
    before = skills(record)
    seen = record.post(f"/skills/{design}/{path}", **{field: typed})
    assert seen.status == 422
    assert f'id="{field}-error" role="alert"' in seen.html
    assert reason in seen.words
    assert "<b>" not in seen.html
    if typed.strip() and typed.isprintable() and "<" not in typed:
        assert f'name="{field}" value="{typed}"' in seen.html
    assert skills(record) == before


@pytest.mark.parametrize("path", ["rename", "alias", "merge"])
def test_each_form_has_a_page_to_itself(record, design, path):
    before = record.document()
    assert record.get(f"/skills/{design}/{path}").status == 200
    assert record.document() == before


@pytest.mark.parametrize("handle", ["zzzz", "e1aa", "g1aa"])
@pytest.mark.parametrize("path", ["rename", "alias", "merge"])
def test_what_is_no_skill_is_not_found(record, path, handle):
    assert record.post(f"/skills/{handle}/{path}", name="x", alias="x", into="x").status == 404
    assert record.get(f"/skills/{handle}/{path}").status == 404


def test_what_is_another_owners_is_not_found(as_pages):
    bob = as_pages("bob")
    bob.take_in(RECORD)
    hers = bob.handle("system design")
    alice = as_pages("local")
    alice.take_in("# Impact evidence\n- 2026-11-20 Mine #writing\n")
    before = bob.document()
    assert alice.get(f"/i/{hers}").status == 404
    for path in ("rename", "alias", "merge"):
        assert alice.post(f"/skills/{hers}/{path}", name="x", alias="x", into="writing").status == 404
    mine = alice.handle("writing")
    assert alice.post(f"/skills/{mine}/merge", into="system design").status == 422
    assert bob.document() == before


def test_a_large_record_asks_no_more_queries_than_a_small_one(record, design):
    counts = []
    for size in (20, 120):
        lines = "\n".join(
            f"- 2026-05-01 Entry {size} {n} #system-design #other-{n} !staff" for n in range(size)
        )
        record.take_in(f"# Impact evidence\n{lines}\n# Skill development\n{lines}\n")
        with CaptureQueriesContext(connection) as asked:
            seen = record.get(f"/i/{design}")
        assert seen.status == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 22
    assert seen.html.count('class="row"') == 60
    assert "the newest 30 here" in seen.words
