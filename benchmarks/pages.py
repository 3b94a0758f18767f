"""Times each page on a record of ten years (plus the data of `prepared`), with a write before each request.

`python -m benchmarks.pages` is a separate process, because Django needs the settings of the web page. It
prints its results as JSON.
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
"""The most milliseconds of server time of a page, in the 95th percentile."""
PATHS = (
    "/",
    "/evidence",
    "/evidence?q=ledger+by:quarter",
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
    "/prepare/resume",
    "/packet/{packet}",
)
"""Pages that draft a packet for each request; they may take the time of a draft in addition."""


class Page(NamedTuple):
    """A page's server time in ms (median, 95th percentile), its queries, and its gzipped size in kB."""

    path: str
    median: float
    p95: float
    queries: int
    weight: float


def measure(home: Path) -> list[Page]:
    """Return the measurements of each page on a home's record; the first page is bare Django."""
    process = subprocess.run(
        [sys.executable, "-m", "benchmarks.pages"],
        cwd=ROOT,
        env={**os.environ, "VIVIDMAP_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    if process.returncode:
        raise RuntimeError(process.stderr[-2000:])
    return [Page(*values) for values in json.loads(process.stdout)]


def usable(home: Path) -> list[float]:
    """Return the ms until Today is ready for input in Chromium, one value per visit, each after a capture.

    It is ready when the script has run, so that `c` leads into the text box.
    """
    from tests.support.chromium import launched
    from tests.support.command import Vividmap
    from tests.support.web import served

    vividmap = Vividmap(home)
    times = []
    with served(vividmap) as server, launched() as browser:
        page = browser.new_page()
        page.goto(server.link)
        for number in range(VISITS + 1):
            vividmap("log", f"Moved the session cache, the {number}th time")
            page.goto(f"{server.address}/")
            page.keyboard.press("c")
            page.wait_for_function("document.activeElement?.id === 'text'")
            times.append(
                page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
            )
    return times[1:]  # the first visit fills the caches


def _measured() -> Iterator[Page]:
    from django.db import connection, reset_queries
    from django.test import Client

    from benchmarks import prepared
    from vividmap.config import server
    from vividmap.core.shorthand import Draft
    from vividmap.services import actor
    from vividmap.services.changes import entries
    from vividmap.store import item_rows
    from vividmap.web.session_keys import ENVIRON, Keys

    server.prepare_process()
    me = actor.local_actor(datetime.now(UTC))
    keys = Keys(80)
    client = Client(headers={"host": "127.0.0.1:80"})
    client.defaults[ENVIRON] = keys  # type: ignore[assignment]  # the stubs allow only strings
    client.cookies[keys.cookie] = keys.redeem(keys.new_link())

    def write() -> None:
        entries.add_item(me, Draft(kind="evidence", text="Moved the session cache to Redis"))

    def get(path: str) -> Callable[[], Any]:
        return lambda: client.get(path)

    prepared.prepare(me)
    yield _page("a bare Django page with one query", _bare(), write)
    handles = {kind: item_rows.rows_of_kind(me.owner, kind).first().handle for kind in _kinds()}  # type: ignore[union-attr]
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


def _page(path: str, get: Callable[[], Any], write: Callable[[], None]) -> Page:
    times, weight = [], 0
    for _ in range(REQUESTS):
        write()
        started_at = time.perf_counter()
        response = get()
        times.append((time.perf_counter() - started_at) * 1000)
        if response.status_code != 200:
            raise RuntimeError(f"{path} returned status {response.status_code}")
        weight = len(gzip.compress(response.content))
    p95 = statistics.quantiles(times, n=20)[-1]
    return Page(path, statistics.median(times), p95, 1, (weight + _STATIC_WEIGHT) / 1000)


def _bare() -> Callable[[], Any]:
    from django.http import HttpRequest, HttpResponse
    from django.template import engines
    from django.test import RequestFactory

    from vividmap.store.models import ItemRow

    template = engines["django"].from_string("<!doctype html><title>Bare</title><p>{{ count }} entries</p>")

    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(template.render({"count": ItemRow.objects.filter(kind="goal").count()}, request))

    request = RequestFactory().get("/")
    return lambda: view(request)


def _static_weight() -> int:
    """Return the gzipped bytes of the static files of each page: CSS, JavaScript, icon and htmx."""
    static = ROOT / "src" / "vividmap" / "web" / "static"
    names = "vividmap.css fonts.css vividmap.js complete.js prepare.js vividmap.svg vendor/htmx.min.js"
    return sum(len(gzip.compress((static / name).read_bytes())) for name in names.split())


_STATIC_WEIGHT = _static_weight()


if __name__ == "__main__":
    from vividmap.services.home import bootstrap

    bootstrap.load_django("vividmap.config.web")
    json.dump(list(_measured()), sys.stdout)
