"""`make screenshots`: the sample record's page at three widths, light and dark, into docs/images."""

import tempfile
from pathlib import Path
from typing import Literal

from tests.support.chromium import launched
from tests.support.command import Vividmap
from tests.support.web import served

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs" / "images"
SAMPLE = ROOT / "src" / "vividmap" / "sample" / "record.md"
WIDTHS = (390, 1280, 1920)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def main() -> None:
    """Take every picture anew."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="vividmap-screenshots-") as folder:
        vividmap = Vividmap(Path(folder) / "home")
        vividmap("import", str(SAMPLE))
        for width in WIDTHS:
            for scheme in SCHEMES:
                with served(vividmap) as server, launched() as browser:
                    page = browser.new_page(
                        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
                    )
                    page.goto(server.link)
                    page.wait_for_load_state("networkidle")
                    place = IMAGES / f"page-{width}-{scheme}.png"
                    page.screenshot(path=place)
                    print(place.relative_to(ROOT))  # noqa: T201 - this is where it prints


if __name__ == "__main__":
    main()
