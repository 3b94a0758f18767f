"""A writer of the person's own choice, never required: it words a paragraph anew, and decides nothing.

An endpoint that speaks OpenAI's chat completions, such as a local model. It is asked for one paragraph at a
time, when the person says so, who was shown what would be sent. The home keeps an address, a model's name,
and the name of the environment variable that holds the key, if there is one; never the key.
"""

import json
import os
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from vividmap import paths
from vividmap.core.packets.kept import drafts, polish
from vividmap.core.packets.kept.polish import Fault
from vividmap.core.record import SavedPacket
from vividmap.services import memory, packets, taking_out
from vividmap.services.actor import Actor
from vividmap.services.errors import Conflict, Invalid, Refused
from vividmap.services.files import remove, write_private

PATIENCE = 60.0
"""Seconds that an answer may take, all in all."""
_LARGEST = 256 * 1024
_LOCAL = ("127.0.0.1", "::1", "localhost")
_TASK = (
    "Improve the wording of the paragraph: clear, plain, first person, no longer than it is. Keep every fact"
    " as it is. Add no number, name, date or claim that the paragraph and the notes do not hold. Answer with"
    " the paragraph alone, as plain text."
)


@dataclass(frozen=True, slots=True)
class Writer:
    """Where to ask: the address beneath which `/chat/completions` is, a model, and where its key is."""

    url: str
    model: str
    key_from: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One paragraph of a packet, and all that would be sent to have it worded anew."""

    paragraph: str
    sources: tuple[str, ...]
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Worded:
    """A wording, and what is wrong with it; with a fault it is not accepted."""

    paragraph: str
    wording: str
    faults: tuple[Fault, ...]


def path() -> str:
    """Return where the writer is kept."""
    return os.path.join(paths.home(), "writer.json")


def known() -> Writer | None:
    """Return the writer that was chosen, None where there is none."""
    try:
        with open(path(), encoding="utf-8") as file:
            said = json.load(file)
        return Writer(str(said["url"]), str(said["model"]), str(said.get("key_from", "")))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def choose(url: str, model: str, key_from: str = "") -> Writer:
    """Keep a writer in place of the one before. Raises Invalid, Refused."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError as error:
        raise Invalid(f"{url!r} is not an address: {error}", "url") from error
    if parts.scheme not in ("http", "https") or not host or parts.username or parts.query or parts.fragment:
        raise Invalid(f"{url!r} is not an address such as http://127.0.0.1:11434/v1", "url")
    if parts.scheme == "http" and host not in _LOCAL:
        raise Invalid("what is sent over http to another machine can be read on its way; use https", "url")
    if not model.strip():
        raise Invalid("say which model, as the endpoint calls it", "model")
    chosen = Writer(url.rstrip("/"), model.strip(), key_from.strip())
    paths.make(paths.home())
    said = {"url": chosen.url, "model": chosen.model, "key_from": chosen.key_from}
    write_private(path(), json.dumps(said).encode())
    return chosen


def forget() -> bool:
    """Let there be no writer any more; tell whether there was one. Raises Refused."""
    return remove(path())


def question(actor: Actor, handle: str, paragraph: str) -> Question:
    """Return what would be sent about a paragraph of a packet. Raises NotFound, Conflict, Refused.

    The paragraph, and the lines of the entries that its marks name: nothing private, and no notes on anybody.
    """
    writer = _chosen()
    saved = packets.find(actor, handle)
    if paragraph not in polish.paragraphs(saved.body):
        raise Conflict("the paragraph is not in the packet's text any more; look at it again")
    sources = tuple(taking_out.sources(memory.record(actor), saved, paragraph).values())
    notes = "\n".join(f"- {one}" for one in sources)
    said = f"Paragraph:\n{drafts.unmarked(paragraph)}\n\nNotes that it rests on:\n{notes or '- none'}"
    body = {
        "model": writer.model,
        "stream": False,
        "temperature": 0.2,
        "messages": [{"role": "system", "content": _TASK}, {"role": "user", "content": said}],
    }
    return Question(paragraph, sources, body)


def ask(question: Question) -> Worded:
    """Send a question to the writer and return its wording, checked. Raises Refused."""
    writer = _chosen()
    answer = _wording(_send(writer, question.body))
    wording = " ".join(answer.split())
    return Worded(question.paragraph, wording, check(question, wording))


def check(question: Question, wording: str) -> tuple[Fault, ...]:
    """Return what is wrong with a wording, wherever it comes from."""
    return polish.faults(wording, question.paragraph, question.sources)


def accept(
    actor: Actor, handle: str, paragraph: str, wording: str, *, version: int | None = None
) -> SavedPacket:
    """Put a wording in place of a paragraph. Raises NotFound, Conflict, and Invalid where it has a fault."""
    asked = question(actor, handle, paragraph)
    wrong = check(asked, wording)
    if wrong:
        said = ", ".join(f"{one.said} ({one.what})" for one in wrong)
        raise Invalid(f"the wording holds what its entries do not: {said}", "wording")
    saved = packets.find(actor, handle)
    try:
        text = polish.put(saved.body, paragraph, wording)
    except ValueError as error:
        raise Conflict(f"{error}; look at it again") from error
    return packets.write(actor, handle, text, version=version)


def _chosen() -> Writer:
    writer = known()
    if writer is None:
        raise Refused("no writer is chosen; vividmap packet writer --url URL --model NAME chooses one")
    return writer


def _send(writer: Writer, body: dict[str, Any]) -> bytes:
    import httpx  # noqa: PLC0415 - a fifth of a second, for those who use it

    headers = {"Accept": "application/json"}
    if writer.key_from:
        key = os.environ.get(writer.key_from, "").strip()
        if not key:
            raise Refused(f"the variable {writer.key_from} holds no key; set it where vividmap is started")
        headers["Authorization"] = f"Bearer {key}"
    ends = time.monotonic() + PATIENCE
    answer = bytearray()
    limits = httpx.Timeout(PATIENCE, connect=min(5.0, PATIENCE))
    try:
        with (
            httpx.Client(timeout=limits, follow_redirects=False, trust_env=False) as client,
            client.stream("POST", f"{writer.url}/chat/completions", json=body, headers=headers) as response,
        ):
            if response.status_code != httpx.codes.OK:
                raise Refused(
                    f"the writer at {writer.url} answered {response.status_code}; nothing was changed"
                )
            for chunk in response.iter_bytes():
                answer += chunk
                if len(answer) > _LARGEST or time.monotonic() > ends:
                    raise Refused(f"the writer at {writer.url} does not come to an end; nothing was changed")
    except httpx.TimeoutException as error:
        raise Refused(
            f"the writer at {writer.url} did not answer in {PATIENCE:g} s; nothing was changed"
        ) from error
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        why = str(error) or type(error).__name__
        raise Refused(f"the writer at {writer.url} cannot be asked: {why}; nothing was changed") from error
    return bytes(answer)


def _wording(answer: bytes) -> str:
    try:
        content = json.loads(answer)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise Refused("the writer's answer is no chat completion; nothing was changed") from error
    if not isinstance(content, str):
        raise Refused("the writer's answer holds no text; nothing was changed")
    return content
