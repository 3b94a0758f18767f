"""Plan what registers the server with a client, and what takes it out: its file, the skill, the hook."""

import os
import shlex
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from typing import Any, NamedTuple

from vividmap.assistant.clients import json_text, toml_text
from vividmap.assistant.clients.client_table import ENTRY, AssistantClient, ClientFolders, ServerLaunch
from vividmap.assistant.clients.file_changes import FileChange, read_text_file
from vividmap.assistant.clients.made_parents import (
    FILE,
    KeyPath,
    MadeParents,
    read_made_parents,
    write_made_parents,
)
from vividmap.services.errors import Invalid

SKILL_FILE = "SKILL.md"
_HOOK_PATH = ("hooks", "SessionEnd")
_HOOK_COMMAND = "assistant session-end"
_HOOK_SECONDS = 15


class RegistrationPlan(NamedTuple):
    """The changes of files, and notes on what stays as it is. `memo` is what an uninstall has to know."""

    changes: tuple[FileChange, ...]
    memo: FileChange
    notes: tuple[str, ...] = ()

    @property
    def effective_changes(self) -> tuple[FileChange, ...]:
        """Return the changes that change something."""
        return tuple(change for change in self.changes if change.is_needed)


def find_launch(arguments: Sequence[str], environment: Mapping[str, str]) -> ServerLaunch:
    """Return how to start this installation, for the home in use if the environment names one."""
    program = os.path.join(os.path.dirname(sys.executable), "vividmap")
    names = [name for name in ("VIVIDMAP_HOME",) if environment.get(name)]
    variables = {name: os.path.abspath(environment[name]) for name in names}
    if os.access(program, os.X_OK):
        return ServerLaunch(program=program, arguments=tuple(arguments), environment=variables)
    return ServerLaunch(
        program=sys.executable, arguments=("-m", "vividmap", *arguments), environment=variables
    )


def plan_install(
    client: AssistantClient,
    folders: ClientFolders,
    launch: ServerLaunch,
    *,
    has_skill: bool = True,
    hook: ServerLaunch | None = None,
) -> RegistrationPlan:
    """Return what registers the server; `hook` is what runs as a session ends, None for no hook.

    What is made above our entries is remembered. Raises Invalid where a file cannot be read as what it has
    to be, Refused.
    """
    files = _ClientFiles.open(folders.memo)
    files.edit(client.find_file(folders), lambda text, made: _register(client, text, launch, made))
    if hook is not None and client.find_hooks is not None:
        files.edit(client.find_hooks(folders), lambda text, made: _add_hook(client, text, hook, made))
    changes = files.changes()
    if has_skill and client.find_skills is not None:
        skill = os.path.join(client.find_skills(folders), ENTRY, SKILL_FILE)
        present = read_text_file(skill)
        if present is not None and present != skill_text():
            note = f"{skill} was changed and stays as it is; remove it to get the one of this version."
            return RegistrationPlan(tuple(changes), files.memo(), (note,))
        changes.append(FileChange(skill, present, skill_text()))
    return RegistrationPlan(tuple(changes), files.memo())


def plan_uninstall(client: AssistantClient, folders: ClientFolders) -> RegistrationPlan:
    """Return what takes the server, its hook and its skill out. Raises Invalid, Refused."""
    files = _ClientFiles.open(folders.memo)
    paths = [client.find_file(folders)]
    files.edit(paths[0], lambda text, made: _unregister(client, text, made), must_exist=True)
    if client.find_hooks is not None:
        paths.append(client.find_hooks(folders))
        files.edit(paths[1], _remove_hook, must_exist=True)
    files.forget(paths)
    changes = files.changes()
    notes: list[str] = []
    if client.find_skills is not None:
        skill = os.path.join(client.find_skills(folders), ENTRY, SKILL_FILE)
        skill_present = read_text_file(skill)
        if skill_present is not None and skill_present != skill_text():
            notes.append(f"{skill} was changed and stays; remove it yourself if you do not need it.")
        else:
            changes.append(FileChange(skill, skill_present, None, is_folder_own=True))
    return RegistrationPlan(tuple(changes), files.memo(), tuple(notes))


@dataclass
class _ClientFiles:
    """The files of a client as they are to be, and what was made in them."""

    memo_path: str
    memo_text: str | None
    made: MadeParents
    texts: dict[str, str | None] = field(default_factory=dict)

    @classmethod
    def open(cls, memo_path: str) -> "_ClientFiles":
        text = read_text_file(memo_path)
        return cls(memo_path, text, read_made_parents(text))

    def edit(
        self, path: str, change: Callable[[str, set[KeyPath]], str], *, must_exist: bool = False
    ) -> None:
        """Change a text; `change` gets what was made in the file and adds to it. Raises Invalid, Refused."""
        text = self.texts[path] if path in self.texts else read_text_file(path)
        made = set(self.made.get(path, ()))
        if text is None:
            if must_exist:
                return
            made.add(FILE)
        try:
            self.texts[path] = change(text or "", made)
        except (json_text.BadJsonText, toml_text.BadTomlText) as error:
            raise Invalid(
                f"{path}: {error}. Nothing was changed; correct the file, or edit it by hand"
            ) from error
        self.made[path] = frozenset(made)

    def forget(self, paths: Iterable[str]) -> None:
        """Remember no longer what was made in files, and remove those that we made and that hold nothing."""
        for path in paths:
            made, text = self.made.pop(path, frozenset()), self.texts.get(path)
            if FILE in made and text is not None and text.strip() in ("", "{}"):
                self.texts[path] = None

    def changes(self) -> list[FileChange]:
        return [FileChange(path, read_text_file(path), text) for path, text in self.texts.items()]

    def memo(self) -> FileChange:
        return FileChange(self.memo_path, self.memo_text, write_made_parents(self.made))


def skill_text() -> str:
    """Return the skill that is shipped."""
    return resources.files("vividmap.assistant").joinpath("skill", SKILL_FILE).read_text(encoding="utf-8")


def _register(client: AssistantClient, text: str, launch: ServerLaunch, made: set[KeyPath]) -> str:
    entry = client.shape(launch)
    if client.is_toml:
        return toml_text.set_table(text, (*client.parents, ENTRY), entry)
    path = _entry_path(client, text)
    if not text.strip() or json_text.find_node(text, path) is None:
        made |= json_text.find_missing_parents(text, path)
        return json_text.set_member(text, path, entry)
    for key, value in entry.items():  # what the user added to the entry stays
        text = json_text.set_member(text, (*path, key), value)
    return text


def _unregister(client: AssistantClient, text: str, made: set[KeyPath]) -> str:
    if client.is_toml:
        return toml_text.remove_table(text, (*client.parents, ENTRY))
    return json_text.remove_member(text, _entry_path(client, text), made) if text.strip() else text


def _entry_path(client: AssistantClient, text: str) -> tuple[str, ...]:
    """Return where the entry is: opencode 2 has its servers one level deeper, and reads both."""
    deeper = (*client.parents, "servers")
    if client.slug == "opencode" and text.strip() and json_text.find_node(text, deeper) is not None:
        return (*deeper, ENTRY)
    return (*client.parents, ENTRY)


def _add_hook(client: AssistantClient, text: str, hook: ServerLaunch, made: set[KeyPath]) -> str:
    if _find_hook_places(text):
        return text
    words = [hook.program, *hook.arguments, "--client", client.slug]
    variables = "".join(f"{name}={shlex.quote(value)} " for name, value in hook.environment.items())
    command: dict[str, Any] = {
        "type": "command",
        "command": variables + shlex.join(words),
        "timeout": _HOOK_SECONDS * client.hook_second,
    }
    made |= json_text.find_missing_parents(text, (*_HOOK_PATH, ""))
    return json_text.append_element(text, _HOOK_PATH, {"hooks": [command]})


def _remove_hook(text: str, made: set[KeyPath]) -> str:
    if not text.strip():
        return text
    return json_text.remove_elements(text, _HOOK_PATH, _find_hook_places(text), made)


def _find_hook_places(text: str) -> list[int]:
    """Return the places of our hook among those of the end of a session."""
    node = json_text.find_node(text, _HOOK_PATH) if text.strip() else None
    groups = node.value if node is not None and isinstance(node.value, list) else []
    return [place for place, group in enumerate(groups) if _is_own_group(group)]


def _is_own_group(group: object) -> bool:
    hooks = group.get("hooks") if isinstance(group, dict) else None
    return (
        isinstance(hooks, list)
        and len(hooks) == 1
        and isinstance(hooks[0], dict)
        and ENTRY in str(hooks[0].get("command"))
        and _HOOK_COMMAND in str(hooks[0].get("command"))
    )
