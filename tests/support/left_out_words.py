"""Which words of the entries that a packet tells are neither in it nor in its list of what was left out."""

import re
from collections import defaultdict

from vividmap.core.english.short_forms import spell_out
from vividmap.core.entry_details import read_details
from vividmap.core.packets.learned_section import drop_giver
from vividmap.core.packets.packet import Packet
from vividmap.core.packets.voice import Voice
from vividmap.core.packets.wording.bullets import without_label
from vividmap.core.record import Evidence, Person, Record, SkillEntry

LINKING = frozenset(
    "a an the and but so or of to in on at for with from by as that which who whom it its is are was were be been"
    " i we my our this these those then also there anyway well ok okay actually s t".split()
)
"""Words that may be dropped where a sentence is told in two parts."""

GIVING = frozenset({"says", "said", "told", "thinks", "noted", "reminded", "pointed", "out"})
"""Words that introduce who gave feedback, which a packet never tells."""


def unlisted_words(packet: Packet, record: Record) -> dict[str, set[str]]:
    """Return by handle the words that were dropped without a note: none, if the list is complete."""
    told = defaultdict(list)
    for sentence in packet.sentences:
        for source in sentence.sources:
            told[source].append(sentence.text)
    for note in packet.notes:
        if note.text.startswith("Left out"):
            for line in note.lines:
                told[line.source].append(line.text)
    voice = Voice(record, packet.period)
    missing = {}
    for item_id, texts in told.items():
        item = record.by_id[item_id]
        if isinstance(item, Evidence | SkillEntry):
            words = _words(_source(item, voice)) - _words(" ".join(texts)) - LINKING - _names(record)
            words -= GIVING if item.category == "feedback" else frozenset()
            if words:
                missing[item.handle] = words
    return missing


def _source(item: Evidence | SkillEntry, voice: Voice) -> str:
    if isinstance(item, SkillEntry):
        text = voice.words(item, item.text)
        # Who gave it, and at which occasion, is never told.
        return drop_giver(text, voice.name_pattern) if item.category == "feedback" else text
    texts = (without_label(item.text, item, voice), item.outcome, *read_details(item))
    return " ; ".join(voice.words(item, text) for text in texts)


def _names(record: Record) -> set[str]:
    """Return the words of names: a packet repeats only first names, and omits who gave feedback."""
    return _words(" ".join(person.text for person in record.items_of(Person)))


def _words(text: str) -> set[str]:
    """Return the words of a text in the form in which a draft has them."""
    return set(re.findall(r"[^\W\d_]{2,}|\d+", spell_out(text).casefold()))
