"""Plan what registers the server with a client, and what takes it out: its file, the skill, the hook."""

import os
import shlex
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import resources
from typing import Any, NamedTuple

from vividmap.assistant.clients import json_text, toml_text
from vividmap.assistant.clients.client_table import ENTRY, AssistantClient, ClientFolders, ServerLaunch
from vividmap.assistant.clients.file_changes import FileChange, read_text_file
from vividmap.services.errors import Invalid

SKILL_FILE = "SKILL.md"
_HOOK_EVENT = "SessionEnd"
_HOOK_COMMAND = "assistant session-end"
_HOOK_SECONDS = 15


class RegistrationPlan(NamedTuple):
    """The changes of files, and notes on what stays as it is."""

    changes: tuple[FileChange, ...]
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

    Raises Invalid where a file cannot be read as what it has to be, Refused.
    """
    path = client.find_file(folders)
    texts = {path: _edit(path, read_text_file(path), lambda text: _register(client, text, launch))}
    if hook is not None and client.find_hooks is not None:
        hook_path = client.find_hooks(folders)
        present = texts.get(hook_path, read_text_file(hook_path))
        texts[hook_path] = _edit(hook_path, present, lambda text: _add_hook(client, text, hook))
    changes = [FileChange(file, read_text_file(file), text) for file, text in texts.items()]
    if has_skill and client.find_skills is not None:
        skill = os.path.join(client.find_skills(folders), ENTRY, SKILL_FILE)
        present = read_text_file(skill)
        if present is not None and present != skill_text():
            return RegistrationPlan(
                tuple(changes),
                (f"{skill} was changed and stays as it is; remove it to get the one of this version.",),
            )
        changes.append(FileChange(skill, present, skill_text()))
    return RegistrationPlan(tuple(changes))


def plan_uninstall(client: AssistantClient, folders: ClientFolders) -> RegistrationPlan:
    """Return what takes the server, its hook and its skill out. Raises Invalid, Refused."""
    path = client.find_file(folders)
    present = read_text_file(path)
    texts = {path: None if present is None else _edit(path, present, lambda text: _unregister(client, text))}
    if client.find_hooks is not None:
        hook_path = client.find_hooks(folders)
        text = texts.get(hook_path, read_text_file(hook_path))
        texts[hook_path] = None if text is None else _edit(hook_path, text, _remove_hook)
    changes = [FileChange(file, read_text_file(file), text) for file, text in texts.items()]
    notes: list[str] = []
    if client.find_skills is not None:
        skill = os.path.join(client.find_skills(folders), ENTRY, SKILL_FILE)
        skill_present = read_text_file(skill)
        if skill_present is not None and skill_present != skill_text():
            notes.append(f"{skill} was changed and stays; remove it yourself if you do not need it.")
        else:
            changes.append(FileChange(skill, skill_present, None))
    return RegistrationPlan(tuple(changes), tuple(notes))


def skill_text() -> str:
    """Return the skill that is shipped."""
    return resources.files("vividmap.assistant").joinpath("skill", SKILL_FILE).read_text(encoding="utf-8")


def _edit(path: str, text: str | None, change: Callable[[str], str]) -> str:
    """Return a file's text after a change. Raises Invalid with the place where it cannot be read."""
    try:
        return change(text or "")
    except (json_text.BadJsonText, toml_text.BadTomlText) as error:
        raise Invalid(
            f"{path}: {error}. Nothing was changed; correct the file, or edit it by hand"
        ) from error


def _register(client: AssistantClient, text: str, launch: ServerLaunch) -> str:
    entry = client.shape(launch)
    if client.is_toml:
        return toml_text.set_table(text, (*client.parents, ENTRY), entry)
    path = _entry_path(client, text)
    if not text.strip() or json_text.find_node(text, path) is None:
        return json_text.set_member(text, path, entry)
    for key, value in entry.items():  # what the user added to the entry stays
        text = json_text.set_member(text, (*path, key), value)
    return text


def _unregister(client: AssistantClient, text: str) -> str:
    if client.is_toml:
        return toml_text.remove_table(text, (*client.parents, ENTRY))
    return json_text.remove_member(text, _entry_path(client, text)) if text.strip() else text


def _entry_path(client: AssistantClient, text: str) -> tuple[str, ...]:
    """Return where the entry is: opencode 2 has its servers one level deeper, and reads both."""
    deeper = (*client.parents, "servers")
    if client.slug == "opencode" and text.strip() and json_text.find_node(text, deeper) is not None:
        return (*deeper, ENTRY)
    return (*client.parents, ENTRY)


def _add_hook(client: AssistantClient, text: str, hook: ServerLaunch) -> str:
    if _find_hook_places(text):
        return text
    words = [hook.program, *hook.arguments, "--client", client.slug]
    variables = "".join(f"{name}={shlex.quote(value)} " for name, value in hook.environment.items())
    command: dict[str, Any] = {
        "type": "command",
        "command": variables + shlex.join(words),
        "timeout": _HOOK_SECONDS * client.hook_second,
    }
    return json_text.append_element(text, ("hooks", _HOOK_EVENT), {"hooks": [command]})


def _remove_hook(text: str) -> str:
    if not text.strip():
        return text
    return json_text.remove_elements(text, ("hooks", _HOOK_EVENT), _find_hook_places(text))


def _find_hook_places(text: str) -> list[int]:
    """Return the places of our hook among those of the end of a session."""
    node = json_text.find_node(text, ("hooks", _HOOK_EVENT)) if text.strip() else None
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
