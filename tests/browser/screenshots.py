"""`make screenshots`: every page of the sample record at four widths, light and dark, in build/screenshots.

The pictures that the documentation shows are copied to docs/images.
"""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser
from tests.support.chromium import launched
from tests.support.clock import MONDAY
from tests.support.command import Vividmap
from tests.support.proposals import propose_in
from tests.support.web import served

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs" / "images"
BUILD = ROOT / "build" / "screenshots"
SAMPLE = ROOT / "src" / "vividmap" / "sample" / "record.md"
WIDTHS = (390, 1280, 1440, 1920)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
IN_DOCS = {
    ("today", 1280, "light"),
    ("today", 1280, "dark"),
    ("people-map", 1280, "light"),
    ("goals", 1280, "light"),
    ("check-in", 1280, "light"),
    ("patterns", 1280, "light"),
    ("prepare-review", 1280, "light"),
    ("inbox", 1280, "light"),
}
# Name to path. A name in braces stands for the handle of such an item.
PAGES = {
    "today": "/",
    "evidence": "/evidence",
    "evidence-narrowed": "/evidence?q=ledger+by:quarter",
    "skills": "/skills",
    "people": "/people",
    "people-map": "/people/map",
    "goals": "/goals",
    "patterns": "/patterns",
    "check-in": "/checkin",
    "prepare": "/prepare",
    "prepare-review": "/prepare/review?period=2026-H2",
    "prepare-promotion": "/prepare/promotion",
    "prepare-one-on-one": "/prepare/one-on-one",
    "packet": "/packet/{packet}",
    "packet-news": "/packet/{packet}/news",
    "packet-versions": "/packet/{packet}/compare",
    "packet-wording": "/packet/{packet}/polish",
    "prepare-job-search": "/prepare/resume",
    "item": "/i/{evidence}",
    "item-edit": "/i/{evidence}/edit",
    "item-history": "/i/{evidence}/history",
    "person": "/i/{people}",
    "goal": "/i/{goals}",
    "gap": "/i/{gaps}",
    "projects": "/projects",
    "check": "/check",
    "frameworks": "/frameworks",
    "frameworks-import": "/frameworks/import",
    "framework": "/frameworks/{framework}",
    "framework-edit": "/frameworks/{framework}?edit={criterion}",
    "criterion": "/i/{criterion}",
    "document": "/document",
    "document-edit": "/document/edit",
    "search": "/search?q=cache",
    "import": "/import",
    "export": "/export",
    "settings": "/settings",
    "trash": "/trash",
    "backups": "/backups",
}
PROPOSALS = (
    {
        "text": "Moved the payout jobs to the new scheduler",
        "when": "2026-11-02..2026-11-20",
        "reason": "14 commits over 3 weeks, 23 files in 6 folders, reviewed by Priya Natarajan, in release v2.3.0.",
        "people": ["Priya Natarajan"],
        "links": ["https://git.example.org/payments/ledger/pull/421"],
        "part": "built",
    },
    {
        "text": "Reviewed “Retry payouts after a timeout”",
        "when": "2026-11-18",
        "source": "github",
        "part": "reviewed",
        "reason": "Your review asked for changes and 3 commits followed.",
        "question": "What changed because of your review?",
    },
    {
        "text": "Wrote the runbook for a failed month-end close",
        "when": "2026-11-12",
        "reason": "Continues ^7f3k. 2 commits.",
        "part": "built",
    },
    {
        "text": "Weekly with Priya",
        "when": "2026-11-17",
        "source": "calendar",
        "kind": "touchpoint",
        "project": "",
        "people": ["Priya Natarajan"],
        "reason": "1:1s on 10 and 17 November.",
    },
)


def main() -> None:
    """Take every picture again."""
    shutil.rmtree(BUILD, ignore_errors=True)
    BUILD.mkdir(parents=True)
    IMAGES.mkdir(parents=True, exist_ok=True)
    for image in IMAGES.glob("*.png"):
        image.unlink()
    with tempfile.TemporaryDirectory(prefix="vividmap-screenshots-") as folder:
        homes = _fill_homes(Path(folder))
        for width in WIDTHS:
            for scheme in SCHEMES:
                for vividmap, pages in homes:
                    with served(vividmap) as server, launched() as browser:
                        for image in _take(browser, server.link, pages, width, scheme):
                            print(image.relative_to(ROOT))  # noqa: T201 - progress of a long run


def _fill_homes(folder: Path) -> list[tuple[Vividmap, dict[str, str]]]:
    """Return homes, each with the paths of the pages to take there by name."""
    sample, empty, proposed = (_home(folder / name) for name in ("sample", "empty", "proposed"))
    handles = _fill(sample)
    proposed("import", str(SAMPLE))
    propose_in(proposed, *PROPOSALS)
    sample_pages = {name: path.format_map(handles) for name, path in PAGES.items()}
    return [(sample, sample_pages), (empty, {"first-run": "/"}), (proposed, {"inbox": "/inbox"})]


def _home(folder: Path) -> Vividmap:
    vividmap = Vividmap(folder / "home", now=MONDAY)
    vividmap.home.mkdir(parents=True)
    return vividmap


def _fill(vividmap: Vividmap) -> dict[str, str]:
    """Import the sample record with a framework and a packet; return a handle of each kind."""
    vividmap("import", str(SAMPLE))
    vividmap("framework", "import", "--ladder", "product-engineering")
    vividmap("draft", "review", "--period", "2026-H2", "--save")
    handles = {
        section: vividmap.json("list", section)[0]["handle"]
        for section in ("evidence", "people", "goals", "gaps")
    }
    (framework,) = vividmap.json("list", "frameworks")
    criteria = vividmap.json("framework", "show", framework["handle"])["criteria"]
    (packet,) = vividmap.json("list", "packets")
    return handles | {
        "framework": framework["handle"],
        "criterion": criteria[8]["handle"],
        "packet": packet["handle"],
    }


def _take(
    browser: Browser, link: str, pages: dict[str, str], width: int, scheme: Literal["light", "dark"]
) -> Iterator[Path]:
    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page.goto(link)
    for name, path in pages.items():
        page.goto(link.partition("/?")[0] + path)
        page.wait_for_load_state("networkidle")
        image = BUILD / f"{name}-{width}-{scheme}.png"
        page.screenshot(path=image)
        yield image
        if (name, width, scheme) in IN_DOCS:
            shutil.copy(image, IMAGES / image.name)


if __name__ == "__main__":
    main()
