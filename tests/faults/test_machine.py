"""Row 6: whatever happens in whatever order, the record is what a model in memory says it is."""

import shutil
import sqlite3
import tempfile
from contextlib import closing
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.faults.conditions import Process, rows, texts
from tests.support import FULL
from tests.support.command import Vividmap

pytestmark = pytest.mark.faults


@dataclass
class Model:
    """The record as it has to be. Each change remembers what was before it."""

    alive: dict[str, str] = field(default_factory=dict)
    trash: dict[str, str] = field(default_factory=dict)
    past: list[tuple[dict[str, str], dict[str, str]]] = field(default_factory=list)

    def change(self) -> None:
        self.past.append((dict(self.alive), dict(self.trash)))

    def add(self, *names: str) -> None:
        self.change()
        self.alive |= dict(zip(names, names, strict=True))

    def edit(self, name: str, text: str) -> None:
        self.change()
        self.alive[name] = text

    def delete(self, name: str) -> None:
        self.change()
        self.trash[name] = self.alive.pop(name)

    def restore(self, name: str) -> None:
        self.change()
        self.alive[name] = self.trash.pop(name)

    def undo(self) -> None:
        self.alive, self.trash = self.past.pop()


calls = st.integers(0, 25_000)
"""The function call at which a command is killed; the highest numbers come after its end."""


class Machine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="vividmap-machine-"))
        self.home = self.folder / "home"
        self.home.mkdir(mode=0o700)
        self.process = Process(Vividmap(self.home))
        self.model = Model()
        self.waiting: list[str] = []
        self.handles: dict[str, str] = {}
        self.backups: list[tuple[Path, Model]] = []
        self.count = 0

    def teardown(self) -> None:
        self.process.stop()
        shutil.rmtree(self.folder)

    def new(self, many: int = 1) -> list[str]:
        self.count += many
        return [f"entry {number:04}" for number in range(self.count - many, self.count)]

    def ask(self, *arguments: str | Path, code: int = 0) -> str:
        """Run a command that ends so; whatever waits is taken in before it does anything."""
        told = self.process(*arguments)
        assert told is not None
        assert told[0] == code, told
        self.taken_in()
        return told[1]

    def taken_in(self) -> None:
        for name in self.waiting:
            self.model.add(name)
        self.waiting = []
        self.remember()

    def remember(self) -> None:
        """Remember the handles of the entries: they stay when the text is edited."""
        with closing(sqlite3.connect(self.home / "vividmap.sqlite3")) as database:
            found = database.execute("SELECT text, handle FROM store_item WHERE kind = 'evidence'").fetchall()
        for text, handle in found:
            self.handles.setdefault(text[: len("entry 0000")], handle)

    @initialize()
    def begin(self) -> None:
        self.ask("list")

    @rule(many=st.integers(1, 3))
    def capture(self, many: int) -> None:
        for name in self.new(many):
            told = self.process("log", name)
            assert told is not None
            assert told[1].startswith("Saved ^")
            self.waiting.append(name)

    @rule()
    def take_in(self) -> None:
        self.ask("list")

    @rule(which=st.integers(0, 99), suffix=st.sampled_from(["again", "größer", "漢字"]))
    def edit(self, which: int, suffix: str) -> None:
        self.ask("list")
        if self.model.alive:
            name = sorted(self.model.alive)[which % len(self.model.alive)]
            text = f"{name} {suffix}"
            self.ask("edit", self.handles[name], "--text", text)
            if self.model.alive[name] != text:
                self.model.edit(name, text)

    @rule(which=st.integers(0, 99))
    def delete(self, which: int) -> None:
        self.ask("list")
        if self.model.alive:
            name = sorted(self.model.alive)[which % len(self.model.alive)]
            self.ask("rm", self.handles[name])
            self.model.delete(name)

    @rule(which=st.integers(0, 99))
    def restore(self, which: int) -> None:
        if not self.model.trash:
            return
        name = sorted(self.model.trash)[which % len(self.model.trash)]
        self.ask("restore", self.handles[name])
        self.model.restore(name)

    @rule()
    def undo(self) -> None:
        self.ask("list")
        if self.model.past:
            self.ask("undo")
            self.model.undo()
        else:
            assert "nothing to undo" in self.ask("undo", code=1)

    @rule(many=st.integers(1, 4), twice=st.booleans())
    def import_notes(self, many: int, twice: bool) -> None:  # noqa: FBT001 - drawn
        names = self.new(many)
        document = self.folder / "notes.md"
        document.write_text("# Impact evidence\n\n" + "".join(f"- 2026-01-01 {name}\n" for name in names))
        for _ in range(1 + twice):
            self.ask("import", document)
        self.model.add(*names)

    @rule(form=st.sampled_from(["json", "document"]))
    def import_what_was_exported(self, form: str) -> None:
        exported = self.folder / f"exported.{'json' if form == 'json' else 'md'}"
        self.ask("export", exported, "--force", "--format", form)
        self.ask("import", exported)

    @rule()
    def back_up(self) -> None:
        path = self.folder / f"backup-{len(self.backups)}.sqlite3"
        self.ask("backup", path)
        self.backups.append((path, deepcopy(self.model)))

    @rule(which=st.integers(0, 99))
    def restore_backup(self, which: int) -> None:
        if not self.backups:
            return
        self.process.stop()
        path, model = self.backups[which % len(self.backups)]
        for name in ("vividmap.sqlite3", "vividmap.sqlite3-wal", "vividmap.sqlite3-shm"):
            (self.home / name).unlink(missing_ok=True)
        shutil.copyfile(path, self.home / "vividmap.sqlite3")
        self.model = deepcopy(model)

    @rule(call=st.integers(0, 250))
    def crash_while_capturing(self, call: int) -> None:
        (name,) = self.new()
        told = self.process("log", name, dies_at=call)
        there = [path for path in (self.home / "spool").glob("*.capture") if name in path.read_text()]
        assert len(there) == 1 or told is None
        self.waiting += [name] * len(there)

    @rule(many=st.integers(1, 5), call=calls)
    def crash_while_taking_in(self, many: int, call: int) -> None:
        self.capture(many)
        self.process("list", dies_at=call)
        self.ask("list")

    @rule(which=st.integers(0, 99), call=calls, verb=st.sampled_from(["edit", "delete", "undo"]))
    def crash_while_changing(self, which: int, call: int, verb: str) -> None:
        self.ask("list")
        if not self.model.alive or not self.model.past:
            return
        name = sorted(self.model.alive)[which % len(self.model.alive)]
        changed = deepcopy(self.model)
        if verb == "edit":
            text = f"{self.model.alive[name]} crashed"
            changed.edit(name, text)
            arguments = ["edit", self.handles[name], "--text", text]
        elif verb == "delete":
            changed.delete(name)
            arguments = ["rm", self.handles[name]]
        else:
            changed.undo()
            arguments = ["undo"]
        unchanged = sorted(self.model.alive.values())
        told = self.process(*arguments, dies_at=call)
        now = texts(self.home)
        assert now == sorted(changed.alive.values()) or (told is None and now == unchanged)
        if now != unchanged:
            self.model = changed

    @invariant()
    def the_record_is_what_the_model_says(self) -> None:
        if (self.home / "vividmap.sqlite3").exists():
            assert texts(self.home) == sorted(self.model.alive.values())
            assert len(list((self.home / "spool").glob("*.capture"))) == len(self.waiting)

    @invariant()
    def the_database_is_whole(self) -> None:
        if (self.home / "vividmap.sqlite3").exists():
            assert rows(self.home, "SELECT 1")


TestMachine = pytest.mark.long(Machine.TestCase)
TestMachine.settings = settings(
    max_examples=150 if FULL else 4, stateful_step_count=30 if FULL else 12, deadline=None
)
