"""Remembered browsers and the end of all sessions, as files of the home."""

import time
from dataclasses import replace

import pytest

from vividmap.services.home import remembered_browsers, sign_out
from vividmap.services.home.remembered_browsers import DAYS_UNUSED, GRACE_SECONDS, CopiedProof

NOW = 1_800_000_000.0
DAY = 86_400.0


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("VIVIDMAP_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def names(now=NOW):
    return [browser.name for browser in remembered_browsers.list_browsers(now)]


def test_browsers_are_listed_from_the_one_used_last_until_they_are_unused_for_long():
    remembered_browsers.remember_browser("Firefox", 8001, NOW - 5 * DAY)
    remembered_browsers.remember_browser("Chromium", 8002, NOW)

    assert names() == ["Chromium", "Firefox"]
    assert names(NOW + (DAYS_UNUSED - 5) * DAY) == ["Chromium", "Firefox"]
    assert names(NOW + (DAYS_UNUSED - 5) * DAY + 1) == ["Chromium"]
    assert names(NOW + DAYS_UNUSED * DAY + 1) == []
    assert remembered_browsers.remembered_port(NOW) == 8002
    assert remembered_browsers.remembered_port(NOW + (DAYS_UNUSED + 1) * DAY) == 0


def test_one_browser_is_forgotten_and_the_others_stay():
    firefox = remembered_browsers.remember_browser("Firefox", 8001, NOW)
    chromium = remembered_browsers.remember_browser("Chromium", 8001, NOW)

    assert remembered_browsers.is_remembered(firefox.browser_id)
    assert remembered_browsers.forget_browser(firefox.browser_id, NOW) == "Firefox"
    assert remembered_browsers.forget_browser(firefox.browser_id, NOW) == ""
    assert not remembered_browsers.is_remembered(firefox.browser_id)
    assert remembered_browsers.is_remembered(chromium.browser_id)
    assert names() == ["Chromium"]
    assert remembered_browsers.recognize_browser(firefox.next_proof, NOW) is None


def test_a_proof_is_replaced_by_its_use_and_a_copy_ends_both():
    first = remembered_browsers.remember_browser("Firefox", 8001, NOW).next_proof

    second = remembered_browsers.recognize_browser(first, NOW + 1)
    assert second is not None
    assert second.next_proof not in ("", first)
    # the other tabs of the browser still send the first proof for a while
    soon = remembered_browsers.recognize_browser(first, NOW + 1 + GRACE_SECONDS)
    assert soon == replace(second, next_proof="")
    with pytest.raises(CopiedProof):
        remembered_browsers.recognize_browser(first, NOW + 2 + GRACE_SECONDS)
    assert names() == []
    assert remembered_browsers.recognize_browser(second.next_proof, NOW + 3) is None


@pytest.mark.parametrize("proof", ["", ".", "nonsense", "a.b.c"])
def test_an_unknown_proof_is_nobody_s_and_harms_nothing(proof):
    remembered_browsers.remember_browser("Firefox", 8001, NOW)

    assert remembered_browsers.recognize_browser(proof, NOW) is None
    assert names() == ["Firefox"]


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"browsers": [{"id": 1}], "port": 1}', b"\xff"])
def test_a_damaged_file_remembers_nobody(home, content):
    remembered_browsers.remember_browser("Firefox", 8001, NOW)
    (home / "browsers.json").write_bytes(content)

    assert names() == []
    assert remembered_browsers.remembered_port(NOW) == 0
    remembered_browsers.remember_browser("Chromium", 8002, NOW)
    assert names() == ["Chromium"]


def test_the_end_of_all_sessions_is_later_than_those_before_it_and_forgets_all_browsers(home):
    before = time.time() - 1
    assert not sign_out.is_later_than(before)
    remembered_browsers.remember_browser("Firefox", 8001, NOW)

    sign_out.sign_out_everywhere()

    assert names() == []
    assert sign_out.is_later_than(before)
    assert not sign_out.is_later_than(time.time())
    assert not remembered_browsers.forget_all_browsers()
