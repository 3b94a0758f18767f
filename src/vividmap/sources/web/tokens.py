"""Tokens of a source: from the environment, the system's keyring, or a file that only its owner can read.

A token belongs to one host and is sent to no other. It is in no message and in no log.
"""

import os
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

from vividmap import paths
from vividmap.sources.source import SourceError

_KEYRING_SERVICE = "vividmap"
_MAX_TOKEN_LENGTH = 4096


@dataclass(frozen=True)
class TokenPlace:
    """Where the token of one host is looked up."""

    host: str
    name: str
    """Its file in the folder `tokens` of the home, and its user name in the keyring: github, or the host."""
    variables: Sequence[str] = ()
    """Environment variables, the first that is set counts."""


def find_token(place: TokenPlace, environment: Mapping[str, str] | None = None) -> str:
    """Return the token of a host. Raises SourceError if there is none, or if others can read its file."""
    environment = os.environ if environment is None else environment
    variable = next((name for name in place.variables if environment.get(name, "").strip()), "")
    if variable:
        return _check_token(environment[variable], f"the variable {variable}")
    path = token_path(place.name)
    token = _read_keyring(place.name) or _read_file(path)
    if not token:
        choices = [f"set {name}" for name in place.variables[:1]] + [f"save it in {path} with mode 0600"]
        raise SourceError(f"there is no token for {place.host}; {', or '.join(choices)}")
    return token


def token_path(name: str) -> str:
    """Return the path of a token's file."""
    return os.path.join(paths.home(), "tokens", name.replace(os.sep, "_"))


def _read_keyring(name: str) -> str:
    """Return a token of the system's keyring, "" where there is none or no keyring."""
    try:
        token = import_module("keyring").get_password(_KEYRING_SERVICE, name)  # optional, and slow to import
    except Exception:  # noqa: BLE001 - not installed, locked, or without a backend: each has errors of its own
        return ""
    return _check_token(str(token), "the keyring") if token else ""


def _read_file(path: str) -> str:
    """Return the token in a file, "" if there is none. Raises SourceError if others can read it."""
    try:
        # Refused before it is read, and by the handle: the name may be given to another file meanwhile.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise SourceError(f"the token in {path} cannot be read: {error.strerror}") from error
    try:
        mode = os.fstat(handle).st_mode
        if not stat.S_ISREG(mode):
            raise SourceError(f"{path} is not a file; save the token in a file of that name")
        if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
            raise SourceError(f"others can read the token in {path}; close it: chmod 600 {path}")
        content = os.read(handle, _MAX_TOKEN_LENGTH + 1)
    finally:
        os.close(handle)
    return _check_token(content.decode("ascii", "replace"), path)


def _check_token(token: str, origin: str) -> str:
    """Return a token without the white space around it. Raises SourceError if it cannot be one."""
    token = token.strip()
    if len(token) > _MAX_TOKEN_LENGTH or not all("!" <= sign <= "~" for sign in token):
        raise SourceError(f"{origin} does not hold a token: one line of letters, digits and signs")
    return token
