"""`make screenshots`: every page of the sample record at three widths, light and dark, into build/screenshots.

Those that the documentation shows go into docs/images as well.
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
from tests.support.web import served

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs" / "images"
BUILD = ROOT / "build" / "screenshots"
SAMPLE = ROOT / "src" / "vividmap" / "sample" / "record.md"
WIDTHS = (390, 1280, 1920)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
IN_DOCS = {
    *((name, 1280, scheme) for name in ("today", "people-map", "goals") for scheme in SCHEMES),
    ("evidence", 1280, "light"),
    ("patterns", 1280, "light"),
    ("check-in", 1280, "light"),
    ("prepare-review", 1280, "light"),
    ("framework", 1280, "light"),
    ("today", 390, "light"),
}
# name → path; what stands in braces is a handle of that kind, or of an item that begins with that text
PAGES = {
    "today": "/",
    "evidence": "/evidence",
    "evidence-narrowed": "/evidence?q=ledger&by=quarter",
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
    "prepare-job-search": "/prepare/job-search",
    "item": "/i/{evidence}",
    "item-edit": "/i/{evidence}/edit",
    "item-history": "/i/{evidence}/history",
    "person": "/i/{people}",
    "goal": "/i/{goals}",
    "gap": "/i/{gaps}",
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


def main() -> None:
    """Take every picture anew."""
    shutil.rmtree(BUILD, ignore_errors=True)
    BUILD.mkdir(parents=True)
    IMAGES.mkdir(parents=True, exist_ok=True)
    for place in IMAGES.glob("page-*.png"):
        place.unlink()
    with tempfile.TemporaryDirectory(prefix="vividmap-screenshots-") as folder:
        sample = Vividmap(Path(folder) / "sample" / "home", now=MONDAY)
        sample.home.mkdir(parents=True)
        sample("import", str(SAMPLE))
        sample("framework", "import", "--ladder", "product-engineering")
        empty = Vividmap(Path(folder) / "empty" / "home", now=MONDAY)
        empty.home.mkdir(parents=True)
        handles = {
            section: sample.json("list", section)[0]["handle"]
            for section in ("evidence", "people", "goals", "gaps")
        }
        (framework,) = sample.json("framework", "list")
        handles |= {
            "framework": framework["handle"],
            "criterion": framework["criteria"][8]["handle"],
        }
        sample("packet", "review", "--period", "2026-H2", "--save")
        handles["packet"] = sample.json("packet", "list")[0]["handle"]
        pages = {name: path.format_map(handles) for name, path in PAGES.items()}
        for vividmap, shown in ((sample, pages), (empty, {"first-run": "/"})):
            for width in WIDTHS:
                for scheme in SCHEMES:
                    with served(vividmap) as server, launched() as browser:
                        for place in _taken(browser, server.link, shown, width, scheme):
                            print(place.relative_to(ROOT))  # noqa: T201 - this is where it prints


def _taken(
    browser: Browser, link: str, pages: dict[str, str], width: int, scheme: Literal["light", "dark"]
) -> Iterator[Path]:
    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page.goto(link)
    for name, path in pages.items():
        page.goto(link.partition("/?")[0] + path)
        page.wait_for_load_state("networkidle")
        place = BUILD / f"{name}-{width}-{scheme}.png"
        page.screenshot(path=place)
        yield place
        if (name, width, scheme) in IN_DOCS:
            shutil.copy(place, IMAGES / f"{name}-{width}-{scheme}.png")


if __name__ == "__main__":
    main()
