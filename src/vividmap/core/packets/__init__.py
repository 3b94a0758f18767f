"""Packets: what a conversation needs, drafted from the record. One folder per conversation.

A folder here with a `metadata.py` is a conversation. It holds what only that conversation uses: its metadata
(`CONVERSATION`: name, fields, usual period, who reads it), `draft.py` (what drafts it), sections and notes of
its own. To add a conversation, add its folder: nothing else is edited. What they share stands beside them:

    conversation.py registry.py     what a conversation is, and how all of them are found
    request_fields.py author_choices.py request.py   what an author is asked for and chose, how it is stored
    confidentiality.py              what must not be told, and to whom
    selection.py best_set.py reasons.py              which entries, and why these
    packet.py                       what a packet is
    claims.py head.py               in which groups, under which headings
    wording/                        in which words: a table of transformations
    sentences.py voice.py months.py themes.py   what wording is made of
    claim_sections.py learned_section.py next_section.py form_questions.py author_notes.py in_full.py
                                    sections, notes and fields of several conversations
    draft_text.py                   a saved draft as text
    checking/                       any text against the record
"""
