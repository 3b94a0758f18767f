"""`make inspector`: every tool listed and called by the protocol's own inspector, an npm package.

Where npm is not there it says so and does nothing.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from typing import Any

from vividmap.services.home.bootstrap import load_django

INSPECTOR = "@modelcontextprotocol/inspector@2"
COMMAND = os.path.join(os.path.dirname(sys.executable), "vividmap")
ARGUMENTS: dict[str, dict[str, str]] = {
    "propose_evidence": {"text": "Moved the session cache to Redis", "date": "2026-11-20"},
    "propose_learning": {"text": "Read how Raft elects a leader"},
    "propose_touchpoint": {"person": "priya", "text": "Talked about the queue decision"},
    "search": {"query": "cache"},
    "show": {"item": "priya"},
    "draft": {"conversation": "review"},
    "record_entry": {"line": "Halved the flaky tests -> 12 to 6"},
    "check_text": {"text": "Moved the session cache to Redis."},
}
"""What is passed to the tools that need something."""


def inspect(home: str, method: str, *options: str) -> Any:
    """Return what the inspector prints for a method. Raises CalledProcessError."""
    server = ["-e", f"VIVIDMAP_HOME={home}", COMMAND, "mcp", "--allow", "record"]
    command = ["npx", "--yes", INSPECTOR, "--cli", *server, "--method", method, *options]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)  # noqa: S603
    return json.loads(done.stdout)


def call(home: str, name: str) -> dict[str, Any]:
    """Return a tool's answer. Raises CalledProcessError."""
    arguments = ARGUMENTS.get(name, {})
    options = [word for key, value in arguments.items() for word in ("--tool-arg", f"{key}={value}")]
    answer: dict[str, Any] = inspect(home, "tools/call", "--tool-name", name, *options)
    return answer


def main() -> int:
    """Print a line for each tool; return 1 if one is missing or answers with an error."""
    if shutil.which("npx") is None:
        print("npx is not installed, so nothing was inspected.")
        return 0
    load_django()
    from vividmap.assistant.tool_table import TOOLS  # noqa: PLC0415 - Django reads its settings first

    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "VIVIDMAP_HOME": home}
        sample = os.path.join("src", "vividmap", "sample", "record.md")
        subprocess.run([COMMAND, "import", sample], env=environment, check=True, capture_output=True)  # noqa: S603
        names = [tool["name"] for tool in inspect(home, "tools/list")["tools"]]
        failures = {tool.name for tool in TOOLS} ^ set(names)
        for name in names:
            answer = call(home, name)
            failures |= {name} if answer.get("isError") else set()
            print(f"{name}: {'error' if answer.get('isError') else 'answered'}")
        resources = inspect(home, "resources/list")["resources"]
        print(f"resources: {', '.join(resource['uri'] for resource in resources)}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
