"""Addresses of pull requests at GitHub, GitLab and other forges, made from the address of a remote."""

import re
from collections.abc import Mapping

_REMOTE = re.compile(
    r"(?:(?:https?|ssh|git)://)?(?:[^@/\s]+@)?(?P<host>[\w.-]+\.[a-z]{2,})(?::\d+)?[:/](?P<path>[\w./~-]+?)(?:\.git)?/?"
)
_PATTERNS = (
    ("gitlab", "https://{host}/{path}/-/merge_requests/{number}"),
    ("bitbucket", "https://{host}/{path}/pull-requests/{number}"),
    ("github", "https://{host}/{path}/pull/{number}"),
    ("codeberg", "https://{host}/{path}/pulls/{number}"),
    ("gitea", "https://{host}/{path}/pulls/{number}"),
    ("forgejo", "https://{host}/{path}/pulls/{number}"),
)


def repository_name(settings: Mapping[str, str]) -> str:
    """Return what a repository is called at its forge, "" if its remote is at no known forge."""
    address = pull_request_address(settings, "1").split("/")
    return address[4] if len(address) > 4 and "gitlab" not in address[2] else ""


def pull_request_address(settings: Mapping[str, str], number: str) -> str:
    """Return the address of a pull request, "" if the remote is at no known forge. It holds no password."""
    remotes = sorted(
        (name != "remote.upstream.url", name != "remote.origin.url", value)
        for name, value in settings.items()
        if name.startswith("remote.")
    )
    for _, _, remote in remotes:
        match = _REMOTE.fullmatch(remote.strip())
        if match and number:
            host, path = match["host"].lower(), match["path"].strip("/")
            for forge, pattern in _PATTERNS:
                if forge in host and "/" in path:
                    return pattern.format(host=host, path=path, number=number)
    return ""
