"""Uninstalling takes out what installing made, and nothing else, in time that grows with the file."""

import json
import os
import time
from dataclasses import replace
from typing import Any

import pytest
from tests.assistant.test_registration import (
    LAUNCH,
    install,
    read,
    uninstall,
    write,
)

from vividmap.assistant.clients.client_table import CLIENTS, ServerLaunch

HOOK = ServerLaunch(program="/opt/vividmap", arguments=("assistant", "session-end"), environment={})


@pytest.mark.parametrize(
    "client", [client for client in CLIENTS if not client.is_toml], ids=lambda client: client.slug
)
@pytest.mark.parametrize("others", [{}, {"theme": "dark"}])
@pytest.mark.parametrize("layout", [{"indent": 2}, {"indent": "\t"}, {"indent": None}])
def test_uninstalling_leaves_what_was_there_and_nothing_else(folders, client, others, layout):
    """An empty object or list may mean something to its owner: only those that we made go."""
    objects: tuple[dict[str, Any], ...] = (
        {},
        {client.parents[0]: {}},
        {"hooks": {}},
        {"hooks": {"SessionEnd": []}},
    )
    for present in objects:
        text = json.dumps(others | present, **layout) + "\n"
        name = os.path.relpath(client.find_file(folders), folders.home)
        path = write(folders, name, text)
        hook = HOOK if client.find_hooks else None
        install(client.slug, folders, hook=hook)
        install(client.slug, folders, replace(LAUNCH, arguments=("mcp", "--read-only")), hook=hook)
        assert read(path) != text
        uninstall(client.slug, folders)
        assert read(path) == text
        assert not os.path.exists(folders.memo)


def test_what_is_remembered_of_no_file_or_a_damaged_one_removes_nothing_of_others(folders):
    path = write(folders, ".cursor/mcp.json", "{}\n")
    install("cursor", folders)
    write(folders, "memo/assistant.json", "[1, {")
    uninstall("cursor", folders)
    assert read(path) == '{\n  "mcpServers": {}\n}\n'


@pytest.mark.parametrize("layout", [{"indent": 2}, {"indent": None}])
def test_a_configuration_of_seven_megabytes_takes_time_in_proportion(folders, layout):
    def seconds(count):
        message = {"display": 'say "hi" ' + "x" * 200, "pastedContents": {}}
        projects = {f"/home/alice/{number}": {"history": [message] * 10} for number in range(count)}
        write(folders, ".claude.json", json.dumps({"projects": projects}, **layout))
        before = time.process_time()
        install("claude-code", folders)
        uninstall("claude-code", folders)
        return time.process_time() - before

    small, large = seconds(250), seconds(2_500)
    assert os.path.getsize(os.path.join(folders.home, ".claude.json")) > 5_500_000
    assert large < 25 * max(small, 0.05)
