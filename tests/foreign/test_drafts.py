"""Drafts from foreign documents: whatever an entry says is in the draft, or in the list of what was left out."""

from datetime import date

import pytest

from tests.foreign.expected import read_expected
from tests.foreign.measure import FOLDERS, import_document
from tests.support.left_out_words import unlisted_words
from vividmap.core.english.dates import ALL_TIME, parse_period
from vividmap.core.packets.drafting import draft_packet
from vividmap.core.packets.registry import find_conversation
from vividmap.core.packets.request import PacketRequest

TODAY = date(2026, 11, 30)
DOCUMENTS = {document.path.name: document for folder in FOLDERS for document in read_expected(folder)}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_word_of_an_entry_that_is_told_goes_unlisted(db, name):
    from vividmap.services import record_cache

    record = record_cache.load_record(import_document(DOCUMENTS[name]))
    for slug, period in (("review", parse_period(DOCUMENTS[name].period, TODAY, 1)), ("promotion", ALL_TIME)):
        conversation = find_conversation(slug)
        assert conversation
        packet = draft_packet(conversation, record, PacketRequest(slug, period), TODAY)
        assert unlisted_words(packet, record) == {}
