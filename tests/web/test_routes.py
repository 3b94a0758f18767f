"""Every URL and method, for nobody, for a stale session, for Alice with Bob's handles, and for Alice.

Row 9 of the tests that make VividMap trustworthy: a route that is not in the table fails.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from tests.web.pages import Pages

from vividmap.core.english.dates import Period
from vividmap.core.packets.request import PacketRequest
from vividmap.services.changes import checkins, entries, framework_criteria
from vividmap.services.changes.checkins import StepAnswer
from vividmap.services.packets import saved_packets
from vividmap.services.transfer import framework_import
from vividmap.store import queries
from vividmap.web.session_keys import ENVIRON, Keys

pytestmark = [pytest.mark.faults]

CANARY = "marmalade"
RECORD = """\
# Impact evidence
- 2026-11-20 Moved the cache #rust @priya +{j} ^{e}
- 2026-11-19 Was deleted ^{d}
# Skill development
- 2026-11-18 Two evenings #rust ^{s}
# Relationship map
- Priya {word} ^{p}
# Goals and gaps
- Staff {word} ^{g}
  - gap: Reach {word} ^{x}
"""
LEVELS = "# Levels {word}\n\n## Senior\n\n### Impact\n\n- Owns {word}"
ALICES = dict(
    zip(
        "edspgxnrj",
        ("e1aa", "d1aa", "s1aa", "p1aa", "g1aa", "x1aa", "cadence", "review", "apples"),
        strict=True,
    )
)
BOBS = dict(zip("edspgxj", ("e2bb", "d2bb", "s2bb", "p2bb", "g2bb", "x2bb", "plums"), strict=True))

REVIEW = PacketRequest("review", Period(date(2026, 7, 1), date(2026, 12, 31), "2026-H2"))
METHODS = ("get", "head", "options", "put", "patch", "delete", "post")  # a post may end the session
# route → the kind of handle it takes, and the status for Alice of a GET and of an empty POST
ROUTES: dict[str, tuple[str, int, int]] = {
    "": ("", 200, 405),
    "capture": ("", 302, 422),
    "reading": ("", 405, 200),
    "due/<str:handle>": ("e", 405, 422),
    "i/<str:handle>/surfaced": ("e", 302, 422),
    "undo": ("", 405, 302),
    "sign-out": ("", 405, 200),
    "inbox": ("", 200, 302),
    "evidence": ("", 200, 405),
    "skills": ("", 200, 405),
    "bulk": ("", 405, 302),
    "i/<str:handle>": ("e", 200, 405),
    "i/<str:handle>/edit": ("e", 200, 422),
    "i/<str:handle>/delete": ("e", 405, 302),
    "i/<str:handle>/history": ("e", 200, 405),
    "i/<str:handle>/versions/<int:version>": ("e", 405, 302),
    "i/<str:handle>/result": ("e", 405, 302),
    "projects": ("", 200, 405),
    "projects/<str:key>": ("j", 200, 405),
    "projects/<str:key>/rename": ("j", 405, 422),
    "projects/<str:key>/merge": ("j", 405, 422),
    "projects/<str:key>/describe": ("j", 405, 302),
    "people": ("", 200, 405),
    "people/map": ("", 200, 405),
    "people/add": ("", 200, 422),
    "people/<str:handle>/card": ("p", 200, 405),
    "people/<str:handle>/touch": ("p", 302, 422),
    "people/<str:handle>/moved": ("p", 302, 422),
    "people/<str:handle>/real": ("p", 302, 302),
    "people/<str:handle>/surfaced": ("p", 302, 422),
    "check": ("", 200, 422),
    "checkin": ("", 200, 422),
    "checkin/<str:handle>": ("c", 200, 404),
    "checkin/<str:handle>/state": ("c", 405, 302),
    "checkin/<str:handle>/notes": ("c", 200, 405),
    "goals": ("", 200, 405),
    "goals/add": ("", 200, 422),
    "goals/<str:handle>/gap": ("g", 200, 422),
    "goals/<str:handle>/update": ("g", 200, 422),
    "goals/<str:handle>/state": ("g", 405, 422),
    "skills/<str:handle>/rename": ("k", 200, 422),
    "skills/<str:handle>/alias": ("k", 200, 422),
    "skills/<str:handle>/merge": ("k", 200, 422),
    "patterns": ("", 200, 405),
    "patterns/<str:name>/entries": ("n", 200, 405),
    "prepare": ("", 200, 405),
    "prepare/<str:slug>": ("r", 200, 200),
    "prepare/<str:slug>/out": ("r", 405, 200),
    "frameworks": ("", 200, 405),
    "frameworks/import": ("", 200, 422),
    "frameworks/import/apply": ("", 405, 409),
    "frameworks/<str:handle>": ("f", 200, 405),
    "frameworks/<str:handle>/add": ("f", 200, 422),
    "criteria/<str:handle>": ("y", 302, 422),
    "criteria/<str:handle>/evidence": ("y", 302, 302),
    "i/<str:handle>/criteria": ("e", 302, 302),
    "packet/<str:handle>": ("v", 200, 422),
    "packet/<str:handle>/news": ("v", 200, 302),
    "packet/<str:handle>/compare": ("v", 200, 405),
    "packet/<str:handle>/polish": ("v", 200, 409),
    "packet/<str:handle>/out": ("v", 200, 200),
    "packet/<str:handle>/held": ("v", 405, 302),
    "document": ("", 200, 405),
    "document/print": ("", 200, 405),
    "document/edit": ("", 200, 409),
    "search": ("", 200, 405),
    "palette": ("", 200, 405),
    "complete": ("", 200, 405),
    "settings": ("", 200, 302),
    "settings/roles": ("", 302, 422),
    "settings/thresholds": ("", 200, 302),
    "settings/browsers": ("", 302, 302),
    "look": ("", 405, 400),
    "trash": ("", 200, 405),
    "trash/<str:handle>/restore": ("d", 405, 302),
    "trash/<str:handle>/purge": ("d", 200, 422),
    "backups": ("", 200, 302),
    "import": ("", 200, 422),
    "import/answers": ("", 405, 409),
    "import/apply": ("", 405, 409),
    "export": ("", 200, 405),
    "export/document.md": ("", 200, 405),
    "export/archive.json": ("", 200, 405),
    "sample": ("", 405, 302),
    "sample/leave": ("", 405, 302),
}
WITH_HANDLE = [route for route, (whose, *_) in ROUTES.items() if whose]


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for url_pattern in resolver.url_patterns:
        if isinstance(url_pattern, URLPattern):
            yield f"{prefix}{url_pattern.pattern}"
        else:
            yield from routes(url_pattern, f"{prefix}{url_pattern.pattern}")


def test_every_route_is_in_the_table():
    assert sorted(routes(get_resolver("vividmap.config.urls"))) == sorted(ROUTES)


@pytest.fixture
def alice(pages: Pages) -> Pages:
    pages.take_in(RECORD.format(word="Natarajan", **ALICES))
    entries.delete_item(pages.actor, ALICES["d"])
    checkins.start_check_in(pages.actor, "weekly")
    saved_packets.save_packet(pages.actor, REVIEW)
    bring(pages, "Natarajan")
    return pages


def bring(pages: Pages, word: str) -> None:
    """Import a framework of one criterion, and link the one entry to it."""
    framework_import.apply_import(
        pages.actor, framework_import.plan_import(pages.actor, LEVELS.format(word=word))
    )
    framework_criteria.link_evidence(
        pages.actor, pages.handle("Owns"), [ALICES["e"] if word != CANARY else BOBS["e"]]
    )


@pytest.fixture
def bob(alice: Pages, as_pages: Callable[[str], Pages]) -> Pages:
    """Somebody in the same database, whose every line holds a word that Alice must never see."""
    bob = as_pages("bob")
    text = (
        RECORD.format(word=CANARY, **BOBS).replace("Moved", f"{CANARY} moved").replace("Two", f"{CANARY} two")
    )
    bob.take_in(text)
    entries.delete_item(bob.actor, BOBS["d"])
    begun = checkins.start_check_in(bob.actor, "quarterly")
    saved_packets.save_packet(bob.actor, REVIEW)
    bring(bob, CANARY)
    checkins.answer_step(bob.actor, begun.handle, "priorities", StepAnswer(CANARY))
    return bob


MADE_HERE = {
    "f": ("Levels",),
    "y": ("Owns",),
    "k": ("rust",),
    "v": ("Self-assessment",),
    "c": ("Weekly check-in", "Quarterly check-in"),
}
"""Items that a document does not give a handle, by the beginnings of their texts."""


def place(route: str, handle: str) -> str:
    return "/" + re.sub(r"<int:\w+>", "1", re.sub(r"<str:\w+>", handle, route))


def handle_for(pages: Pages, route: str, handles: dict[str, str]) -> str:
    whose = ROUTES[route][0]
    items = queries.load_record(pages.actor.owner).items if whose in MADE_HERE else ()
    made = [item.handle for item in items if item.text.startswith(MADE_HERE[whose])]
    return made[0] if made else handles.get(whose, "")


DOING = [route for route, (_, get, post) in ROUTES.items() if 302 in (get, post)] + ["sign-out"]
"""The routes that may change the record or end the session: each is tested alone."""


@pytest.mark.parametrize(
    "routes",
    [[route for route in ROUTES if route not in DOING], *([route] for route in DOING)],
    ids=lambda routes: routes[0] if len(routes) == 1 else "those that change nothing",
)
def test_alice_is_answered(alice, routes):
    for route in routes:
        _, get, post = ROUTES[route]
        path = place(route, handle_for(alice, route, ALICES))
        for method in METHODS:
            expected = {"get": get, "head": get, "post": post}.get(method, 405)
            answer = getattr(alice.client, method)(path)
            assert (method, path, answer.status_code) == (method, path, expected)


@pytest.mark.parametrize("session", ["none", "stale", "of another server"])
def test_who_has_not_come_in_is_told_nothing_and_changes_nothing(alice, session):
    keys = Keys(80)
    client = Client(headers={"host": "127.0.0.1:80", "origin": "http://127.0.0.1:80"})
    client.defaults[ENVIRON] = keys  # type: ignore[assignment]  # the stubs know of strings alone
    if session != "none":
        other = Keys(80)
        client.cookies[keys.cookie] = other.redeem(other.new_link()) if session == "stale" else "x" * 43
    before = alice.document()
    for route in ROUTES:
        path = place(route, handle_for(alice, route, ALICES))
        for method in METHODS:
            answer = getattr(client, method)(path)
            assert (method, path, answer.status_code) == (method, path, 403)
            said = answer.content.decode() + str(answer.headers)
            assert "Natarajan" not in said
            assert "Moved the cache" not in said
    assert alice.document() == before


def test_a_handle_of_bobs_is_no_handle_here(alice, bob):
    before, his = alice.document(), bob.document()
    for route in WITH_HANDLE:
        path = place(route, handle_for(bob, route, BOBS))
        for method in ("get", "post"):
            answer = getattr(alice.client, method)(path)
            assert answer.status_code in (404, 405), (method, path)
            assert CANARY not in answer.content.decode(), (method, path)
        assert (alice.document(), bob.document()) == (before, his), path


def skill_of(bob: Pages) -> str:
    return bob.handle("rust")


def test_no_page_of_alices_holds_a_word_of_bobs(alice, bob):
    asked = {"q": CANARY[:5], "person": BOBS["p"], "goal": BOBS["g"], "skill": skill_of(bob)}
    for route in [route for route, (_, get, _) in ROUTES.items() if get == 200]:
        answer = alice.client.get(place(route, handle_for(alice, route, ALICES)), asked)
        said = b"".join(answer) if answer.streaming else answer.content
        assert CANARY not in said.decode(), route


def test_no_form_does_anything_without_its_token(alice):
    strict = Client(
        enforce_csrf_checks=True,
        headers={"host": "127.0.0.1:80", "origin": "http://127.0.0.1:80", "sec-fetch-site": "same-origin"},
    )
    strict.defaults.update(alice.client.defaults)
    strict.cookies.update(alice.client.cookies)
    before = alice.document()
    for route, (_, _, post) in ROUTES.items():
        path = place(route, handle_for(alice, route, ALICES))
        for form in ({}, {"csrfmiddlewaretoken": "a" * 64}) if post != 405 else ():
            answer = strict.post(path, {"text": "Forged", "name": "Forged", **form})
            assert (path, answer.status_code) == (path, 403)
    assert alice.document() == before
