"""What a mark or a date inside a line is: a skill or a channel, the day of the work or what it is about."""

import pytest
from tests.formats.reading import drafts, only


def skills(line: str) -> tuple[str, list[str]]:
    draft = only(f"# Wins\n- {line}\n")
    return draft.text, [mark.name for mark in draft.mentions if mark.sort == "skill"]


@pytest.mark.parametrize(
    "line",
    [
        "got praise in #web-platform for the rollout",
        "asked in #infra for two machines",
        "posted the numbers to #general",
        "posted to #team-x, 40 replies",
        "the answers in the #ledger channel helped",
        "Lob im Kanal #plattform",
        "Merci de toute la bande dans #paiements",
    ],
)
def test_the_channel_of_a_chat_is_no_skill_and_stays_in_the_line(line):
    assert skills(line) == (line, [])


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Wrote the parser in #rust", ["rust"]),
        ("got better in #system-design", ["system-design"]),
        ("Moved the cache #redis #system-design", ["redis", "system-design"]),
    ],
)
def test_a_skill_in_a_sentence_stays_a_skill(line, names):
    assert skills(line)[1] == names


@pytest.mark.parametrize(
    "line",
    [
        "perf budget in CI, blocked 58 regressions (count on 30 June)",
        "GA on 3 May planned: wrote the docs",
        "wrote the plan (GA 3 May)",
        "Messung (Stand 30. Juni): 12 ms",
        "mesure (au 30 juin) : 12 ms",
    ],
)
@pytest.mark.parametrize("heading", ["2026-04-17", "17 April 2026", "w/c 13 April 2026"])
def test_a_day_inside_a_line_does_not_move_it_from_the_day_above(heading, line):
    draft, _ = drafts(f"{heading}\n{line}\n\n2026-11-02\nmoved the ledger\n")
    assert draft.when is not None
    assert (draft.text, draft.when.last.month) == (line, 4)


def test_a_day_in_front_of_a_line_counts_below_another_day():
    forgotten, later = drafts("2026-04-17\n2026-04-15: forgot this one\nmoved it\n")
    assert (str(forgotten.when), str(later.when)) == ("2026-04-15", "2026-04-17")


def test_a_day_of_the_week_above_counts_inside_a_line():
    assert str(only("## w/c 20 April 2026\n- moved it (22 April)\n").when) == "2026-04-22"


def test_a_bracket_behind_a_person_is_not_cut_open():
    ruben, chidi = drafts("# People\nRuben - my manager (EM web platform)\nChidi - search (on loan)\n")
    assert (ruben.body, chidi.body) == ("my manager (EM web platform)", "search (on loan)")
