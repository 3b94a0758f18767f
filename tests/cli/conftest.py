from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.cli.terminal import Editor
from tests.support.clock import MONDAY
from tests.support.command import Vividmap


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    """The person's editor."""
    return Editor(tmp_path)


@pytest.fixture
def today() -> date:
    """Return today's date in UTC, the time zone of the commands."""
    return datetime.now(UTC).date()


@pytest.fixture
def in_november(vividmap: Vividmap) -> Vividmap:
    """The command on a Monday of November 2026, for a record that is of that time."""
    return replace(vividmap, now=MONDAY)
