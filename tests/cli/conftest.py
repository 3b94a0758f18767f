from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.cli.terminal import Editor


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    """The person's editor."""
    return Editor(tmp_path)


@pytest.fixture
def today() -> date:
    """The day that the commands have, whose clock is set to UTC."""
    return datetime.now(UTC).date()
