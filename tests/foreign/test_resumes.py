"""What holds for the résumé of every foreign document: sound bullets, nobody named, quotations untouched."""

import re
from datetime import date

import pytest

from tests.core import make
from tests.core.packets.job_search.sound_bullets import assert_sound
from tests.foreign.expected import read_expected
from tests.foreign.measure import FOLDERS, answer_headings
from vividmap.core.english.dates import ALL_TIME
from vividmap.core.packets.job_search.anonymous_voice import AnonymousVoice
from vividmap.core.packets.job_search.bullets import quote_bullet, write_bullet
from vividmap.core.record import Evidence, Person
from vividmap.core.text import fold
from vividmap.core.when import parse_when
from vividmap.formats.notes import Answers, read

TODAY = date(2026, 11, 30)
DOCUMENTS = {document.path.name: document for folder in FOLDERS for document in read_expected(folder)}
QUOTED = re.compile(r"“[^“”]*”")


def imported(document):
    text, period = document.path.read_text("utf-8"), parse_when(f"{document.period}~")
    questions = read(text, TODAY, name=document.path.name, answers=Answers(period)).questions
    answers = Answers(period, headings=answer_headings(questions, document))
    return make.from_drafts(read(text, TODAY, name=document.path.name, answers=answers).drafts)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_bullet_of_a_foreign_document_is_sound_and_names_nobody(name):
    record = imported(DOCUMENTS[name])
    voice = AnonymousVoice(record, ALL_TIME)
    mentioned = {
        part
        for item in record.items
        for mention in item.mentions
        if mention.sort == "person"
        for part in mention.name.split()
    }
    names = mentioned | {part for person in record.items_of(Person) for part in person.text.split()}
    folded_names = {fold(part.strip(".,")) for part in names if part[:1].isupper() and len(part) > 2}
    for entry in record.items_of(Evidence):
        written, quoted = write_bullet(entry, voice), quote_bullet(entry, voice)
        if written:
            assert_sound(written.text)
        for bullet in filter(None, (written, quoted)):
            big_words = {fold(word) for word in re.findall(r"[^\W\d_]+", bullet.text) if word[:1].isupper()}
            assert not big_words & folded_names, bullet.text
            source = f"{entry.text} {entry.outcome}"
            assert all(quotation in source for quotation in QUOTED.findall(bullet.text)), bullet.text
