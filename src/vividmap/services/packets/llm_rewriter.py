"""The optional language model that rewords a paragraph of a packet.

An endpoint with OpenAI's chat completions API, such as a local model. Each request is one paragraph, sent
when the user confirms it after seeing what is sent. The home stores the URL, the model's name
and the name of the environment variable with the API key, never the key itself.
"""

import json
import os
import time
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from vividmap import paths
from vividmap.core.packets import draft_text
from vividmap.core.packets.checking import wording_faults
from vividmap.core.packets.checking.wording_faults import WordingFault
from vividmap.core.record import SavedPacket
from vividmap.services import record_cache
from vividmap.services.actor import Actor
from vividmap.services.errors import Conflict, Invalid, Refused
from vividmap.services.files import remove_file, write_private_file
from vividmap.services.packets import packet_export, saved_packets

TIMEOUT_SECONDS = 60.0
"""The most seconds that a whole answer may take."""
_MAX_ANSWER_BYTES = 256 * 1024
_LOOPBACK_HOSTS = ("127.0.0.1", "::1", "localhost")
_SYSTEM_PROMPT = (
    "Improve the wording of the paragraph: clear, plain, first person, no longer than it is. Keep every fact"
    " as it is. Add no number, name, date or claim that the paragraph and the notes do not hold. Answer with"
    " the paragraph alone, as plain text."
)


@dataclass(frozen=True, slots=True)
class RewriterConfig:
    """The endpoint: its URL without `/chat/completions`, the model, the environment variable of the key."""

    url: str
    model: str
    key_from: str = ""


@dataclass(frozen=True, slots=True)
class RewriteRequest:
    """One paragraph of a packet, and everything that would be sent to reword it."""

    paragraph: str
    sources: tuple[str, ...]
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A new wording and its faults; one with faults is not accepted."""

    paragraph: str
    wording: str
    faults: tuple[WordingFault, ...]


def config_path() -> str:
    """Return the path of the settings file."""
    return os.path.join(paths.home(), "writer.json")


def load_options() -> RewriterConfig:
    """Return the settings; an unset one is ""."""
    try:
        with open(config_path(), encoding="utf-8") as file:
            fields = json.load(file)
        return RewriterConfig(str(fields["url"]), str(fields["model"]), str(fields.get("key_from", "")))
    except (OSError, ValueError, KeyError, TypeError):
        return RewriterConfig("", "")


def load_config() -> RewriterConfig | None:
    """Return the settings, None unless both URL and model are set."""
    writer = load_options()
    return writer if writer.url and writer.model else None


def change_option(name: str, value: str) -> RewriterConfig:
    """Change one setting by the name of its field; "" clears it. Raises Invalid, Refused."""
    value = value.strip()
    if name == "url" and value:
        _check_url(value)
        value = value.rstrip("/")
    writer = replace(load_options(), **{name: value})
    if writer == RewriterConfig("", ""):
        remove_config()
    else:
        _save(writer)
    return writer


def save_config(url: str, model: str, key_from: str = "") -> RewriterConfig:
    """Replace the settings. Raises Invalid, Refused."""
    _check_url(url)
    if not model.strip():
        raise Invalid("the model is missing: its name as the endpoint knows it", "model")
    writer = RewriterConfig(url.rstrip("/"), model.strip(), key_from.strip())
    _save(writer)
    return writer


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError as error:
        raise Invalid(f"{url!r} is not an address: {error}", "url") from error
    if parts.scheme not in ("http", "https") or not host or parts.username or parts.query or parts.fragment:
        raise Invalid(f"{url!r} is not an address such as http://127.0.0.1:11434/v1", "url")
    if parts.scheme == "http" and host not in _LOOPBACK_HOSTS:
        raise Invalid("http to another machine is not encrypted; use https", "url")


def _save(writer: RewriterConfig) -> None:
    paths.make_folder(paths.home())
    fields = {"url": writer.url, "model": writer.model, "key_from": writer.key_from}
    write_private_file(config_path(), json.dumps(fields).encode())


def remove_config() -> bool:
    """Delete the settings; return whether there were any. Raises Refused."""
    return remove_file(config_path())


def build_request(actor: Actor, handle: str, paragraph: str) -> RewriteRequest:
    """Return the request for a paragraph of a packet. Raises NotFound, Conflict, Refused.

    It has the paragraph and the entries that its marks cite: nothing private, and no notes about people.
    """
    config = _require_config()
    saved = saved_packets.find_packet(actor, handle)
    if paragraph not in wording_faults.split_paragraphs(saved.body):
        raise Conflict("the paragraph is no longer in the packet's text; reload it")
    sources = tuple(packet_export.cited_sources(record_cache.load_record(actor), saved, paragraph).values())
    notes = "\n".join(f"- {source}" for source in sources)
    prompt = (
        f"Paragraph:\n{draft_text.remove_marks(paragraph)}\n\nNotes that it rests on:\n{notes or '- none'}"
    )
    body = {
        "model": config.model,
        "stream": False,
        "temperature": 0.2,
        "messages": [{"role": "system", "content": _SYSTEM_PROMPT}, {"role": "user", "content": prompt}],
    }
    return RewriteRequest(paragraph, sources, body)


def request_rewrite(actor: Actor, question: RewriteRequest) -> Rewrite:
    """Send a request and return the new wording with its faults. Raises Refused."""
    config = _require_config()
    answer = _parse_answer(_post(config, question.body))
    wording = " ".join(answer.split())
    faults = wording_faults.find_faults(wording, question.paragraph, record_cache.load_record(actor))
    return Rewrite(question.paragraph, wording, faults)


def accept_rewrite(
    actor: Actor, handle: str, paragraph: str, wording: str, *, version: int | None = None
) -> SavedPacket:
    """Replace a paragraph by a wording. Raises NotFound, Conflict, and Invalid if it has faults."""
    build_request(actor, handle, paragraph)  # refused where the paragraph is gone
    faults = wording_faults.find_faults(wording, paragraph, record_cache.load_record(actor))
    if faults:
        problems = "; ".join(f"{fault.kind}: “{fault.text}”: {fault.reason}" for fault in faults)
        raise Invalid(f"the wording says something that the record does not: {problems}", "wording")
    saved = saved_packets.find_packet(actor, handle)
    try:
        text = wording_faults.replace_paragraph(saved.body, paragraph, wording)
    except ValueError as error:
        raise Conflict(f"{error}; look at it again") from error
    return saved_packets.write_text(actor, handle, text, version=version)


def _require_config() -> RewriterConfig:
    config = load_config()
    if config is None:
        raise Refused(
            "no model is set up; set it with: vividmap config llm-url URL, and vividmap config llm-model NAME"
        )
    return config


def _post(config: RewriterConfig, body: dict[str, Any]) -> bytes:
    import httpx  # noqa: PLC0415 - a fifth of a second, for those who use it

    headers = {"Accept": "application/json"}
    if config.key_from:
        key = os.environ.get(config.key_from, "").strip()
        if not key:
            raise Refused(f"the variable {config.key_from} is not set; set it to the API key first")
        headers["Authorization"] = f"Bearer {key}"
    ends = time.monotonic() + TIMEOUT_SECONDS
    answer = bytearray()
    limits = httpx.Timeout(TIMEOUT_SECONDS, connect=min(5.0, TIMEOUT_SECONDS))
    try:
        with (
            httpx.Client(timeout=limits, follow_redirects=False, trust_env=False) as client,
            client.stream("POST", f"{config.url}/chat/completions", json=body, headers=headers) as response,
        ):
            if response.status_code != httpx.codes.OK:
                raise Refused(
                    f"the model at {config.url} answered {response.status_code}; nothing was changed"
                )
            for chunk in response.iter_bytes():
                answer += chunk
                if len(answer) > _MAX_ANSWER_BYTES or time.monotonic() > ends:
                    raise Refused(f"the model at {config.url} sends too long an answer; nothing was changed")
    except httpx.TimeoutException as error:
        raise Refused(
            f"the model at {config.url} did not answer in {TIMEOUT_SECONDS:g} s; nothing was changed"
        ) from error
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        reason = str(error) or type(error).__name__
        raise Refused(
            f"the model at {config.url} cannot be reached: {reason}; nothing was changed"
        ) from error
    return bytes(answer)


def _parse_answer(answer: bytes) -> str:
    try:
        content = json.loads(answer)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise Refused("the answer is not a chat completion; nothing was changed") from error
    if not isinstance(content, str):
        raise Refused("the answer has no text; nothing was changed")
    return content
