import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.strategies import texts

from vividmap import spool
from vividmap.spool import Capture, UnreadableCapture

anything = (
    texts()
    | st.text(st.characters(exclude_categories=["Cs"]))
    | st.sampled_from(["", "\n", "\\n", "\\\\n\r\n"])
)
captures = st.builds(
    Capture,
    id=st.uuids().map(str),
    at=st.integers(0, 4_102_444_800_000_000),
    offset=st.integers(-86_399, 86_399),
    verb=st.sampled_from(spool.VERBS),
    text=anything,
    options=st.lists(st.tuples(st.sampled_from(spool.OPTIONS), anything), max_size=4).map(tuple),
)


def parts(capture: Capture) -> tuple[object, ...]:
    return tuple(getattr(capture, name) for name in Capture.__slots__)


@given(capture=captures)
def test_a_capture_is_read_as_it_was_written(capture):
    assert parts(spool.parse_capture(spool.format_capture(capture))) == parts(capture)


@given(capture=captures, data=st.data())
def test_a_file_that_was_cut_is_refused_wherever_it_was_cut(capture, data):
    whole = spool.format_capture(capture)
    with pytest.raises(UnreadableCapture):
        spool.parse_capture(whole[: data.draw(st.integers(0, len(whole) - 1))])


@given(capture=captures, data=st.data())
def test_a_file_with_a_flipped_bit_is_refused(capture, data):
    whole = bytearray(spool.format_capture(capture))
    bit = data.draw(st.integers(0, len(whole) * 8 - 1))
    whole[bit // 8] ^= 1 << bit % 8
    with pytest.raises(UnreadableCapture):
        spool.parse_capture(bytes(whole))


@given(junk=st.binary() | st.text().map(str.encode))
@example(junk=b"crc 00000000\n")
@example(junk=b"vividmap capture 1\ncrc 00000000\n")
def test_what_is_no_capture_is_refused(junk):
    with pytest.raises(UnreadableCapture):
        spool.parse_capture(junk)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "vividmap capture 2\nid x\nat 1 2\nverb log\ntext x\n",
        "vividmap capture 1\n",
        "vividmap capture 1\nid x\nat 1 2\nverb log\n",
        "vividmap capture 1\nid x\nat 1 2\nverb burn\ntext x\n",
        "vividmap capture 1\nid x\nat now\nverb log\ntext x\n",
        f"vividmap capture 1\nid x\nat {'9' * 5000} 0\nverb log\ntext x\n",
        "vividmap capture 1\nid x\nat 1 2\nverb log\nsudo x\ntext x\n",
    ],
)
def test_a_whole_file_that_is_not_ours_is_refused(body):
    import zlib

    data = body.encode()
    with pytest.raises(UnreadableCapture):
        spool.parse_capture(data + b"crc %08x\n" % zlib.crc32(data))


def test_captures_made_together_keep_their_order():
    made = [spool.new_capture("log", str(number), order=number) for number in range(10_000)]
    assert sorted(made, key=lambda one: one.id) == made
    assert sorted(made, key=lambda one: one.at) == made
    assert len({one.id for one in made}) == len(made)


def test_captures_of_one_millisecond_keep_their_order():
    made = [spool.new_capture("log", "x") for _ in range(500)]
    assert len({one.id[:13] for one in made}) < len(made)  # some share their millisecond
    assert sorted(made, key=lambda one: one.id) == made
