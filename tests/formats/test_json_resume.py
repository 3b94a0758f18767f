"""JSON Resume: valid against its published schema, and nothing of the author's text left out."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from tests.core import make

from vividmap.core.english.dates import ALL_TIME
from vividmap.core.packets.job_search.draft import draft_resume
from vividmap.core.packets.job_search.work_history import role_heading
from vividmap.core.positions import Role
from vividmap.formats.json_resume import json_resume, plain
from vividmap.formats.packet import draft, markdown

SCHEMA = Draft7Validator(json.loads((Path(__file__).parent / "json_resume" / "schema.json").read_text()))
ACME = Role(date(2020, 1, 15), date(2024, 12, 31), "Engineer", "Acme")
GLOBEX = Role(date(2025, 1, 1), None, "Staff Engineer", "Globex", "Staff")
ME = make.profile(roles=(ACME, GLOBEX), employer="Globex", level="Staff")

RESUME = """\
# Résumé, Alice Example

I make payments boring.

## Experience

### Staff Engineer, Globex (January 2025 – Present)

- Moved *the* cache to `Redis` – P99 down 340 ms[^c4ch][^7f3k]
- Wrote \\*everything\\* down,
  twice

### Engineer at Acme, in Lisbon

- [A talk](https://talks.example/1) & <b>more</b>

## Skills

- System design[^sk1l]
- SQL

### Languages

- Python

## Education

- MSc, Porto

## Volunteering

Taught evening classes.
"""


def test_a_resume_becomes_json():
    assert plain(RESUME, ME) == {
        "basics": {
            "name": "Alice Example",
            "label": "Staff Engineer",
            "summary": "I make payments boring.",
            "location": {},
            "profiles": [],
        },
        "work": [
            {
                "name": "Globex",
                "position": "Staff Engineer",
                "startDate": "2025-01-01",
                "highlights": [
                    "Moved the cache to Redis – P99 down 340 ms",
                    "Wrote *everything* down, twice",
                ],
            },
            {
                "name": "Acme",
                "position": "Engineer",
                "startDate": "2020-01-15",
                "endDate": "2024-12-31",
                "highlights": ["A talk (https://talks.example/1) & <b>more</b>"],
            },
        ],
        "skills": [
            {"name": "System design"},
            {"name": "SQL"},
            {"name": "Languages", "keywords": ["Python"]},
        ],
        "education": [{"institution": "Porto", "area": "MSc"}],
        "projects": [{"name": "Volunteering", "highlights": ["Taught evening classes."]}],
    }
    SCHEMA.validate(plain(RESUME, ME))


def test_the_profile_is_in_the_basics_and_the_drafted_sections_in_their_places():
    me = replace(
        ME,
        email="alice@example.org",
        phone="+351 555 0100",
        place="Lisbon, Portugal",
        links=("https://github.com/alice", "not an address"),
        summary="Payments.",
        education=("MSc Computer Science, University of Porto, 2009 – 2014",),
        certifications=("CKA",),
        languages=("English (fluent)", "Portuguese"),
    )
    record = make.record(me, make.evidence("2026-05-01 Moved the cache to Kafka #redis"))
    said = plain(draft(draft_resume(record, ALL_TIME, date(2026, 11, 23)), record), me)
    assert said == {
        "basics": {
            "name": "Alice Example",
            "label": "Staff Engineer",
            "email": "alice@example.org",
            "phone": "+351 555 0100",
            "url": "https://github.com/alice",
            "summary": "Payments.",
            "location": {"city": "Lisbon, Portugal"},
            "profiles": [{"network": "Github", "username": "alice", "url": "https://github.com/alice"}],
        },
        "work": [
            {
                "name": "Globex",
                "position": "Staff Engineer",
                "startDate": "2025-01-01",
                "highlights": ["Moved the cache to Kafka."],
            },
            {"name": "Acme", "position": "Engineer", "startDate": "2020-01-15", "endDate": "2024-12-31"},
        ],
        "skills": [
            {"name": "Data and messaging", "keywords": ["Kafka", "Redis"]},
        ],
        "education": [
            {
                "institution": "University of Porto",
                "area": "MSc Computer Science",
                "startDate": "2009",
                "endDate": "2014",
            }
        ],
        "certificates": [{"name": "CKA"}],
        "languages": [{"language": "English", "fluency": "fluent"}, {"language": "Portuguese"}],
    }
    SCHEMA.validate(said)


def test_a_role_is_found_by_its_heading_wherever_the_section_is_called_otherwise():
    (one,) = plain(f"## What I did\n### {role_heading(ACME)}\n", ME)["work"]
    assert one == {"name": "Acme", "position": "Engineer", "startDate": "2020-01-15", "endDate": "2024-12-31"}


def test_a_heading_that_names_no_role_stays_what_it_says():
    (one,) = plain("## Experience\n### Consultant, Initech (2019)\n- Fixed it\n", ME)["work"]
    assert one == {"name": "Consultant, Initech (2019)", "highlights": ["Fixed it"]}


def test_a_year_that_the_schema_does_not_know_is_left_out():
    early = make.profile(roles=(Role(date(900, 1, 1), date(3000, 1, 1), "Scribe", "Abbey"),))
    said = plain("## Experience\n### Scribe, Abbey\n- Copied\n", early)
    assert said["work"] == [{"name": "Abbey", "position": "Scribe", "highlights": ["Copied"]}]
    SCHEMA.validate(said)


def test_only_the_title_above_all_else_is_no_part():
    said = plain("# One\n\ntext\n\n# Two\n- b\n", ME)
    assert said["basics"]["summary"] == "text"
    assert said["projects"] == [{"name": "Two", "highlights": ["b"]}]
    assert "One" not in str(said)


def test_the_notes_beneath_a_draft_are_no_part_of_it():
    entry = make.evidence("2026-05-01 Moved the cache ^c4ch")
    record = make.record(ME, make.person("Priya Natarajan"), entry)
    whole = markdown(draft_resume(record, ALL_TIME, date(2026, 11, 23)), record)
    assert "Notes to the author" in whole
    assert plain(whole, ME) == plain(whole.partition("\n---\n")[0], ME)


def test_an_empty_text_is_valid_too():
    assert plain("", make.profile("")) == {"basics": {"location": {}, "profiles": []}}
    SCHEMA.validate(plain("", make.profile("")))


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1)
PLAIN = st.text("abcdefghij ÄÖßλж決", min_size=1).map(str.strip).filter(bool)
DAYS = st.none() | st.dates()
ROLES = st.builds(Role, DAYS, DAYS, PLAIN, PLAIN, PLAIN)
PROFILES = st.builds(
    lambda name, roles, level: make.profile(name, roles=tuple(roles), level=level),
    PLAIN,
    st.lists(ROLES, max_size=3),
    st.just("") | PLAIN,
)
SECTIONS = st.sampled_from(("Experience", "Skills", "Education", "Summary", "Talks", "work experience"))


@given(st.lists(st.one_of(WORDS, st.sampled_from(RESUME.splitlines()))).map("\n".join), PROFILES)
def test_whatever_the_text_it_is_valid(text, profile):
    said = json.loads(json_resume(text, profile))
    assert not list(SCHEMA.iter_errors(said))


@given(
    st.lists(st.tuples(SECTIONS, st.just("") | PLAIN, st.lists(PLAIN, min_size=1, max_size=4)), max_size=5),
    PROFILES,
    st.data(),
)
def test_every_bullet_is_there_as_plain_text_in_its_order(parts, profile, data):
    bullets = []
    lines = ["# Résumé"]
    for number, (section, title, some) in enumerate(parts):
        heads = [f"### {title}{number}"] if title else []
        if profile.roles and data.draw(st.booleans()):
            heads = [f"### {role_heading(data.draw(st.sampled_from(profile.roles)))}"]
        told = [f"{one} {number}.{place}" for place, one in enumerate(some)]
        lines += [f"## {section}", *heads, *(f"- *{one}*[^c4ch]" for one in told)]
        bullets += told
    held = list(texts(json.loads(json_resume("\n\n".join(lines), profile))))
    assert all(one in held for one in bullets)
    assert not any("[^" in one for one in held)


def texts(said):
    """Yield every line that some JSON holds."""
    if isinstance(said, str):
        yield from said.split("\n")
    for one in said.values() if isinstance(said, dict) else said if isinstance(said, list) else ():
        yield from texts(one)
