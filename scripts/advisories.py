"""Look up the pinned dependencies in the OSV database of known vulnerabilities: `make advisories`.

    python scripts/advisories.py [REQUIREMENTS ...]

Sends names and versions of packages, and nothing else. Exits with 1 if there is an advisory, and with 0 if
there is none or if the database cannot be reached, which is printed as "not checked" with the reason.
`VIVIDMAP_ADVISORIES` is the address of another database with the same interface, such as a mirror.
"""

import json
import os
import re
import sys
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from threading import Thread
from typing import Any

ADDRESS = "https://api.osv.dev/v1/querybatch"
FILES = ("requirements/run.txt", "requirements/test.txt")
SECONDS = 5.0
_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)

Pin = tuple[str, str]


def read_pins(files: Sequence[str]) -> list[Pin]:
    """Return the name and the version of each package that is pinned in files, without repetition."""
    return sorted({pin for file in files for pin in _PIN.findall(Path(file).read_text(encoding="utf-8"))})


def find_advisories(pins: Sequence[Pin], address: str) -> dict[Pin, list[str]]:
    """Return the ids of the advisories of each pin that has any. Raises OSError, ValueError."""
    queries = [{"package": {"name": name, "ecosystem": "PyPI"}, "version": version} for name, version in pins]
    request = urllib.request.Request(  # noqa: S310 - the address is a constant, or the user's
        address, json.dumps({"queries": queries}).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - as above
        results = json.load(answer).get("results", [])
    if len(results) != len(pins):
        raise ValueError(f"it answered {len(results)} of {len(pins)} questions")
    advisories = {
        pin: [advisory["id"] for advisory in result.get("vulns", [])]
        for pin, result in zip(pins, results, strict=True)
    }
    return {pin: ids for pin, ids in advisories.items() if ids}


def _find_in_time(pins: Sequence[Pin], address: str) -> dict[Pin, list[str]]:
    """Do the same in a thread: looking up the host's name takes as long as the system likes."""
    outcome: list[Any] = []

    def find() -> None:
        try:
            outcome.append(find_advisories(pins, address))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the reason
            outcome.append(error)

    thread = Thread(target=find, daemon=True)
    thread.start()
    thread.join(SECONDS)
    if not outcome:
        raise TimeoutError(f"no answer within {SECONDS:.0f} seconds")
    if isinstance(outcome[0], Exception):
        raise outcome[0]
    return dict(outcome[0])


def main(files: Sequence[str]) -> int:
    """Print what was found, and return the exit code."""
    pins = read_pins(files or FILES)
    address = os.environ.get("VIVIDMAP_ADVISORIES", ADDRESS)
    try:
        advisories = _find_in_time(pins, address)
    except Exception as error:  # noqa: BLE001 - a change is not held up by a network
        print(f"Advisories: not checked ({address}: {error})")
        return 0
    for (name, version), ids in advisories.items():
        print(f"{name} {version}: {', '.join(ids)} (https://osv.dev/vulnerability/{ids[0]})")
    print(f"Advisories: {len(advisories)} of {len(pins)} dependencies have one")
    return 1 if advisories else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
