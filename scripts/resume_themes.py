"""`make interop`: a drafted résumé as JSON Resume, rendered by the themes that people use, installed by npm.

Where npm is not there it says so and does nothing. A theme that fails, or leaves out the name or a bullet,
fails the target.
"""

import html
import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from vividmap.core.english.dates import ALL_TIME
from vividmap.core.packets.author_choices import NO_CHOICES
from vividmap.core.packets.job_search.draft import draft_resume
from vividmap.core.record import Profile, Record
from vividmap.formats.json_resume import json_resume
from vividmap.formats.packet import draft

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.core import make

THEMES = {"even": "0.26.1", "stackoverflow": "3.3.0", "kendall": "0.2.0", "elegant": "1.16.1"}
RENDERER = "resumed@6.1.0"
SAMPLE = Path(__file__).parents[1] / "src" / "vividmap" / "sample" / "record.md"
CONTACT: dict[str, Any] = {
    "email": "maya@example.org",
    "phone": "+351 555 0100",
    "place": "Lisbon, Portugal",
    "links": ("https://github.com/maya",),
    "summary": "Payments, and what keeps them running.",
    "education": ("MSc Computer Science, University of Porto, 2009 – 2014",),
    "certifications": ("CKA",),
    "languages": ("English (fluent)",),
}


def draft_records() -> dict[str, Record]:
    """Return the records to render: the sample with every field of the profile, and with none."""
    record = make.from_document(SAMPLE.read_text())
    full = tuple(replace(item, **CONTACT) if isinstance(item, Profile) else item for item in record.items)
    return {"without contact": record, "with contact": Record(full)}


def render(folder: Path, theme: str, resume: str) -> str:
    """Return the page that a theme makes of a JSON Resume, or the error if it made none."""
    (folder / "resume.json").write_text(resume)
    command = [str(folder / "node_modules/.bin/resumed"), "render", "resume.json", "-o", "page.html"]
    (folder / "page.html").unlink(missing_ok=True)
    done = subprocess.run(  # noqa: S603 - our own arguments
        [*command, "-t", f"jsonresume-theme-{theme}"], cwd=folder, capture_output=True, text=True, check=False
    )
    page = folder / "page.html"
    return page.read_text() if page.exists() else f"{done.stdout}{done.stderr}"


def find_missing(page: str, resume: str) -> list[str]:
    """Return what a page does not show: the name and the bullets."""
    values = json.loads(resume)
    texts = [
        values["basics"]["name"],
        *(line for role in values["work"] for line in role.get("highlights", ())),
    ]
    shown = _plain(html.unescape(re.sub(r"<[^>]*>", "", page)))
    return [text for text in texts if _plain(text) not in shown]


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def main() -> int:
    """Return 0 if every theme shows every record, or if there is no npm to install them with."""
    npm = shutil.which("npm")
    if npm is None:
        print(f"interop: left out, since npm is not installed: themes {', '.join(THEMES)}")
        return 0
    failures = 0
    with TemporaryDirectory() as name:
        folder = Path(name)
        packages = [RENDERER, *(f"jsonresume-theme-{theme}@{version}" for theme, version in THEMES.items())]
        (folder / "package.json").write_text('{"private": true}')
        install = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--silent", *packages]
        subprocess.run(install, cwd=folder, check=True)  # noqa: S603 - our own arguments
        for title, record in draft_records().items():
            packet = draft_resume(record, ALL_TIME, date(2026, 11, 23), NO_CHOICES)
            resume = json_resume(draft(packet, record), record.profile)
            for theme in THEMES:
                missing = find_missing(render(folder, theme, resume), resume)
                failures += bool(missing)
                print(f"{theme:<14} {title:<16} {f'misses {missing[0][:60]!r}' if missing else 'rendered'}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
