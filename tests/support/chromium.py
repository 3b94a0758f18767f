"""Chromium, driven by Playwright."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Error, Page, sync_playwright
from playwright.sync_api import TimeoutError as Timeout

from tests.support.machine import find_browser

# no sandbox, because CI is root; the others keep it from calling home
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def launched() -> Iterator[Browser]:
    executable = find_browser()
    if executable is None:
        # never skipped: a page that was not looked at has not passed
        pytest.fail("no Chromium here: `make test` finds or installs one", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def watched_page(browser: Browser) -> Iterator[Page]:
    """Open a page with a fresh profile; fail if it throws or sends a request to any other host."""
    trouble: list[str] = []
    context = browser.new_context(locale="en-GB", timezone_id="UTC", reduced_motion="reduce")
    page = context.new_page()
    _press_as_a_person_does(page)
    page.on("pageerror", lambda error: trouble.append(f"error: {error}"))
    page.on(
        "request", lambda request: None if is_local(request.url) else trouble.append(f"asked: {request.url}")
    )
    try:
        yield page
    finally:
        context.close()
    assert not trouble, trouble


# A page is ready once its script has run and the field with autofocus has had the focus.
_READY = (
    """document.readyState === "complete" && (window.hadFocus || !document.querySelector("[autofocus]"))"""
)
_PATIENCE = 5_000
_PAUSE = 20


def until(page: Page, script: str, arg: object = None, within: int = _PATIENCE) -> None:
    """Wait until a script returns a true value, for `within` milliseconds at most. Raises Timeout.

    It polls, because Playwright's own wait makes the page evaluate text, which its policy forbids.
    """
    for _ in range(within // _PAUSE):
        with suppress(Error):  # the page is on its way to another
            if page.evaluate(script, arg):
                return
        page.wait_for_timeout(_PAUSE)
    raise Timeout(f"not within {within} ms: {script}")


def arrived(page: Page) -> Page:
    """Wait until the page has loaded completely: what is read at once is otherwise half of it."""
    until(page, "document.readyState === 'complete'")
    return page


def _press_as_a_person_does(page: Page) -> None:
    """Delay keys until the page is ready: a program presses them sooner than any person would."""
    page.add_init_script("addEventListener('focusin', () => { window.hadFocus = true; }, true)")

    def patient(at_once: Callable[..., None]) -> Callable[..., None]:
        def patiently(keys: str, **options: float) -> None:
            with suppress(Timeout):  # no field gets the focus if the address names a place on the page
                until(page, _READY, within=2_000)
            at_once(keys, **options)

        return patiently

    for name in ("press", "type"):
        setattr(page.keyboard, name, patient(getattr(page.keyboard, name)))


def _is_loopback(name: str) -> bool:
    return name in {"127.0.0.1", "::1", "localhost"} or name.endswith(".localhost")


def is_local(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"about", "blob", "data"} or _is_loopback(parts.hostname or "")
