"""The page on which the document is edited, as a person uses it, and a document that is long."""

import re
from datetime import date, timedelta
from html import unescape

from tests.support.html import found


def area(html):
    """What stands in the box that holds the document."""
    return unescape(found(r'<textarea id="whole"[^>]*>\n(.*?)</textarea>', html, re.DOTALL))


def key(html):
    return found(r'name="key" value="([^"]*)"', html)


class Editing:
    """One tab in which the document is open, or a part of it."""

    def __init__(self, pages, **part):
        self.pages = pages
        html = pages.get("document-edit", **part).html
        self.key, self.text = key(html), area(html)

    def look(self):
        return self.pages.post("document-edit", key=self.key, text=self.text.replace("\n", "\r\n"), do="look")

    def apply(self):
        return self.pages.post(
            "document-edit", key=self.key, text=self.text.replace("\n", "\r\n"), do="apply"
        )

    def change(self, old, new):
        assert old in self.text
        self.text = self.text.replace(old, new)
        return self


def long(size):
    days = [date(2025, 12, 31) - timedelta(days=number) for number in range(size)]
    lines = "\n".join(f"- {day} Did thing {number}" for number, day in enumerate(days))
    people = "\n\n".join(
        f"- Person {n:03}\n\n" + "\n".join(f"  - 2025-0{1 + t % 9}-01 Talk {t}" for t in range(20))
        for n in range(40)
    )
    return f"# Impact evidence\n{lines}\n- undated Once\n# Relationship map\n{people}\n"
