"""The questions to GitHub's GraphQL API, and the searches that they are asked with."""

from datetime import UTC, datetime

from vividmap.sources.forges.proposals import MIN_COMMENTS

_ACTOR = "{ __typename login ... on User { name } }"
_COMMIT = "message authoredDate parents(first: 2) { totalCount } author { name user { login } }"
_PULL_REQUEST = f"""
id title url bodyText createdAt updatedAt mergedAt closedAt additions deletions headRefName
author {_ACTOR}
repository {{ nameWithOwner }}
mergeCommit {{ {_COMMIT} }}
comments {{ totalCount }}
participants(first: 20) {{ nodes {{ login name }} }}
closingIssuesReferences(first: 3) {{ nodes {{ url title }} }}
reviews(first: 60) {{ nodes {{ id state submittedAt body author {_ACTOR} comments {{ totalCount }} }} }}
commits(last: 100) {{ nodes {{ commit {{ {_COMMIT} }} }} }}
timelineItems(last: 20, itemTypes: [HEAD_REF_FORCE_PUSHED_EVENT]) {{ nodes {{
  ... on HeadRefForcePushedEvent {{ createdAt }}
}} }}
"""
_ISSUE = """
id title url createdAt updatedAt
repository { nameWithOwner }
comments { totalCount }
participants(first: 20) { nodes { login name } }
"""
_DISCUSSION = f"""
id title url createdAt updatedAt
repository {{ nameWithOwner }}
comments(first: 50) {{ totalCount nodes {{ author {_ACTOR} }} }}
"""


def _search(kind: str, selection: str, size: int) -> str:
    return (
        "query($search: String!, $after: String) { viewer { login name }"
        f" search(query: $search, type: {kind}, first: {size}, after: $after)"
        f" {{ pageInfo {{ hasNextPage endCursor }} nodes {{ __typename {selection} }} }} }}"
    )


PULL_REQUESTS = _search("ISSUE", f"... on PullRequest {{ {_PULL_REQUEST} }}", 40)
ISSUES = _search("ISSUE", f"... on Issue {{ {_ISSUE} }}", 50)
DISCUSSIONS = _search("DISCUSSION", f"... on Discussion {{ {_DISCUSSION} }}", 40)

SEARCHES = {
    "merged": (PULL_REQUESTS, "is:pr is:merged author:@me"),
    "reviewed": (PULL_REQUESTS, "is:pr is:closed reviewed-by:@me -author:@me"),
    "issues": (ISSUES, f"is:issue author:@me comments:>={MIN_COMMENTS}"),
    "discussions": (DISCUSSIONS, f"author:@me comments:>={MIN_COMMENTS}"),
}
"""By name: the question, and what its results have in common."""


def search_text(name: str, owner: str, since: datetime) -> str:
    """Return the search for what changed since a moment, in the order of changes."""
    qualifier = "repo" if "/" in owner else "user"
    scope = f" {qualifier}:{owner}" if owner else ""
    return f"{SEARCHES[name][1]}{scope} updated:>={since.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ} sort:updated-asc"
