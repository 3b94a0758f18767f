"""What of a note is told: its text without talk, and the lines beneath it that tell a deed or a fact."""

from functools import lru_cache

from vividmap.core.entry_details import read_details
from vividmap.core.packets.sentences import in_first_person
from vividmap.core.packets.voice import Voice
from vividmap.core.packets.wording.essentials import is_essential
from vividmap.core.packets.wording.splitting import split_notes
from vividmap.core.packets.wording.trimming import TrimmedText, trim
from vividmap.core.record import Evidence


def tell_details(entry: Evidence, voice: Voice, *, in_full: bool) -> list[str]:
    """Return the sentences beneath an entry that tell more of it, as its author wrote them; no thought."""
    texts = (voice.words(entry, text) for text in read_details(entry))
    trimmed_texts = [trim_note(text, in_full=in_full, may_empty=True).text for text in texts]
    told_texts = [text for text in trimmed_texts if text and (in_full or is_deed(text) or is_essential(text))]
    return [sentence for text in told_texts for sentence in split_notes(text)]


def trim_note(text: str, *, in_full: bool, may_empty: bool = False) -> TrimmedText:
    """Return a text without talk; `in_full` all of it."""
    return TrimmedText(text) if in_full or not text else trim(text, may_empty=may_empty)


@lru_cache(maxsize=1024)
def is_deed(sentence: str) -> bool:
    """Return whether a sentence begins with a deed of the author's; cached, as it is asked several times."""
    words = sentence.split()
    if words[:1] == ["I"] or words[0].startswith(("I'", "I’")):
        return True
    capital = sentence[:1].upper() + sentence[1:]
    personal_sentence = in_first_person(capital)
    return personal_sentence is not None and personal_sentence.startswith("I ")
