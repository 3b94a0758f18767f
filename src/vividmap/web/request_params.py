"""What a request asks for: read the same way on every page, and never more than the page can use."""

from collections.abc import Iterable, Mapping
from typing import TypeVar
from uuid import UUID

from django.http import Http404, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from vividmap.core.record import Item
from vividmap.store import queries
from vividmap.web.request import Request

_ItemKind = TypeVar("_ItemKind", bound=Item)

_LONGEST = 9
"""The most digits of a number in a request: no page writes longer ones."""


def parse_number(text: str) -> int | None:
    """Return a sent number that is not negative, None if it is not one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST else None


def parse_numbers(texts: Iterable[str]) -> set[int]:
    """Return the numbers among the sent texts that are not negative."""
    return {value for text in texts if (value := parse_number(text)) is not None}


def parse_uuid(text: str) -> UUID | None:
    """Return a sent id, None if it is not one."""
    try:
        return UUID(text)
    except ValueError:
        return None


def form_text(params: QueryDict, name: str) -> str:
    """Return the text of a form's field, "" if it was not sent; its lines end in LF, not in CRLF."""
    return (params.get(name) or "").replace("\r\n", "\n")


def page_number(request: Request) -> int:
    """Return the page of a list that the URL asks for, from 1 on."""
    return parse_number(request.GET.get("page", "")) or 1


def form_version(request: Request) -> int | None:
    """Return the version that a form was opened with, None where it does not say."""
    return parse_number(request.POST.get("version", ""))


def return_url(request: Request, otherwise: str) -> str:
    """Return the page that a form was sent from, if it is one of ours."""
    place = request.POST.get("next", "")
    is_local = place.startswith("/") and url_has_allowed_host_and_scheme(place, allowed_hosts=None)
    return place if is_local else otherwise


def encode_query(params: Mapping[str, str | int]) -> str:
    """Return the query of a URL, without empty values and the first page."""
    return urlencode(
        {name: value for name, value in params.items() if value and (name, value) != ("page", 1)}
    )


def build_url(path: str, params: Mapping[str, str | int], **changed: str | int) -> str:
    """Return a URL with its parameters, some of them changed, as `encode_query` writes them."""
    query_string = encode_query({**params, **changed})
    return f"{path}?{query_string}" if query_string else path


def find_item(request: Request, handle: str, *kinds: str) -> Item:
    """Return the owner's item with a handle, if it is of one of some kinds. Raises Http404."""
    item = queries.find_item(request.owner, handle)
    if item is None or item.kind == "profile" or (kinds and item.kind not in kinds):
        raise Http404
    return item


def find_item_of(request: Request, handle: str, kind: type[_ItemKind]) -> _ItemKind:
    """Return the owner's item with a handle, if it is of a kind, as a value of that kind. Raises Http404."""
    item = find_item(request, handle, kind.kind)
    if not isinstance(item, kind):
        raise Http404
    return item
