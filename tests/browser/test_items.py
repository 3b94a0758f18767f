import pytest
from playwright.sync_api import expect
from tests.browser.looking import assert_accessible, at

pytestmark = pytest.mark.browser


def test_axe_finds_nothing_on_the_lists_of_entries(sample, page):
    page.goto(sample.link)
    for path in (
        "/evidence?q=ledger+by:quarter",
        "/evidence?q=a+nonesuch",
        "/evidence?q=period:2O26",
        "/skills?q=tla",
    ):
        page.goto(at(sample, path))
        assert_accessible(page)


def test_axe_finds_nothing_on_an_entry_its_form_and_its_history(vividmap, sample, page):
    vividmap("met", "marta", "Coffee in March, about the ledger")
    handle = vividmap.json("list", "--scope", "org")[0]["handle"]
    page.goto(sample.link)
    page.goto(at(sample, f"/i/{handle}/edit"))
    assert_accessible(page)
    page.get_by_label("date").first.fill("the day before the flood")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("date").first.fill("yesterday")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(f"**/i/{handle}")
    assert_accessible(page)
    page.goto(at(sample, f"/i/{handle}/history"))
    said = page.locator(".versions .notes").first.locator("span")
    assert said.count() == 3, "when, by what, and which version"
    between = said.evaluate_all("all => all.map(one => getComputedStyle(one, '::before').content)")
    assert between == ["none", '" · "', '" · "']
    assert_accessible(page)
    page.goto(at(sample, f"/i/{vividmap.json('search', 'Coffee in March')[0]['handle']}"))
    assert_accessible(page)
    page.goto(at(sample, "/i/nobody"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert_accessible(page)
