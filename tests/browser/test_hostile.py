"""Hostile strings (two hundred in full) in fields and an import preview: nothing runs, and no layout breaks."""

import csv
from datetime import UTC, datetime
from io import StringIO
from itertools import product

import pytest
from tests.browser.screenshots import PAGES
from tests.browser.test_today import PAYLOADS, assert_unprotected, lift_policy
from tests.support import FULL
from tests.support.chromium import watched_page
from tests.support.command import Vividmap
from tests.support.web import served

pytestmark = [pytest.mark.browser, pytest.mark.faults]

UNKIND = [
    "\u202egnirts siht", "\u2066isolated", "zero\u200bwidth\u200djoined\ufeff", "a\u0300\u0301\u0302" * 40, "x" * 100_000,
    "\u00ad" * 500, "مرحبا " * 40, "𒐫" * 200, "漢" * 2_000, "%00%0d%0aSet-Cookie:x=1", "${7*7} #{7*7} <%= 7*7 %>",
    "[link](javascript:window.ran=1)", '![img](x "onerror=window.ran=1")', "<javascript:window.ran=1>",
    "[x]: javascript:window.ran=1", "javascript:window.ran=1", "data:text/html,<script>parent.ran=1</script>",
    "vbscript:msgbox(1)", "//evil.example/x.js", 'http://127.0.0.1:9/"onmouseover="window.ran=1',
]  # fmt: skip
BEFORE = ("", '">', "'>", "</textarea>", "--></p>") if FULL else ("",)
"""Put before each string, to get out of an attribute, a text box or a comment: two hundred in all."""
HOSTILE = [
    f"{before}{text.replace('@N', '')} {number}"
    for number, (before, text) in enumerate(product(BEFORE, PAYLOADS + UNKIND))
]
SHORT = [text.replace("\n", " ") for text in HOSTILE if len(text) < 500]


@pytest.fixture
def hostile(vividmap: Vividmap) -> Vividmap:
    """A record that holds each string as text, as outcome, as a name, as a note."""
    one_line = [text.replace("\n", " ") for text in HOSTILE]
    lines = [f"{text} -> {text}" if len(text) < 500 else text for text in one_line]
    vividmap("log", "-", "--lines", input="\n".join(lines))
    vividmap("learn", "-", "--lines", input="\n".join(one_line))
    document = ["---", "vividmap: document 1", "---", "# Relationship map"]
    for text in one_line[:60]:
        said = text.lstrip("-#*>+ ") or "x"
        document += [
            f"- {said}",
            f"  met: {text}",
            f"  worked on: {text}",
            f"  link: {text}",
            "",
            f"  {text}",
            "",
        ]
    document += ["# Goals and gaps"]
    for text in one_line[:50]:
        said = text.lstrip("-#*>+ ") or "x"
        document += [f"- {said}", f"  - gap: {said}", f"    - 2026-10-02 {said}", f"      doing: {text}"]
    vividmap("import", "-", input="\n".join(document), timeout=120)
    sheet = StringIO()
    csv.writer(sheet).writerows([("Level", "Theme", "Criterion"), *((text,) * 3 for text in one_line[:30])])
    vividmap("framework", "import", "-", "--name", one_line[0], input=sheet.getvalue())
    for number, name in enumerate(("name", "level", "employer")):
        vividmap("config", name, SHORT[number])
    changed = vividmap.json("list")[0]["handle"]
    vividmap("edit", changed, "--notes", "\n\n".join(SHORT), "--outcome", SHORT[1])  # shown by its history
    return vividmap


def test_nothing_runs_and_nothing_breaks(hostile, chromium):
    handles = {
        section: hostile.json("list", section)[0]["handle"]
        for section in ("evidence", "people", "goals", "gaps")
    }
    (framework,) = hostile.json("list", "frameworks")
    criteria = hostile.json("framework", "show", framework["handle"])["criteria"]
    handles |= {"framework": framework["handle"], "criterion": criteria[0]["handle"]}
    hostile("draft", "review", "--period", "all", "--save")
    handles["packet"] = hostile.json("list", "packets")[0]["handle"]
    paths = [path.format_map(handles) for path in PAGES.values()]
    for is_protected in (True, False):
        with watched_page(chromium) as page, served(hostile) as server:
            look_at_all(page, server, paths, is_protected=is_protected)


def look_at_all(page, server, paths, *, is_protected):
    """Look at each page, with its policy or without it."""
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("dialog", lambda dialog: told.append(dialog.message))
    if not is_protected:
        lift_policy(page)
    page.goto(server.link)
    if not is_protected:
        assert_unprotected(page)
    check_in = answer_check_in(page, server)
    for path in (*paths, check_in):
        assert_harmless(page, server, path)
    assert page.get_by_text("window.ran=1").count() > 10  # the answers are shown
    post(page, f"{check_in}/state", [{"do": "finish"}])
    for path in (check_in, f"{check_in}/notes", "/checkin"):
        assert_harmless(page, server, path)
    post(page, f"{check_in}/state", [{"do": "redo"}])
    preview_import(page, server)
    assert told == []


def assert_harmless(page, server, path):
    page.goto(f"{server.address}{path}")
    assert page.evaluate("window.ran") is None, path
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} scrolls sideways"


POST = """async ([path, forms]) => {
    const csrfmiddlewaretoken = document.querySelector("input[name=csrfmiddlewaretoken]").value;
    let url = "";
    for (const form of forms) {
        const body = new URLSearchParams({csrfmiddlewaretoken, ...form});
        const answer = await fetch(path, {method: "POST", body, redirect: forms.length > 1 ? "manual" : "follow"});
        url = new URL(answer.url).pathname;
        if (answer.status >= 400) throw Error(`${answer.status} ${path} ${JSON.stringify(form)}`);
    }
    return url;
}"""


def post(page, path, forms):
    """Post forms as the page itself does; return where the last of them leads."""
    return page.evaluate(POST, [path, forms])


def answer_check_in(page, server):
    """Give each string as an answer of the quarterly check-in; return its path."""
    page.goto(f"{server.address}/checkin")
    path = post(page, "/checkin", [{"kind": "quarterly", "period": datetime.now(UTC).date().isoformat()}])
    post(page, path, [{"step": "priorities", "text": text} for text in HOSTILE])
    return path


def preview_import(page, server):
    """Look at the preview of an import of all strings, as entries and as headings."""
    page.goto(f"{server.address}/import")
    page.locator("textarea[name=text]").fill("".join(f"# {text}\n\n- 2026-11-20 {text}\n" for text in SHORT))
    page.locator("main form:has(textarea[name=text]) button").first.click()
    page.wait_for_url("**look=*")
    assert page.evaluate("window.ran") is None
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
