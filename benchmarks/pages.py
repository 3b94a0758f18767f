"""What a page costs on a record of ten years (with what `prepared` adds), with a write before every request.

`python -m benchmarks.pages` runs as a process of its own, since Django's settings are those of the page; it
prints what it finds as JSON.
"""

import gzip
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.homes import ROOT

REQUESTS = 40
VISITS = 9
MOST = 60
"""Milliseconds that a page's server time may take, 95 times of 100."""
PATHS = (
    "/",
    "/evidence",
    "/evidence?q=ledger&by=quarter",
    "/skills",
    "/people",
    "/people/map",
    "/goals",
    "/patterns",
    "/checkin",
    "/document",
    "/document/edit",
    "/search?q=ledger",
    "/palette?q=ledger",
    "/trash",
    "/settings",
    "/i/{evidence}",
    "/i/{evidence}/edit",
    "/i/{person}",
    "/i/{skill}",
    "/i/{goal}",
    "/i/{gap}",
    "/i/{criterion}",
    "/frameworks",
    "/frameworks/{framework}",
    "/prepare",
)
DRAFTING = (
    "/prepare/review",
    "/prepare/review?period=all",
    "/prepare/promotion",
    "/prepare/promotion?period=all",
    "/prepare/one-on-one",
    "/prepare/one-on-one?period=all",
    "/prepare/job-search",
    "/packet/{packet}",
)
"""Pages that draft a packet each time, and so may take what a draft may on top of what a page may."""


class Page(NamedTuple):
    """A page's server time in ms (median and the 95th of 100), its queries, and its weight in kB, zipped."""

    path: str
    median: float
    p95: float
    queries: int
    weight: float


def measure(home: Path) -> list[Page]:
    """Return what each page costs on a home's record; the first is the bare one, with one query."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.pages"],
        cwd=ROOT,
        env={**os.environ, "VIVIDMAP_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return [Page(*one) for one in json.loads(done.stdout)]


def usable(home: Path) -> list[float]:
    """Return after how many ms Today could be used in Chromium, visit by visit, a capture before each.

    Usable is when the script has run and the box has the focus: what is typed then arrives.
    """
    from tests.support.chromium import launched
    from tests.support.command import Vividmap
    from tests.support.web import served

    vividmap = Vividmap(home)
    took = []
    with served(vividmap) as server, launched() as browser:
        page = browser.new_page()
        page.goto(server.link)
        for number in range(VISITS + 1):
            vividmap("log", f"Moved the session cache, the {number}th time")
            page.goto(f"http://127.0.0.1:{server.port}/")
            page.wait_for_function("document.activeElement?.id === 'text'")
            took.append(
                page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
            )
    return took[1:]  # the first fills the caches


def _measured() -> Iterator[Page]:
    from django.db import connection, reset_queries
    from django.test import Client

    from benchmarks import prepared
    from vividmap.config import server
    from vividmap.core.shorthand import Draft
    from vividmap.services import actor, entries
    from vividmap.store import queries
    from vividmap.web.door import ENVIRON, Keys

    server.ready()
    me = actor.local(datetime.now(UTC))
    keys = Keys(80)
    client = Client(headers={"host": "127.0.0.1:80"})
    client.defaults[ENVIRON] = keys  # type: ignore[assignment]  # the stubs know of strings alone
    client.cookies[keys.cookie] = keys.redeem(keys.new_link())

    def write() -> None:
        entries.add(me, Draft(kind="evidence", text="Moved the session cache to Redis"))

    def get(path: str) -> Callable[[], Any]:
        return lambda: client.get(path)

    prepared.prepare(me)
    yield _page("a bare Django page with one query", _bare(), write)
    handles = {kind: queries.of_kind(me.owner, kind).first().handle for kind in _kinds()}  # type: ignore[union-attr]
    for path in (*PATHS, *DRAFTING):
        with_query_log = get(path.format(**handles))
        connection.force_debug_cursor = True
        reset_queries()
        with_query_log()
        count = len(connection.queries)
        connection.force_debug_cursor = False
        yield _page(path, get(path.format(**handles)), write)._replace(queries=count)


def _kinds() -> set[str]:
    return {name for path in (*PATHS, *DRAFTING) for name in re.findall(r"{(\w+)}", path)}


def _page(path: str, ask: Callable[[], Any], write: Callable[[], None]) -> Page:
    took, weight = [], 0
    for _ in range(REQUESTS):
        write()
        began = time.perf_counter()
        answer = ask()
        took.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}")
        weight = len(gzip.compress(answer.content))
    p95 = statistics.quantiles(took, n=20)[-1]
    return Page(path, statistics.median(took), p95, 1, (weight + _WITH_IT) / 1000)


def _bare() -> Callable[[], Any]:
    from django.http import HttpRequest, HttpResponse
    from django.template import engines
    from django.test import RequestFactory

    from vividmap.store.models import Item

    template = engines["django"].from_string("<!doctype html><title>Bare</title><p>{{ count }} entries</p>")

    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(template.render({"count": Item.objects.filter(kind="goal").count()}, request))

    request = RequestFactory().get("/")
    return lambda: view(request)


def _with_every_page() -> int:
    """Return what every page brings along, zipped: the style, the script and htmx."""
    static = ROOT / "src" / "vividmap" / "web" / "static"
    files = ("vividmap.css", "vividmap.js", "vividmap.svg", "vendor/htmx.min.js")
    return sum(len(gzip.compress((static / name).read_bytes())) for name in files)


_WITH_IT = _with_every_page()


if __name__ == "__main__":
    from vividmap.services import start

    start.django("vividmap.config.web")
    json.dump(list(_measured()), sys.stdout)
