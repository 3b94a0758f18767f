"""Remembered browsers: which ones may open the page without a new link, and for how long.

A browser proves itself with a secret that is replaced each time it is used; the home stores digests alone. A
secret that comes again after it was replaced is a copy: then that browser is forgotten, and both are out.
"""

import json
import os
import secrets
from dataclasses import asdict, dataclass, replace

from vividmap import paths
from vividmap.services.errors import Refused
from vividmap.services.files import file_lock, remove_file, write_private_file
from vividmap.services.storage.secret_digest import digest_secret, is_secret_of

DAYS_UNUSED = 30
"""A browser that was not used for so many days is forgotten."""
GRACE_SECONDS = 60.0
"""How long a replaced secret is still taken: a browser that starts opens all its tabs at once."""
_DAY = 86_400.0
_LOCK = "browsers.lock"


@dataclass(frozen=True, slots=True)
class RememberedBrowser:
    """A browser by the name that its owner gave it. Times are seconds since 1970."""

    id: str
    name: str
    added_at: float
    used_at: float
    digest: str
    earlier_digest: str = ""

    def is_expired(self, now: float) -> bool:
        """Return whether it was unused for too long."""
        return now - self.used_at > DAYS_UNUSED * _DAY


@dataclass(frozen=True, slots=True)
class Recognition:
    """The browser that a proof belongs to, and its next proof: "" while the last one is still on its way."""

    browser_id: str
    next_proof: str = ""


class CopiedProof(Exception):
    """A proof that was replaced long ago was used again; its browser is forgotten."""


def browsers_path() -> str:
    """Return the path of the file with the remembered browsers."""
    return os.path.join(paths.home(), "browsers.json")


def list_browsers(now: float) -> tuple[RememberedBrowser, ...]:
    """Return the browsers that are remembered, the one used last first."""
    browsers = [browser for browser in _load()[0] if not browser.is_expired(now)]
    return tuple(sorted(browsers, key=lambda browser: -browser.used_at))


def is_remembered(browser_id: str) -> bool:
    """Return whether a browser was not forgotten."""
    return any(browser.id == browser_id for browser in _load()[0])


def remember_browser(name: str, port: int, now: float) -> Recognition:
    """Remember a browser, which gets its first proof; `port` becomes the page's. Raises Refused."""
    secret = secrets.token_urlsafe(32)
    browser = RememberedBrowser(secrets.token_hex(8), name, now, now, digest_secret(secret))
    with file_lock(_LOCK):
        _save((*list_browsers(now), browser), port)
    return Recognition(browser.id, f"{browser.id}.{secret}")


def recognize_browser(proof: str, now: float) -> Recognition | None:
    """Return the browser of a proof, with a new proof; None if no browser has it. Raises CopiedProof.

    In a home that cannot be written to, the proof is not replaced, so that the record can still be read.
    """
    browser_id, _, secret = proof.partition(".")
    with file_lock(_LOCK):
        browsers, port = list_browsers(now), _load()[1]
        browser = next((known for known in browsers if known.id == browser_id), None)
        if browser is None:
            return None
        others = tuple(known for known in browsers if known is not browser)
        if is_secret_of(secret, browser.digest):
            next_secret = secrets.token_urlsafe(32)
            renewed = replace(
                browser, used_at=now, digest=digest_secret(next_secret), earlier_digest=browser.digest
            )
            try:
                _save((*others, renewed), port)
            except Refused:
                return Recognition(browser.id)
            return Recognition(browser.id, f"{browser.id}.{next_secret}")
        if is_secret_of(secret, browser.earlier_digest) and now - browser.used_at <= GRACE_SECONDS:
            return Recognition(browser.id)
        _save(others, port)
    raise CopiedProof


def forget_browser(browser_id: str, now: float) -> str:
    """Forget a browser and return its name, "" if there was none. Raises Refused."""
    with file_lock(_LOCK):
        browsers, port = list_browsers(now), _load()[1]
        _save(tuple(browser for browser in browsers if browser.id != browser_id), port)
    return next((browser.name for browser in browsers if browser.id == browser_id), "")


def forget_all_browsers() -> bool:
    """Forget every browser; return whether there was any. Raises Refused."""
    return remove_file(browsers_path())


def remembered_port(now: float) -> int:
    """Return the port at which a browser was remembered last, 0 if none is remembered."""
    return _load()[1] if list_browsers(now) else 0


def _load() -> tuple[tuple[RememberedBrowser, ...], int]:
    """Return the stored browsers and their port; none where the file is damaged."""
    try:
        with open(browsers_path(), "rb") as file:
            values = json.loads(file.read())
        return tuple(RememberedBrowser(**browser) for browser in values["browsers"]), int(values["port"])
    except (OSError, ValueError, KeyError, TypeError):
        return (), 0


def _save(browsers: tuple[RememberedBrowser, ...], port: int) -> None:
    values = {"port": port, "browsers": [asdict(browser) for browser in browsers]}
    write_private_file(browsers_path(), json.dumps(values).encode())
