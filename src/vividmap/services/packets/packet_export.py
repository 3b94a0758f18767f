"""Export of a saved packet as a file, in one of the formats of `formats.out` or as JSON Resume."""

from collections.abc import Collection
from dataclasses import replace
from typing import NamedTuple

from vividmap.core.packets import draft_text, drafting
from vividmap.core.packets.confidentiality import ConfidentialityFilter
from vividmap.core.packets.disclosures import Disclosure, drop_disclosures, find_disclosures, written_forms
from vividmap.core.packets.registry import find_conversation
from vividmap.core.packets.request import read_request
from vividmap.core.record import Evidence, Gap, Goal, Item, Record, SavedPacket, SkillEntry, Update
from vividmap.core.text import slug
from vividmap.formats.json_resume import json_resume
from vividmap.formats.out import forms, read, text
from vividmap.formats.out.document import PacketDocument, Paper
from vividmap.formats.out.form import Unwritable
from vividmap.formats.packet import sources, without_notes
from vividmap.formats.packet_sources import is_quotable
from vividmap.services import record_cache
from vividmap.services.actor import Actor
from vividmap.services.errors import Invalid
from vividmap.services.packets import saved_packets

_MAX_NAME_LENGTH = 80
_RESUME = "json"
_EXTRA_TITLES = {_RESUME: "JSON Resume"}


class PacketFile(NamedTuple):
    """A packet as a file. `warning` says what could not be written unchanged, and what to do."""

    name: str
    media: str
    data: bytes
    warning: str = ""


class TextSize(NamedTuple):
    """The length of a packet's plain text."""

    characters: int
    words: int

    def __str__(self) -> str:
        return f"{self.characters:,} characters, {self.words:,} words"


def is_for_outsiders(saved: SavedPacket) -> bool:
    """Return whether a packet leaves the company; then its sources, which name people, are left out."""
    conversation = find_conversation(saved.conversation)
    return conversation is not None and conversation.leaves_company


def format_titles(saved: SavedPacket) -> dict[str, str]:
    """Return the titles of the formats that a packet can be exported in, by file extension."""
    titles = {form.ending: form.title for form in forms().values()}
    conversation = find_conversation(saved.conversation)
    extra_formats = conversation.extra_formats if conversation else ()
    return {**titles, **{extension: _EXTRA_TITLES[extension] for extension in extra_formats}}


def export_packet(  # noqa: PLR0913 - each is a choice of the author
    actor: Actor,
    packet: str | SavedPacket,
    ending: str,
    *,
    marks: bool = False,
    limit: int | None = None,
    dropped: Collection[str] = (),
    paper: Paper = "a4",
) -> PacketFile:
    """Return a packet as a file with an extension; `marks` adds the sources of each sentence.

    `packet` is the handle of a saved packet, or a packet itself, whether saved or not.
    Sentences that hold something `dropped` are left out. A text longer than `limit` characters is refused
    rather than cut. Raises NotFound, and Invalid too if the format cannot hold this text.
    """
    saved = saved_packets.find_packet(actor, packet) if isinstance(packet, str) else packet
    if dropped:
        dropped = written_forms(dropped, list_disclosures(actor, saved))
    saved = replace(saved, body=drop_disclosures(saved.body, dropped))
    if ending not in format_titles(saved):
        endings = ", ".join(f".{title}" for title in format_titles(saved))
        raise Invalid(f"{ending!r} is not a format of this packet; use one of {endings}", "format")
    if limit is not None and ending != "txt":
        raise Invalid("only plain text has a limit of characters; export it as .txt", "limit")
    if marks and is_for_outsiders(saved):
        raise Invalid("a résumé is exported without sources: they quote notes that name people", "marks")
    if ending == _RESUME:
        resume_json = json_resume(saved.body, record_cache.load_record(actor).profile)
        return PacketFile(f"{_file_name(saved.text)}.{ending}", "application/json", resume_json.encode())
    document = replace(_read_document(actor, saved, marks=marks), paper=paper)
    if limit is not None:
        _check_limit(text.text(document), limit)
    form = forms()[ending]
    try:
        written_file = form.write(document)
    except Unwritable as error:
        raise Invalid(str(error)) from None
    return PacketFile(
        f"{_file_name(document.title)}.{ending}", form.media, written_file.data, written_file.warning
    )


def list_disclosures(actor: Actor, saved: SavedPacket) -> tuple[Disclosure, ...]:
    """Return every name, address, link and amount of money that an exported packet would disclose."""
    body = draft_text.remove_marks(without_notes(saved.body))
    return find_disclosures(body, record_cache.load_record(actor))


def measure_text(body: str) -> TextSize:
    """Return the length of a packet's text without its marks."""
    plain_text = text.text(read.document(without_notes(body), ""))
    return TextSize(text.characters(plain_text), len(plain_text.split()))


def cited_sources(record: Record, saved: SavedPacket, packet_text: str) -> dict[str, str]:
    """Return the exportable entries that a packet's text cites, as text by handle."""
    marked = draft_text.marked_handles(packet_text)
    request = read_request(saved)
    conversation = find_conversation(saved.conversation)
    outside = conversation is not None and drafting.is_for_outsiders(conversation, record, request)
    by_handle = {item.handle: item for item in record.items if item.handle in marked}
    confidentiality = ConfidentialityFilter(record, request.choices.shown_ids, outside=outside)
    ids = [
        by_handle[handle].id
        for handle in marked
        if handle in by_handle and _is_exportable(by_handle[handle], confidentiality)
    ]
    return dict(sources(ids, record, request.period))


def _is_exportable(item: Item, confidentiality: ConfidentialityFilter) -> bool:
    if isinstance(item, Evidence | SkillEntry):
        return confidentiality.can_tell(item)
    is_plan = isinstance(item, Goal | Gap | Update) and is_quotable(item)
    return is_plan and not confidentiality.is_held_back(item)


def _read_document(actor: Actor, saved: SavedPacket, *, marks: bool) -> PacketDocument:
    body = without_notes(saved.body)
    record = record_cache.load_record(actor)
    sources = cited_sources(record, saved, body) if marks else None
    return replace(read.document(body, saved.text, sources), author=record.profile.text)


def _check_limit(plain_text: str, limit: int) -> None:
    length = text.characters(plain_text)
    if length > limit:
        raise Invalid(
            f"the text has {length:,} characters, {length - limit:,} more than {limit:,}; nothing was cut "
            f"off. The limit is reached at “{text.within_limit(plain_text, limit)}”",
            "limit",
        )


def _file_name(title: str) -> str:
    """Return a file name for a title, valid on every system and in any script."""
    name = slug(title)[:_MAX_NAME_LENGTH].strip("-.")
    return name if any(map(str.isalnum, name)) else "packet"
