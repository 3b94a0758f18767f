"""How a note becomes a line that its reader takes in: a table of transformations, each a pure function.

| Transformation | Where |
|---|---|
| the outcome, or the deed and its outcome in one line where the outcome is no sentence | `arrangement` |
| the outcome in front, for results told in short and arguments | `bullets.WordedEntry.headline` |
| the result read from the text where there is no outcome | `results.find_result` |
| a change that was cut in two is put together: "p99 4.2s", "600ms" | `results.join_change` |
| a result that needs its deed stands after it: "Talked her out: she moved it" | `arrangement` |
| a bare count or change, or a pronoun, is not fronted: "Canary lane: next 6 upgrades" | `self_contained` |
| what we did before what happened around it: "the region failed, we moved" | `arrangement._front_clause` |
| a change of the text in front of an outcome in words | `results.find_change` |
| a topic before a bare measure or count: "Search: p99 from 4.2 s", "Drill #2: 38 min" | `arrangement` |
| what a document only proposes behind it as its aim; who accepted it in front | `plans.set_plans_apart` |
| a label that only files the entry left out: "Perf: …" with the skill performance | `bullets.without_label` |
| a noun phrase, "X done", somebody else's sentence stands; no "I", frame or cause is added | `bullets` |
| the deed taken from a later sentence, with what it needs before it | `sentence_choice.select_deeds` |
| what an amount became: "4.2s -> 600ms" is "from 4.2 s to 600 ms" | `forms.word_changes`, `.space_units` |
| a move keeps its arrow, and one thing after another is "then": "webpack → rspack" | `arrows.word_arrows` |
| the sign of a share: "pages -40%" is "pages down 40%" | `forms.word_signs` |
| short forms in full: "w/ 3 ppl", "$2M/yr", "in Dec" | `english.short_forms.spell_out` |
| an estimate says so at its end: "est. saves a day" | `english.short_forms.spell_out` |
| capitals at the start of sentences | `forms.capitalise` |
| quoted words stay as they were written | `english.quotations.keep_quotations` |
| names as on the map; a person who is only linked is "with …" | `Voice.words`, `Voice.companions` |
| a sigh about oneself left out and listed: "My code :(" | `trimming.drop_sighs` |
| what others took for the cause left out where the cause is told: "everyone blamed X" | `trimming` |
| an advice whose verb is left out: "told them dont" is "told them not to" | `english.short_forms.spell_out` |
| interjections, remarks, moods, doubts, reminders left out and listed for the author | `trimming.trim` |
| what points at a day left out: "this morning", "on Tuesday" | `trimming.drop_day_pointers` |

Nothing is added: each number and name of a bullet is in the entry or in the names that it links to.
"""
