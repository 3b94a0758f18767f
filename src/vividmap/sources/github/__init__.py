"""GitHub: merged pull requests, reviews that changed something, and long discussions that the owner began."""

from collections.abc import Mapping, Sequence

from vividmap.sources.forges.collecting import Forge, collect_places
from vividmap.sources.github.collecting import api_of, read_place
from vividmap.sources.source import Collected, CollectRequest

NAME = "github"
SUMMARY = "merged pull requests, reviews and discussions on GitHub"


def collect(request: CollectRequest) -> Collected:
    """Return what is new at each place. Raises SourceError if nothing could be read."""
    return collect_places(_FORGE, request)


def _variables_of(host: str, environment: Mapping[str, str]) -> Sequence[str]:
    """Return the variables of GitHub's own command line, which say for which host they are."""
    if host == "github.com":
        return ("GITHUB_TOKEN", "GH_TOKEN")
    if host == environment.get("GH_HOST", "").strip().lower():
        return ("GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN")
    return ()


_FORGE = Forge(
    name=NAME,
    default_host="github.com",
    api_path="/api/v3",
    api_of=api_of,
    variables_of=_variables_of,
    read_place=read_place,
)
