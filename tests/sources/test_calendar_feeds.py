"""Calendars by their address."""

from dataclasses import replace

import pytest
from tests.sources.calendar_files import ALICE, PEOPLE, PRIYA, TODAY, event, ics
from tests.support.misbehaving_server import ServerAnswer, canary, serving

from vividmap.sources import calendar
from vividmap.sources.calendar.places import normalize_place
from vividmap.sources.source import CollectRequest, SourceError


def test_a_feed_follows_its_redirect_and_its_address_is_never_shown(impatient):
    body = ics(event("Sync", "20261112T090000", ALICE, PRIYA))
    secret = "/private-c4n4ry/basic.ics"

    def answer(request):
        if request.path == secret:
            return ServerAnswer(302, {"Location": "/elsewhere-c4n4ry"})
        return ServerAnswer(200, {"Content-Type": "text/calendar"}, body)

    lines: list[str] = []
    with serving(answer) as server:
        request = CollectRequest(
            places=[server.address + secret],
            people=PEOPLE,
            today=TODAY,
            report=lines.append,
            private_hosts=["127.0.0.1"],
        )
        result = calendar.collect(request)
        assert [proposal.text for proposal in result.proposals] == ["Sync"]
        with pytest.raises(SourceError, match="--allow-private-network") as refused:
            calendar.collect(replace(request, private_hosts=[]))
        server.behaviour = lambda _: ServerAnswer(404)
        with pytest.raises(SourceError, match="has nothing at this address") as missing:
            calendar.collect(replace(request, places=[], state=result.state))
    assert "c4n4ry" not in f"{lines} {result.proposals} {refused.value} {missing.value}"


def test_a_feed_is_not_redirected_to_a_private_network(impatient):
    with (
        canary() as (port, visitors),
        serving(lambda _: ServerAnswer(302, {"Location": f"http://127.0.0.1:{port}/"})) as server,
    ):
        place = server.address.replace("127.0.0.1", "localhost")
        request = CollectRequest(places=[place], people=PEOPLE, today=TODAY, private_hosts=["localhost"])
        with pytest.raises(SourceError, match="on a private network"):
            calendar.collect(request)
        assert visitors == []


def test_webcal_is_https():
    assert normalize_place("webcal://cal.example.org/x.ics") == "https://cal.example.org/x.ics"
