"""check: a file or standard input against the record."""

import json

RECORD = """\
---
vividmap: document 1
name: Alice Example
confidential name: Bluewater
---
# Impact evidence
- 2026-11-20 Session cache lives in Redis now -> checkout P99 down 340 ms, 1.10 s to 760 ms ~teams ^7f3k
- 2026-08-04 Bluewater onboarding finished in staging -> live on time ^5d6e
"""
TRUE = "The session cache in Redis took 340 ms off the checkout P99.\n"
FALSE = "The session cache in Redis took 430 ms off the checkout P99.\n"


def test_what_is_wrong_is_printed_with_its_place_and_the_exit_code_says_so(vividmap, tmp_path):
    (tmp_path / "record.md").write_text(RECORD)
    vividmap("import", str(tmp_path / "record.md"))
    (tmp_path / "review.md").write_bytes(b"# Review\r\n\r\n" + FALSE.encode() + TRUE.encode())

    wrong = vividmap("check", str(tmp_path / "review.md"), check=False)
    assert wrong.code == 1
    assert wrong.out == "3:33: number: “430”: 430 ms here, 340 ms in ^7f3k\n"
    assert "1 of 2 sentences to look at." in wrong.err

    (finding,) = json.loads(vividmap("check", str(tmp_path / "review.md"), "--json", check=False).out)
    assert finding == {
        "start": 44,
        "end": 47,
        "text": "430",
        "kind": "number",
        "why": "430 ms here, 340 ms in ^7f3k",
        "entry": "7f3k",
        "record_says": "340 ms",
    }

    right = vividmap("check", "-", input=TRUE)
    assert (right.out, right.err.strip()) == ("", "Nothing to correct.")
    (sentence,) = json.loads(vividmap("check", "-", "--all", "--json", input=TRUE).out)
    assert (sentence["kind"], sentence["entries"]) == ("supported", ["7f3k"])

    cited = vividmap("check", "-", "--cite", input=f"{TRUE}The onboarding in staging was live on time.\n")
    assert cited.out.startswith(f"{TRUE.strip()}[^7f3k]\n")
    assert "[^7f3k]: 20 November 2026: Session cache lives in Redis" in cited.out
    assert "Bluewater" not in cited.out


def test_a_file_that_is_no_text_is_refused(vividmap, tmp_path):
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\xff")

    picture = vividmap("check", str(tmp_path / "picture.png"), check=False)
    assert (picture.code, "is not UTF-8 at byte 1" in picture.err) == (2, True)
    empty = vividmap("check", "-", input=" \n", check=False)
    assert (empty.code, "here is no text to check" in empty.err) == (2, True)
