"""GitLab: merged work, reviews that changed something, and long discussions that the owner began."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from vividmap.sources.forges.collecting import Forge, collect_places
from vividmap.sources.gitlab.collecting import api_of, read_place
from vividmap.sources.source import Collected, CollectRequest

NAME = "gitlab"
SUMMARY = "merged work, reviews and discussions on GitLab"

_DEFAULT_HOST = "gitlab.com"


def collect(request: CollectRequest) -> Collected:
    """Return what is new at each place. Raises SourceError if nothing could be read."""
    return collect_places(_FORGE, request)


def _variables_of(host: str, environment: Mapping[str, str]) -> Sequence[str]:
    """Return the variable of GitLab's own command line; GITLAB_HOST says for which host it is."""
    setting = environment.get("GITLAB_HOST", "").strip().lower()
    token_host = (urlsplit(setting).hostname or "") if "://" in setting else setting.partition(":")[0]
    return ("GITLAB_TOKEN",) if host == (token_host or _DEFAULT_HOST) else ()


_FORGE = Forge(
    name=NAME,
    default_host=_DEFAULT_HOST,
    api_path="/api/v4",
    api_of=api_of,
    variables_of=_variables_of,
    read_place=read_place,
    pull_request="merge request",
)
