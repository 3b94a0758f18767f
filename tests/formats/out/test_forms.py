"""A packet in each form: all of it, in order, and as that form says it."""

import base64
import hashlib
import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx.oxml import parse_xml
from tests.formats.out.extracting import (
    assert_in_order,
    extract,
    from_docx,
    from_pdf,
    opened_docx,
    opened_html,
    opened_pdf,
)
from tests.formats.out.whole import WHOLE, WORDS

from vividmap.formats import typesetting
from vividmap.formats.out import forms, pdf, read, text
from vividmap.formats.out.document import Table, column_shares
from vividmap.formats.out.form import Unwritable
from vividmap.formats.packet import escape

PARTS = [
    "Self-assessment: every kind of block",
    "What I contributed",
    "Checkout",
    "I moved the cache.",
    "P99 is down 340 ms.",
    "See the record",
    "A soft break, and a hard one:",
    "here it goes on with nothing =cmd().",
    "one",
    "two",
    "nested one",
    "with a second paragraph",
    "three",
    "five",
    "six",
    "Priya said: this is it.",
    're.compile("[^abcd]")',
    "Criterion",
    "Evidence",
    "Leads",
    "Moved it",
    "What comes next",
    "Staff by January.",
]


def written(ending, body=WHOLE, sources=None):
    return forms()[ending].write(read.document(body, "My packet", sources)).data


# --- every form ---


@pytest.mark.parametrize("ending", sorted(forms()))
def test_all_of_a_text_is_there_and_in_order(ending):
    assert_in_order(PARTS, extract(ending, written(ending)))


@pytest.mark.parametrize("ending", sorted(forms()))
def test_sources_stand_at_the_end_where_they_are_wanted_and_nowhere_else(ending):
    assert "back twice" not in extract(ending, written(ending))
    assert "[^c4ch]" not in extract(ending, written(ending))
    said = extract(ending, written(ending, sources=WORDS))
    assert_in_order(["I moved the cache.", "down 340 ms.", *PARTS[-2:], *WORDS.values()], said)


@pytest.mark.parametrize("ending", sorted(set(forms()) - {"md"}))
def test_each_claim_has_the_number_of_its_source(ending):
    text = extract(ending, written(ending, sources=WORDS))
    assert_in_order(["I moved the cache.", "1", "down 340 ms.", "Sources", *WORDS.values()], text)


# --- Markdown ---


def test_markdown_is_the_author_s_own_text_without_its_marks():
    made = written("md").decode()
    assert made == re.sub(r"\[\^(c4ch|tw1c)\]", "", WHOLE)
    assert '"[^abcd]"' in made


def test_markdown_has_its_sources_as_footnotes_that_say_what_stands_there():
    made = written("md", sources=WORDS).decode()
    assert made.startswith(WHOLE)
    notes = f"\n[^c4ch]: {WORDS['c4ch']}\n\n[^tw1c]: Sent \\*it\\* back twice\n"
    assert made.removeprefix(WHOLE) == notes


# --- HTML ---


def test_html_is_one_file_that_loads_and_runs_nothing():
    tree = opened_html(written("html", sources=WORDS))
    (style,) = [one.text for one in tree.iter("style")]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = tree.find(".//meta[@http-equiv='Content-Security-Policy']").get("content")
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not [one for one in tree.iter() if one.get("src") or one.get("style")]
    assert [one.get("href") for one in tree.iter("a") if not one.get("href").startswith("#")] == [
        "https://wiki.example/adr/31"
    ]
    assert "url(" not in style
    assert tree.get("lang") == "en"
    assert tree.find(".//title").text == "Self-assessment: every kind of block"
    assert [one.tag for one in tree.iter() if re.fullmatch(r"h\d", str(one.tag))] == [
        *("h1 h2 h3 h2 h2".split())
    ]


# --- PDF ---


def test_a_pdf_says_its_title_and_language_and_nothing_about_who_made_it_when():
    found = opened_pdf(written("pdf"))
    root = found.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert "pdfuaid" in found.xmp_metadata.stream.get_data().decode()
    assert set(found.metadata) == {"/Title", "/Creator"}
    assert found.metadata.title == "Self-assessment: every kind of block"


def test_a_pdf_has_an_outline_and_numbers_its_pages_where_there_are_some():
    assert "1 / 1" not in from_pdf(written("pdf"))
    long = WHOLE + "\n\n".join(f"Paragraph {number} of many. " * 20 for number in range(40))
    found = opened_pdf(written("pdf", long))
    many = len(found.pages)
    assert many > 3
    for number, page in enumerate(found.pages, 1):
        assert f"{number} / {many}" in page.extract_text()
    titles = [one.title for one in found.outline if not isinstance(one, list)]
    assert titles == ["What I contributed", "What comes next"]


def test_what_no_font_has_is_named_and_stands_as_a_mark(monkeypatch):
    monkeypatch.setattr(typesetting, "_fonts", lambda machine: pdf_fonts())
    monkeypatch.setattr(pdf, "typeset_apart", typesetting.typeset)
    made = forms()["pdf"].write(read.document("Met 佐藤 🚀 about Redis.", "x"))
    assert from_pdf(made.data).strip() == "Met \ufffd\ufffd \ufffd about Redis."
    assert made.warning == (
        "no installed font has 佐 藤 🚀: each appears as \ufffd in the PDF. Install a font that has them, such as "
        "Noto Serif CJK, Noto Emoji and Noto Sans Symbols, and export again"
    )


def test_a_text_that_breaks_the_typesetter_is_refused_with_what_to_do(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "typst.py").write_text("raise SystemExit('never run')")
    with pytest.raises(Unwritable, match=r"cannot typeset this text; export it as \.docx or \.html"):
        written("pdf", "x" + "\u0301" * 75_000)


def test_a_pdf_that_takes_too_long_is_given_up():
    with pytest.raises(Unwritable, match=r"not ready after 0\.01 seconds; shorten the packet"):
        pdf.typeset_apart("{}", "en", seconds=0.01)


def pdf_fonts():
    """The fonts that Typst brings, as on a machine that has none of its own."""
    import typst

    return typst.Fonts(include_system_fonts=False)


@pytest.mark.parametrize("body", ["{}", "`{}`", "```\n{}\n```", "| a | b |\n|---|---|\n| {} | x |"])
def test_a_word_that_is_longer_than_a_line_stays_on_the_page(body):
    word = "0123456789ABCDEFGHIJ" * 12
    said = from_pdf(written("pdf", body.format(word)))
    assert word in "".join(said.split())
    assert max(map(len, said.split())) < 110


RESUME = """\
# Alice Example

Lisbon · alice@example.com · +351 900 000 000

## Experience

### Senior Engineer, Payments, Example Ltd

*2023 to today*

- Moved the session cache to Redis: checkout P99 down 340 ms, across several teams
- Stopped a payout rollout: about 1,200 double payouts prevented

### Engineer, Ledger, Example Ltd

*2019 to 2023*

- Backfilled 1.9 billion rows in 11 days instead of six weeks

## Skills

| Skill | In use |
|---|---|
| System design | since 2019 |
| SQL performance | since 2021 |
"""


def test_a_resume_is_read_in_order_from_a_pdf():
    said = from_pdf(written("pdf", RESUME))
    lines = [re.sub(r"[#*|-]+", "", line).strip() for line in RESUME.splitlines() if "---" not in line]
    assert_in_order([" ".join(line.split()) for line in lines if line], said)
    assert "Lisbon · alice@example.com · +351 900 000 000" in said.splitlines()
    assert "Senior Engineer, Payments, Example Ltd" in said.splitlines()


# --- Word ---


def test_word_has_real_headings_lists_tables_and_page_numbers():
    made = opened_docx(written("docx"))
    styles = {one.text: one.style.name for one in made.paragraphs}
    assert styles["Self-assessment: every kind of block"] == "Title"
    assert styles["What I contributed"] == "Heading 1"
    assert styles["Checkout"] == "Heading 2"
    assert styles["one"] == "List Bullet"
    assert styles["five"] == "List Number"
    assert styles["Priya said: this is it."] == "Quote"
    assert styles['re.compile("[^abcd]")'] == "Code"
    (table,) = made.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Criterion", "Evidence"]
    assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
    foot = made.sections[0].footer._element
    assert foot.xpath(".//w:fldSimple/@w:instr") == ["PAGE", "NUMPAGES"]
    assert made.core_properties.title == "Self-assessment: every kind of block"
    assert made.core_properties.author == ""


def test_each_list_of_word_begins_anew_with_its_own_number():
    made = opened_docx(written("docx", "1. a\n2. b\n\nThen:\n\n1. c\n\n- x\n\n  7. y\n"))
    levels = {
        one.text: (one._p.pPr.numPr.ilvl.val, one._p.pPr.numPr.numId.val)
        for one in made.paragraphs
        if one._p.pPr.numPr is not None
    }
    assert levels["a"] == levels["b"]
    assert levels["a"][1] != levels["c"][1]
    assert levels["y"][0] == 1
    starts = made.part.numbering_part.element.xpath(
        f".//w:num[@w:numId='{levels['y'][1]}']/w:lvlOverride[@w:ilvl='1']/w:startOverride/@w:val"
    )
    assert starts == ["7"]


# The order that Word requires of the elements that we write; it repairs or refuses a file with another order.
ORDER = {
    "pPr": "pStyle keepNext keepLines numPr pBdr shd tabs bidi spacing ind jc outlineLvl".split(),
    "rPr": "rStyle rFonts b bCs i iCs strike color sz szCs u vertAlign rtl lang".split(),
    "style": "name basedOn next link uiPriority semiHidden unhideWhenUsed qFormat rsid pPr rPr tblPr".split(),
    "numbering": "abstractNum num".split(),
}


def test_what_we_write_stands_in_the_order_that_word_asks_for():
    body = WHOLE + "\n\nנקל\n\n- ראשון **שני**\n\n> אחד\n"
    with ZipFile(BytesIO(written("docx", body, WORDS))) as file:
        parts = [file.read(f"word/{name}.xml") for name in ("document", "styles", "numbering", "footer1")]
    seen = 0
    for part in map(parse_xml, parts):
        for name, order in ORDER.items():
            for one in part.xpath(f"descendant-or-self::w:{name}"):
                places = [
                    order.index(tag)
                    for tag in (child.tag.rpartition("}")[2] for child in one)
                    if tag in order
                ]
                assert places == sorted(places), (name, [child.tag for child in one])
                seen += len(places) > 1
    assert seen > 50


def test_a_file_of_word_says_nothing_about_who_made_it_when():
    with ZipFile(BytesIO(written("docx"))) as file:
        said = file.read("docProps/core.xml").decode()
        assert not {"docProps/thumbnail.jpeg", "docProps/app.xml"} & {*file.namelist()}
    assert "python-docx" not in said
    assert "2013" not in said


# --- text ---


def test_plain_text_is_one_line_a_paragraph():
    lines = written("txt", sources=WORDS).decode().splitlines()
    assert lines[4:8] == [
        "Checkout",
        "",
        "I moved the cache.[1] P99 is down 340 ms.[1, 2] See the record (https://wiki.example/adr/31). A soft break, and a hard one:",
        "here it goes on with nothing =cmd().",
    ]
    assert lines[9:15] == ["- one", "- two", "  1. nested one", "", "     with a second paragraph", "- three"]


def test_characters_are_counted_as_a_box_in_a_browser_counts_them():
    assert text.characters("  né\n\n") == 2
    assert text.characters("🚀 é") == 4


@pytest.mark.parametrize(
    ("said", "limit", "where"),
    [
        ("One. Two is longer. Three.", 10, "Two is longer. Three.…"),
        ("One.\nTwo", 5, "Two…"),
        ("🚀🚀 no end", 3, "🚀🚀 no end…"),
    ],
)
def test_the_sentence_at_which_a_limit_is_reached_is_named(said, limit, where):
    assert text.within_limit(said, limit) == where


def test_a_right_to_left_paragraph_says_so_in_word_and_html():
    body = "نقلت ذاكرة التخزين إلى Redis"
    made = opened_docx(written("docx", body))
    assert made.paragraphs[0]._p.xpath("w:pPr/w:bidi")
    assert made.paragraphs[0].runs[0].font.rtl
    assert 'dir="auto">نقلت' in written("html", body).decode()
    assert from_docx(written("docx", body)) == body


TABLE = (
    """# Case

| Criterion | In the record | State |
|---|---|---|
| Changes how the organisation works | """
    + "a sentence of some length that takes most of the width, " * 6
    + """ | covered |
| Infrastructure-as-code | short | nothing |
"""
)


def test_author_title_and_paper_are_those_of_the_author():
    document = replace(read.document(TABLE, "x"), author="Maya Lindqvist", paper="letter")
    word = opened_docx(forms()["docx"].write(document).data)
    assert word.core_properties.author == "Maya Lindqvist"
    assert (word.sections[0].page_width.inches, word.sections[0].page_height.inches) == (8.5, 11)
    found = opened_pdf(forms()["pdf"].write(document).data)
    assert found.metadata.author == "Maya Lindqvist"
    assert [round(float(length)) for length in found.pages[0].mediabox[2:]] == [612, 792]


def test_columns_are_as_wide_as_their_content_and_no_row_is_torn():
    (table,) = read.document(TABLE, "x").blocks
    assert isinstance(table, Table)
    shares = column_shares(table)
    assert sum(shares) == pytest.approx(1)
    assert shares[1] > 0.5
    assert shares[0] >= len("Infrastructure-as-code") / 84
    word = opened_docx(written("docx", TABLE))
    rows = word.tables[0]._tbl.xpath("./w:tr")
    assert all(row.xpath("./w:trPr/w:cantSplit") for row in rows)


def test_emphasis_of_a_note_is_emphasis_in_every_form():
    note = escape("When *not* to use it")
    assert "When <em>not</em> to use it" in written("html", note).decode()
    runs = opened_docx(written("docx", note)).paragraphs[0].runs
    assert [run.text for run in runs if run.italic] == ["not"]
    assert written("txt", note).decode() == "When not to use it\n"
    assert "7*7 and 8*8" in written("txt", escape("It is 7*7 and 8*8")).decode()
