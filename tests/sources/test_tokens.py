"""Where a token comes from, and that it goes nowhere else."""

import os
import sys
from types import SimpleNamespace

import pytest

from vividmap.sources.source import SourceError
from vividmap.sources.web.tokens import TokenPlace, find_token, token_path

PLACE = TokenPlace("github.com", "github", ("GITHUB_TOKEN", "GH_TOKEN"))


@pytest.fixture(autouse=True)
def no_keyring(forge_home, monkeypatch):
    """A machine without the optional package, whatever this one has."""
    monkeypatch.setitem(sys.modules, "keyring", None)
    return forge_home


def save(name, token, mode=0o600):
    path = token_path(name)
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(token)
    os.chmod(path, mode)
    return path


def test_the_first_variable_that_is_set_counts():
    assert find_token(PLACE, {"GH_TOKEN": " two\n", "GITHUB_TOKEN": ""}) == "two"
    assert find_token(PLACE, {"GH_TOKEN": "two", "GITHUB_TOKEN": "one"}) == "one"


def test_then_the_keyring_then_a_file(monkeypatch):
    save("github", "from-file\n")
    assert find_token(PLACE, {}) == "from-file"
    tokens = {("vividmap", "github"): "from-keyring"}
    keyring = SimpleNamespace(get_password=lambda *key: tokens.get(key))
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    assert find_token(PLACE, {}) == "from-keyring"
    assert find_token(PLACE, {"GH_TOKEN": "from-variable"}) == "from-variable"


def test_a_keyring_without_a_backend_is_passed_over(monkeypatch):
    def fail(*_):
        raise RuntimeError("No recommended backend was available")

    monkeypatch.setitem(sys.modules, "keyring", SimpleNamespace(get_password=fail))
    save("github", "from-file")
    assert find_token(PLACE, {}) == "from-file"


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660])
def test_a_file_that_others_can_read_is_refused_with_the_remedy(mode):
    path = save("github", "ghp_secret", mode)
    with pytest.raises(SourceError, match=f"chmod 600 {path}") as error:
        find_token(PLACE, {})
    assert "ghp_secret" not in str(error.value)


def test_no_token_says_where_to_put_one():
    with pytest.raises(SourceError) as error:
        find_token(PLACE, {})
    assert str(error.value) == (
        f"there is no token for github.com; set GITHUB_TOKEN, or save it in {token_path('github')} with mode 0600"
    )


@pytest.mark.parametrize("token", ["two words", "line\nline", "x" * 5000, "ключ", "a\x00b"])
def test_what_cannot_be_a_token_is_refused_without_showing_it(token):
    save("github", token)
    with pytest.raises(SourceError, match="does not hold a token") as error:
        find_token(PLACE, {})
    assert token not in str(error.value)


def test_a_folder_in_place_of_a_file_is_said():
    os.makedirs(token_path("github"))
    with pytest.raises(SourceError, match="is not a file"):
        find_token(PLACE, {})


def test_a_name_leads_out_of_no_folder():
    assert os.path.dirname(token_path("../../etc/passwd")) == os.path.dirname(token_path("github"))
