import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.strategies import HANDLES, lines, mentions, whens

from vividmap.core.record import MENTION_SIGNS, Evidence, Gap, Item, Skill, SkillEntry, Touchpoint, Update
from vividmap.core.shorthand import NameMark, ParsedLine, name_in_mark, read_line, write_line
from vividmap.core.vocabulary import SCOPES

KINDS = (Evidence, SkillEntry, Touchpoint, Update)


def typed() -> st.SearchStrategy[str]:
    """A line as somebody may type it: with a date or not, an outcome or not, marks wherever they fall."""
    parts = st.tuples(
        st.just("") | whens().map(str) | st.just("undated"),
        lines(),
        st.just("") | lines().map(lambda said: f"-> {said}"),
        st.sampled_from(("", "~teams", "#rust @priya", "!staff", "^k3j2")),
    )
    return parts.map(lambda parts: " ".join(part for part in parts if part))


@st.composite
def said(draw, kind):
    """A parsed line: any text and any names, whether they are in the text or not."""
    evidence = kind is Evidence
    moment = draw(st.none() | whens())
    return ParsedLine(
        draw(lines()),
        draw(st.just("") | lines()) if evidence else "",
        draw(st.sampled_from(("", *SCOPES))) if evidence else "",
        moment,
        moment is None,
        tuple(dict.fromkeys(draw(mentions(kind.mention_sorts)))),
        draw(st.sampled_from(HANDLES)),
    )


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_what_was_written_on_a_line_or_left_for_beneath_it_is_all_there_was_to_say(kind, data):
    line = data.draw(said(kind))
    written, rest = write_line(line, kind)
    read = read_line(written, kind, handles=True)
    assert (read.text, read.when, read.is_undated, read.handle) == (
        line.text,
        line.when,
        line.is_undated,
        line.handle,
    )
    assert (read.outcome or rest.outcome, read.scope) == (line.outcome, line.scope)
    assert {*read.mentions, *rest.mentions} == {*line.mentions}
    assert not read.outcome or not rest.outcome


@pytest.mark.parametrize("kind", KINDS)
@given(line=typed())
@example(line="2026-11-20 Moved the session cache to Redis -> P99 down 340 ms ~teams #system-design @priya")
@example(line="paired with @tomas on `a -> b` -> done")
@example(line="\\2026-11-20 was a Friday")
@example(line="\\\\#rust and \\#rust")
def test_a_line_that_is_read_and_written_is_read_the_same_again(kind, line):
    once = read_line(line, kind, handles=True)
    written, rest = write_line(once, kind)
    again = read_line(written, kind, handles=True)
    assert rest.mentions == ()
    assert again._replace(
        outcome=again.outcome or rest.outcome, is_undated=once.is_undated, mentions=()
    ) == once._replace(mentions=())
    assert set(again.mentions) == set(once.mentions)


@pytest.mark.parametrize("kind", KINDS)
@given(
    line=st.lists(st.text("abc äß漢字()[]{}'\\\"$%&*,./:;<=>?|_- \u00a0\u2028", min_size=1), min_size=1).map(
        " ".join
    )
)
@example(line="C++ for a + b: +40 %")
def test_a_line_without_marks_is_kept_as_it_was_typed(kind, line):
    if "->" not in line:
        assert read_line(line, kind).text == line.strip()


@pytest.mark.parametrize("kind", KINDS)
@given(line=typed())
def test_no_word_that_was_typed_is_lost(kind, line):
    read = read_line(line, kind, handles=True)
    kept = [read.text, read.outcome, read.scope, read.handle, str(read.when or "undated")]
    kept += [mention.name for mention in read.mentions]
    missing = [word for word in words(line) if word not in words(" ".join(kept))]
    if read.when:  # the date is kept in its standard form: 2026-q1~ is 2026-Q1~
        missing = [word for word in missing if word not in words(line.partition(" ")[0])]
    assert missing == []


@pytest.mark.parametrize("kind", KINDS)
@given(line=typed())
def test_a_capture_never_takes_a_handle_off_a_line(kind, line):
    assert read_line(line, kind).handle == ""


@given(name=lines(), sort=st.sampled_from(list(MENTION_SIGNS)))
def test_a_name_that_can_stand_in_a_mark_is_read_from_it(name, sort):
    mark = name_in_mark(sort, name)
    if mark is not None:
        assert read_line(f"met {mark}", Evidence).mentions == (NameMark(sort, name),)


@pytest.mark.parametrize("kind", [Skill, Gap])
@given(line=typed())
def test_a_kind_that_names_nothing_and_has_no_date_keeps_the_whole_line(kind: type[Item], line):
    read = read_line(line, kind)
    assert (read.when, read.scope, read.outcome) == (None, "", "")
