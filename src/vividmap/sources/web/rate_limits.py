"""How long a server asks to wait: the headers of GitHub and GitLab, and `Retry-After` of any server."""

import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

SECONDARY_LIMIT_SECONDS = 60.0
"""What GitHub's documentation asks for after a secondary limit without a time."""
_RESET_HEADERS = ("x-ratelimit-reset", "ratelimit-reset")
_REMAINING_HEADERS = ("x-ratelimit-remaining", "ratelimit-remaining")


def seconds_to_wait(status: int, headers: Mapping[str, str], body: bytes) -> float | None:
    """Return the seconds to wait before the same request may be sent again, None if no limit was met.

    Times are compared with the server's own clock: this machine's may be wrong.
    """
    if status == 200 and b'"RATE_LIMITED"' in body[:2000]:  # GraphQL answers with an error in its body
        return _seconds_to_reset(headers)
    if status not in (403, 429):
        return None
    pause = _retry_after(headers)
    if pause is not None:
        return pause
    if any(headers.get(name) == "0" for name in _REMAINING_HEADERS) or status == 429:
        return _seconds_to_reset(headers)
    return SECONDARY_LIMIT_SECONDS if b"rate limit" in body[:2000].lower() else None


def server_time(headers: Mapping[str, str]) -> float:
    """Return the server's clock in seconds since 1970, this machine's if the server does not say."""
    date = _parse_http_date(headers.get("date", ""))
    return time.time() if date is None else date


def _retry_after(headers: Mapping[str, str]) -> float | None:
    value = headers.get("retry-after", "")
    if value.isdecimal() and len(value) < 10:
        return float(value)
    moment = _parse_http_date(value)
    return None if moment is None else max(0.0, moment - server_time(headers))


def _seconds_to_reset(headers: Mapping[str, str]) -> float:
    resets = [headers[name] for name in _RESET_HEADERS if headers.get(name, "").isdecimal()]
    if not resets or len(resets[0]) > 12:
        return SECONDARY_LIMIT_SECONDS
    return max(1.0, float(resets[0]) - server_time(headers))


def _parse_http_date(value: str) -> float | None:
    try:
        return parsedate_to_datetime(value).timestamp()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
