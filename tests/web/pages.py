"""Pages in this process, as a signed-in person sees them."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib import resources
from typing import Any, NamedTuple

from django.test import Client
from django.urls import reverse
from tests.support.html import words

from vividmap.services import actor
from vividmap.services.actor import Actor
from vividmap.services.transfer import documents
from vividmap.store import queries
from vividmap.store.models import Owner
from vividmap.web.session_keys import ENVIRON, Keys


class Seen(NamedTuple):
    """An answer: its status, its redirect, and its HTML."""

    status: int
    location: str
    html: str

    @property
    def words(self) -> str:
        """What the page says, without its marks and with single spaces."""
        main = self.html.partition("<main")[2].partition("</main>")[0] or self.html
        return words(f"<main{main}")


class Pages:
    """A signed-in person."""

    def __init__(self, name: str, now: datetime) -> None:
        owner = Owner.objects.get_or_create(name=name)[0]
        self.actor = Actor(owner, actor.device_id(), now)
        keys = Keys(80)
        self.client = Client(
            headers={"host": "127.0.0.1:80", "origin": "http://127.0.0.1:80", "sec-fetch-site": "same-origin"}
        )
        self.client.defaults[ENVIRON] = keys  # type: ignore[assignment]  # the stubs know of strings alone
        self.client.cookies[keys.cookie] = keys.redeem(keys.new_link())

    def take_in(self, text: str) -> None:
        """Take a running document into the record."""
        head = "" if text.startswith("---") else "---\nvividmap: document 1\n---\n\n"
        plan, _ = documents.plan_import(self.actor, head + text)
        assert not plan.problems, plan.problems
        documents.apply_plan(self.actor, plan, "import document")

    def sample(self) -> None:
        """Take in the sample record."""
        self.take_in((resources.files("vividmap") / "sample" / "record.md").read_text())

    def get(self, path: str, *args: Any, headers: Mapping[str, str] | None = None, **query: Any) -> Seen:
        """Ask for a page by its path, or by the name of its URL."""
        return self._seen(self.client.get(_path(path, args), query, headers=headers))

    def post(self, path: str, *args: Any, follow: bool = False, **form: str | Sequence[str]) -> Seen:
        """Post a form."""
        seen = self._seen(self.client.post(_path(path, args), form))
        return self.get(seen.location) if follow and seen.location else seen

    def handle(self, text: str) -> str:
        """Return the handle of the one item that begins with some text."""
        (found,) = {
            item.handle for item in queries.load_record(self.actor.owner).items if item.text.startswith(text)
        }
        return found

    def document(self) -> str:
        return documents.export_document(self.actor)

    @staticmethod
    def _seen(response: Any) -> Seen:
        html = b"".join(response) if response.streaming else response.content
        return Seen(
            response.status_code, response.headers.get("Location", ""), tags_on_one_line(html.decode())
        )


def tags_on_one_line(html: str) -> str:
    """Return HTML in which no tag is broken over lines: a template may break a long one anywhere."""
    return re.sub(r"<\w[^<>]*>", lambda tag: re.sub(r"\s+", " ", tag[0]).replace(" >", ">"), html)


def _path(path: str, args: tuple[Any, ...]) -> str:
    return path if path.startswith("/") else reverse(path, args=args)
