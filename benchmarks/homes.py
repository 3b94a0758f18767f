"""The subjects of the benchmarks: VividMap as a user installs it, and homes of any size."""

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
    """Install a wheel of this checkout into a new environment and return its folder of programs."""
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
    """Create a home with a record; `record` is Python code that returns it, such as `record(1)`."""
    code = (
        "from datetime import UTC, datetime\n"
        "from vividmap.services.home import bootstrap; bootstrap.load_django()\n"
        "from vividmap.services import actor\n"
        "from vividmap.services.home import database\n"
        "from benchmarks import load\n"
        "from benchmarks.generate import record, with_projects\n"
        "database.open_database(datetime.now(UTC))\n"
        f"load.straight(actor.local_actor(datetime.now(UTC)), {record})\n"
    )
    environment = {**os.environ, "VIVIDMAP_HOME": str(home)}
    subprocess.run([sys.executable, "-c", code], env=environment, cwd=ROOT, check=True)


def evidence(count: int) -> str:
    """Return the code for a record of `count` pieces of evidence over ten years, and little else."""
    return f"with_projects(record(1, evidence={count}, skill_entries=0, people=50, touchpoints=0))"


TEN_YEARS = "record(1)"
"""The code for 5,000 pieces of evidence, 3,000 skill entries, 200 people and 5,000 touchpoints."""


def entries(count: int) -> list[Entry]:
    """Return dates and texts for competitors: the same texts on the same days."""
    record = generate.record(1, evidence=count, skill_entries=0, people=50, touchpoints=0)
    return [
        (entry.when.last if entry.when else date(2026, 1, 1), " ".join(entry.text.split()))
        for entry in record.items_of(Evidence)
    ]
