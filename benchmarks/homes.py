"""What is measured: VividMap as a user installs it, and homes of any size."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from benchmarks import generate
from benchmarks.peers import Entry
from vividmap.core.record import Evidence

ROOT = Path(__file__).parent.parent


def install(folder: Path) -> Path:
    """Install a wheel of this checkout into an environment of its own and return that one's programs."""
    wheels = folder / "wheels"
    quiet = ["-qqq", "--disable-pip-version-check"]
    pip = [sys.executable, "-m", "pip", *quiet]
    if subprocess.run([*pip, "--version"], capture_output=True, check=False).returncode:
        subprocess.run([sys.executable, "-m", "ensurepip"], capture_output=True, check=True)
    build = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(wheels), str(ROOT)]
    subprocess.run(build, check=True)
    environment = folder / "environment"
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    programs = environment / ("Scripts" if sys.platform == "win32" else "bin")
    (wheel,) = wheels.glob("vividmap-*.whl")
    its_pip = [str(programs / "python"), "-m", "pip", *quiet, "install"]
    requirements = ROOT / "requirements" / "run.txt"
    subprocess.run(
        [*its_pip, "--require-hashes", "--only-binary", ":all:", "-r", str(requirements)], check=True
    )
    subprocess.run([*its_pip, "--no-deps", str(wheel)], check=True)
    return programs


def fill(home: Path, record: str) -> None:
    """Make a home that holds what a call of `generate.record` returns, given as code."""
    code = (
        "from datetime import UTC, datetime\n"
        "from vividmap.services import start; start.django()\n"
        "from vividmap.services import actor, home\n"
        "from benchmarks import load\n"
        "from benchmarks.generate import record\n"
        "home.open_database(datetime.now(UTC))\n"
        f"load.straight(actor.local(datetime.now(UTC)), {record})\n"
    )
    environment = {**os.environ, "VIVIDMAP_HOME": str(home)}
    subprocess.run([sys.executable, "-c", code], env=environment, cwd=ROOT, check=True)


def evidence(count: int) -> str:
    """Return the call that makes a record of so many pieces of evidence over ten years, and little else."""
    return f"record(1, evidence={count}, skill_entries=0, people=50, touchpoints=0)"


TEN_YEARS = "record(1)"
"""The call that makes 5,000 evidence, 3,000 skill entries, 200 people and 5,000 touchpoints."""


def entries(count: int) -> list[Entry]:
    """Return what the peers are filled with: the same words on the same days."""
    made = generate.record(1, evidence=count, skill_entries=0, people=50, touchpoints=0)
    found = [(one.when.last if one.when else date(2026, 1, 1), one.text) for one in made.all(Evidence)]
    return [(day, " ".join(text.split())) for day, text in found]
