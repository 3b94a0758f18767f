"""Records which functions of the package each test enters, in its own process and in those it starts.

Each process of a copied tree imports it (see `trees.py`) while the tree's folder `.mutants` holds the file
`recording`.
"""

import atexit
import json
import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import CodeType, FrameType

TREE = Path(sys.prefix).parent
FOLDER = TREE / ".mutants"
CURRENT_TEST = FOLDER / "current"
REPORTS = FOLDER / "reports"  # one file for each process that a test started
PACKAGE = f"{TREE}/src/vividmap/"

entered_functions: set[CodeType] = set()


def is_recording() -> bool:
    """Return whether the processes of this tree record what they enter."""
    return (FOLDER / "recording").exists()


def record_call(frame: FrameType, event: str, argument: object) -> None:
    """Remember the function that is entered; the interpreter calls this for each."""
    entered_functions.add(frame.f_code)


def list_functions() -> list[str]:
    """Return `path::name` of each function entered so far; for an inner function, that of the outermost."""
    return sorted(
        {
            f"{code.co_filename.removeprefix(f'{TREE}/')}::{code.co_qualname.split('.<', 1)[0]}"
            for code in tuple(entered_functions)  # it grows as this runs
            if code.co_filename.startswith(PACKAGE) and not code.co_qualname.startswith("<")
        }
    )


def report_functions() -> None:
    """Report the functions that this process entered to the current test, when the process ends."""
    with suppress(OSError):
        test = CURRENT_TEST.read_text(encoding="utf-8")
        lines = json.dumps([test, list_functions()])
        (REPORTS / f"{os.getpid()}.json").write_text(lines, encoding="utf-8")


def start_recording() -> None:
    """Start to record, in this process and in those that it forks."""
    sys.settrace(record_call)
    threading.settrace(record_call)
    os.register_at_fork(after_in_child=entered_functions.clear)
    atexit.register(report_functions)


def take_reports(append: Callable[[str, list[str]], None]) -> None:
    """Call `append` with the test and the functions of each finished process, and remove its report."""
    for file in REPORTS.glob("*.json"):
        with suppress(ValueError):
            test, functions = json.loads(file.read_text(encoding="utf-8"))
            append(test, functions)
        file.unlink()


if is_recording():
    start_recording()
