"""Whatever a text says comes out as text, in order, in every form."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.formats.out.extracting import assert_in_order, extract, squeezed
from tests.strategies import bodies, lines

from vividmap.formats import typesetting
from vividmap.formats.out import forms, pdf, read
from vividmap.formats.out.document import block_texts
from vividmap.formats.packet import escape

COVERED = st.text(
    st.characters(codec="ascii", categories=("L", "N", "P", "S", "Zs"))
    | st.sampled_from("äéßœŁĳŽøαβγώΣΩабвжЯЁђ–—…“”‘’„«»→€£×·"),
    min_size=1,
    max_size=40,
)
"""Text in Latin, Greek and Cyrillic letters, for which Typst brings fonts."""
ENDINGS = sorted(set(forms()) - {"pdf"})
"""Every format but PDF, which has laws of its own: its fonts lack some letters."""
EMPHASIS = re.compile(r"(?<![^\s(\"“])\*(?=\w)([^*]*)(?<=\S)\*(?![\w*])")
SIGNS = (
    *(
        "`a`",
        "`a b`",
        "` a`",
        "`",
        "_",
        "a_b",
        "__",
        "&amp;",
        "&",
        "R&D",
        "&#3",
        "x;",
        "<",
        " <5",
        "<a>",
        "</",
    ),
    *(
        "<!--",
        ">",
        "[a]",
        "](",
        "[^1]",
        "(b)",
        "!",
        "~",
        "~~",
        "~30",
        "\\",
        "1.",
        " ",
        "http://x.y",
        "移",
        "\x00",
    ),
)
HOSTILE = (
    "<script>alert(1)</script> <b>bold</b> &amp; &lt;",
    '#panic("no") #import "x.typ" $x^2$ @ref <label> // no /* no */ ~ -- --- ...',
    r"\input{/etc/passwd} \write18{ls} %comment {\bf no} $$x$$",
    "=cmd|' /C calc'!A0 +1 -1 @SUM(A1)",
    "*star* _under_ `code` [link](javascript:alert(1)) ![x](http://evil.example/x.png) ~~gone~~",
    "{{ 7*7 }} {% debug %} ${7*7} %s %(x)s {0}",
    "مرحبا שלום \u202egnp.exe\u202c \u2066isolated\u2069 a\u200bb\u200dc \ufeff",
    "bell \x07 escape \x1b[31m delete \x7f next \x85 \ufffe \uffff",
    "🧑‍💻 🇵🇹 e\u0301 ﬁ 佐藤 健一 한국 ไทย हिन्दी",
)


@pytest.fixture(autouse=True, scope="module")
def typeset_in_this_process() -> Iterator[None]:
    """Typeset without a new process for each example; test_forms.py tests the real one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "typeset_apart", typesetting.typeset)
        yield


def parts(document):
    return [*block_texts(document.blocks)]


def text_of(document, ending):
    return extract(ending, forms()[ending].write(document).data)


@pytest.mark.parametrize("line", HOSTILE)
@pytest.mark.parametrize("ending", ENDINGS)
def test_hostile_text_comes_out_as_text(ending, line):
    document = read.document(escape(line), "x")
    assert squeezed("".join(parts(document))) == squeezed(read.printable_line(line))
    assert_in_order(parts(document), text_of(document, ending))


@pytest.mark.parametrize("line", HOSTILE[:6])
def test_hostile_text_comes_out_of_a_pdf_as_text(line):
    assert_in_order([line], text_of(read.document(escape(line), "x"), "pdf"))


@given(lines())
@example("*0* and 7*7")
@example("a *word* or *two words*, and _one_ more")
def test_a_line_of_a_record_is_read_as_it_stands_except_for_emphasis(line):
    written = read.printable_line(line)
    literal = "".join(parts(read.document(escape(line, is_literal=True), "x")))
    assert squeezed(literal) == squeezed(written)
    shown = "".join(parts(read.document(escape(line), "x")))
    assert squeezed(shown) in {squeezed(written), squeezed(EMPHASIS.sub(r"\1", written))}


@settings(max_examples=400)
@given(st.lists(st.sampled_from(SIGNS), min_size=1, max_size=8).map("".join))
def test_signs_of_markdown_come_out_as_written_and_code_as_code(line):
    shown = "".join(parts(read.document(escape(line), "x")))
    assert squeezed(shown.replace("`", "")) == squeezed(read.printable_line(line).replace("`", ""))


@settings(max_examples=60)
@given(st.lists(lines(), min_size=1, max_size=4), st.sampled_from(ENDINGS))
def test_any_lines_come_out_in_order(some, ending):
    document = read.document("\n\n".join(escape(one, is_literal=True) for one in some), "x")
    assert_in_order([read.printable_line(one) for one in some], text_of(document, ending))


@settings(max_examples=60)
@given(st.lists(COVERED, min_size=1, max_size=3), st.sampled_from(sorted(forms())))
def test_sources_come_out_after_the_text_in_every_format(words, ending):
    sources = {f"k{number}j2": f"Source {number}: {word.strip()}" for number, word in enumerate(words)}
    body = "\n\n".join(f"Claim {number}.[^{handle}]" for number, handle in enumerate(sources))
    claims = [f"Claim {number}." for number in range(len(sources))]
    document = read.document(body, "x", sources)
    assert_in_order([*claims, *map(read.printable_line, sources.values())], text_of(document, ending))
    without_sources = text_of(read.document(body, "x"), ending)
    assert_in_order(claims, without_sources)
    assert "Source 0:" not in without_sources


@settings(max_examples=60)
@given(st.lists(COVERED, min_size=1, max_size=4))
def test_latin_greek_and_cyrillic_come_out_of_a_pdf_in_order(some):
    document = read.document("\n\n".join(escape(one.strip(), is_literal=True) for one in some), "x")
    made = forms()["pdf"].write(document)
    assert made.warning == ""
    assert_in_order(some, extract("pdf", made.data))


@settings(max_examples=80)
@given(bodies(), st.sampled_from(ENDINGS))
@example("> " * 120 + "deep", "txt")
@example("- " * 30 + "deep", "docx")
def test_any_markdown_comes_out_in_order(text, ending):
    document = read.document(text, "x")
    assert_in_order(parts(document), text_of(document, ending))


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=60) | bodies())
@example("- " * 30 + "deep")
@example("> " * 30 + "deep")
@example("|a|\n|-|\n||\n")
@example("# \n\n## \n\n- \n\n>\n\n```\n```")
@example("🚀 ⃝a é⃝ \u0315\u0315 \U0010ffff \ue000")
def test_any_text_at_all_makes_a_pdf(text):
    document = read.document(text, "x", {"k3j2": text})
    made = forms()["pdf"].write(document)
    assert made.data.startswith(b"%PDF-1.7")
    assert bool(made.warning) == ("appears as" in made.warning)
