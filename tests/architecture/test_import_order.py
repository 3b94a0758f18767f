"""A command opens the record before it imports what needs Django's models.

The other tests run commands in forks of a process that has imported everything, where the order does not show.
"""

import ast
import subprocess
import sys
from pathlib import Path

import vividmap

SOURCE = Path(vividmap.__file__).parent
OPENING = {"open_record", "open_for_reading", "open_for_completion", "load_django"}
CALLED_ONCE_OPEN = {
    "config.py: _run_writer",
    "config.py: _writer_values",
    "edit_in_editor.py: _correct",
    "import_output.py: _describe_step",
    "import_output.py: _plan_lines",
    "mcp.py: _build_opener",
    "mcp.py: open_actor",
    "session.py: _ingest_captures",
    "session.py: _open_database",
}
"""Functions without an actor that are called only when the record is open or being opened."""
PROBE = """
import importlib, pkgutil, vividmap
from django.core.exceptions import AppRegistryNotReady, ImproperlyConfigured
for room in ("services", "store"):
    path = importlib.import_module(f"vividmap.{room}").__path__
    for module in pkgutil.walk_packages(path, f"vividmap.{room}.", onerror=lambda name: None):
        try:
            importlib.import_module(module.name)
        except (AppRegistryNotReady, ImproperlyConfigured):
            print(module.name)
"""


def imported_modules(statement: ast.ImportFrom) -> set[str]:
    return {statement.module or "", *(f"{statement.module}.{alias.name}" for alias in statement.names)}


def opens(call: ast.Call) -> bool:
    function = call.func
    return (function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")) in OPENING


def imports_too_early(function: ast.FunctionDef, needing_models: set[str]) -> bool:
    calls = [node.lineno for node in ast.walk(function) if isinstance(node, ast.Call) and opens(node)]
    has_actor = any(argument.arg == "actor" for argument in (*function.args.args, *function.args.kwonlyargs))
    imports = [
        node.lineno
        for node in ast.walk(function)
        if isinstance(node, ast.ImportFrom) and imported_modules(node) & needing_models
    ]
    return bool(imports) and not has_actor and min(imports) < min(calls, default=sys.maxsize)


def test_a_command_opens_the_record_before_it_imports_what_needs_models():
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True)
    needing_models = set(done.stdout.split())
    early = {
        f"{path.name}: {function.name}"
        for path in (SOURCE / "cli").rglob("*.py")
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef) and imports_too_early(function, needing_models)
    }
    assert "vividmap.services.changes.entries" in needing_models
    assert early == CALLED_ONCE_OPEN
