"""What the pages of people say, in words."""

import re
from html import unescape

from django.test import Client
from tests.support.html import words


def main(client: Client, address: str, status: int = 200, **headers: str) -> str:
    """Return what a page says between its header and footer, without markup."""
    answer = client.get(address, headers=headers)
    assert answer.status_code == status
    html = answer.content.decode()
    return words(html.partition("<main")[2].partition("</main>")[0] or html)


def band(html: str, name: str) -> str:
    """What stands in one group of the list."""
    (found,) = re.findall(rf'<section class="band".*?<h2[^>]*>{name}</h2>(.*?)</section>', html, re.DOTALL)
    return words(found)


def row_of(html: str, name: str) -> str:
    """What stands in one row of the map."""
    (found,) = re.findall(
        rf'<tr[^>]*>\s*<th scope="row">\s*{name}\s*(?:<small>.*?</small>)?\s*</th>(.*?)</tr>', html, re.DOTALL
    )
    return words(found)


def refusal(html: str, field: str) -> str:
    """Return the error beside a field; check that the field is marked as invalid."""
    assert re.search(rf'id="f-{field}"[^>]*aria-invalid="true"[^>]*aria-describedby="{field}-error', html)
    (said,) = re.findall(rf'<p class="error" id="{field}-error" role="alert">(.*?)</p>', html, re.DOTALL)
    return words(said)


def value_of(html: str, field: str) -> str:
    (found,) = re.findall(rf'<input id="f-{field}"\s+name="{field}"\s+value="([^"]*)"', html)
    return unescape(found)


def handle(name: str) -> str:
    from vividmap.store.models import ItemRow

    return ItemRow.objects.get(text=name).handle
