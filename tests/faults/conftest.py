import shutil

import pytest
from tests.faults.conditions import rows
from tests.support.command import Vividmap


@pytest.fixture(scope="session")
def a_home_with_something_in_it(tmp_path_factory):
    first = Vividmap(tmp_path_factory.mktemp("first") / "home")
    first.home.mkdir(mode=0o700)
    lines = [f"entry {number} -> {'x' * 400} #rust @priya" for number in range(30)]
    first("log", "-", "--lines", input="\n".join(lines))
    first("backup")
    return first.home


@pytest.fixture
def kept(vividmap, a_home_with_something_in_it):
    """All that a record holds before anything goes wrong."""
    shutil.copytree(a_home_with_something_in_it, vividmap.home, dirs_exist_ok=True)
    return rows(vividmap.home)
