"""Places at a forge: a host, and if it is named, an owner or a repository there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from vividmap.sources.source import BadPlace, CollectRequest
from vividmap.sources.web.addresses import normalize_host

_NAME = re.compile(r"[\w.-]{1,100}(?:/[\w.-]{1,100}){0,9}", re.ASCII)


@dataclass(frozen=True)
class ForgePlace:
    """A forge's server, and the owner, group or repository that counts; "" for all."""

    origin: str
    """The beginning of its addresses: https://github.com."""
    host: str
    owner: str = ""

    @property
    def label(self) -> str:
        """Return how the place is named in messages and remembered."""
        # a host without a dot would be read as an owner
        plain = self.origin.removeprefix("https://") if "." in self.host else self.origin
        return f"{plain}/{self.owner}" if self.owner else plain


def parse_place(text: str, default_host: str, api_path: str) -> ForgePlace:
    """Return the place that a text names: `github.com/acme`, `acme/ledger`, `https://git.example.org`.

    Raises BadPlace.
    """
    text = text.strip().rstrip("/")
    has_scheme = "://" in text
    first = text.partition("/")[0]
    address = text if has_scheme else f"https://{text if '.' in first else f'{default_host}/{text}'}"
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise BadPlace(f"the place {text[:80]!r} is not an address such as {default_host}/OWNER") from error
    owner = parts.path.strip("/")
    owner = "" if f"/{owner}" == api_path else owner
    is_plain = not (parts.username or parts.password or parts.query or parts.fragment)
    if (
        parts.scheme not in ("https", "http")
        or not host
        or not is_plain
        or (owner and not _NAME.fullmatch(owner))
    ):
        raise BadPlace(f"the place {text[:80]!r} is not an address such as {default_host}/OWNER")
    suffix = f":{port}" if port else ""
    host_in_address = f"[{host}]" if ":" in host else host
    return ForgePlace(f"{parts.scheme}://{host_in_address}{suffix}", normalize_host(host), owner)


def request_places(request: CollectRequest, default_host: str) -> Sequence[str]:
    """Return the places of a request, else those remembered, else the forge's own host."""
    return request.places or tuple(remembered_places(request.state)) or (default_host,)


def remembered_places(state: Any) -> dict[str, dict[str, str]]:
    """Return by place how far each kind of search was read; {} where the state is of another shape."""
    places = state.get("places") if hasattr(state, "get") else None
    if not isinstance(places, dict):
        return {}
    return {
        str(place): {str(search): str(moment) for search, moment in marks.items()}
        for place, marks in places.items()
        if isinstance(marks, dict)
    }
