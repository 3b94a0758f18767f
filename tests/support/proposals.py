"""Proposals in the home of a command, as a source would make them."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from tests.support.command import Vividmap

_SCRIPT = """\
import json, sys
from datetime import UTC, datetime
from vividmap.services.home import bootstrap
bootstrap.load_django()
from vividmap.core.proposals import Proposal
from vividmap.core.when import parse_when
from vividmap.services.actor import local_actor
from vividmap.services.inbox.proposing import propose
proposals = [
    Proposal(**{**value, "when": parse_when(value["when"])}) for value in json.load(sys.stdin)
]
print(json.dumps(propose(local_actor(datetime.now(UTC)), proposals).added))
"""
WORK: Mapping[str, Any] = {"source": "git", "kind": "evidence", "when": "2026-11-20", "project": "ledger"}


def propose_in(vividmap: Vividmap, *proposals: Mapping[str, Any]) -> Sequence[str]:
    """Propose in the home of a command, each by its `text` and what else is not as in `WORK`."""
    values = [{**WORK, "key": proposal["text"], **proposal} for proposal in proposals]
    result = subprocess.run(
        [sys.executable, "-c", _SCRIPT],
        env=vividmap.environment(),
        input=json.dumps(values),
        capture_output=True,
        text=True,
        check=True,
    )
    return [str(handle) for handle in json.loads(result.stdout)]
