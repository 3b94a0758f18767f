"""The assistants that can be registered with: where each keeps its files, and what it expects in them.

All of it follows each client's own documentation of 2026. Paths are those of the user, not of one project.
"""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from vividmap import paths

ENTRY = "vividmap"
"""The name that the server and the skill have everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerLaunch:
    """How a client starts the server: the program, its arguments and environment variables."""

    program: str
    arguments: tuple[str, ...]
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientFolders:
    """Where clients keep their files: the user's home, the folder of applications, the XDG folder.

    `memo` is the file of ours that says what was made in theirs.
    """

    home: str
    applications: str
    config: str
    memo: str
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistantClient:
    """One client. `parents` are the keys above the entry in its file, `shape` returns the entry.

    `find_hooks` is None where it has no hook for the end of a session; `hook_second` is what a timeout of one
    second is there.
    """

    slug: str
    title: str
    find_file: Callable[[ClientFolders], str]
    parents: tuple[str, ...]
    shape: Callable[[ServerLaunch], dict[str, Any]]
    is_toml: bool = False
    find_skills: Callable[[ClientFolders], str] | None = None
    find_hooks: Callable[[ClientFolders], str] | None = None
    hook_second: int = 1


def find_folders(environment: Mapping[str, str]) -> ClientFolders:
    """Return the folders of this user on this system."""
    home = os.path.expanduser("~")
    config = environment.get("XDG_CONFIG_HOME") or os.path.join(home, ".config")
    applications = config
    if sys.platform == "darwin":
        applications = os.path.join(home, "Library", "Application Support")
    elif sys.platform == "win32":
        applications = environment.get("APPDATA") or os.path.join(home, "AppData", "Roaming")
    memo = os.path.join(paths.home(), "assistant.json")
    return ClientFolders(
        home=home, applications=applications, config=config, memo=memo, environment=environment
    )


def _at_home(*parts: str) -> Callable[[ClientFolders], str]:
    return lambda folders: os.path.join(folders.home, *parts)


def _of_application(*parts: str) -> Callable[[ClientFolders], str]:
    return lambda folders: os.path.join(folders.applications, *parts)


def _in_folder_of(variable: str, default: str, *parts: str) -> Callable[[ClientFolders], str]:
    """Return where a file is in a folder that an environment variable may name."""

    def find(folders: ClientFolders) -> str:
        folder = folders.environment.get(variable) or os.path.join(folders.home, default)
        return os.path.join(folder, *parts)

    return find


def _find_claude_code(folders: ClientFolders) -> str:
    folder = folders.environment.get("CLAUDE_CONFIG_DIR") or folders.home
    return os.path.join(folder, ".claude.json")


def _find_zed(folders: ClientFolders) -> str:
    """Return Zed's settings, which are in the XDG folder on macOS too."""
    folder = os.path.join(folders.applications, "Zed") if sys.platform == "win32" else ""
    return os.path.join(folder or os.path.join(folders.config, "zed"), "settings.json")


def _find_opencode(folders: ClientFolders) -> str:
    """Return opencode's file: the one with comments, if only that is there."""
    folder = os.path.join(folders.config, "opencode")
    plain, with_comments = (os.path.join(folder, f"opencode.{extension}") for extension in ("json", "jsonc"))
    return with_comments if os.path.exists(with_comments) and not os.path.exists(plain) else plain


def _shape_usual(launch: ServerLaunch) -> dict[str, Any]:
    entry: dict[str, Any] = {"command": launch.program, "args": list(launch.arguments)}
    return entry | ({"env": dict(launch.environment)} if launch.environment else {})


def _shape_typed(launch: ServerLaunch) -> dict[str, Any]:
    return {"type": "stdio", **_shape_usual(launch)}


def _shape_zed(launch: ServerLaunch) -> dict[str, Any]:
    return {"source": "custom", **_shape_usual(launch)}


def _shape_opencode(launch: ServerLaunch) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "type": "local",
        "command": [launch.program, *launch.arguments],
        "enabled": True,
    }
    return entry | ({"environment": dict(launch.environment)} if launch.environment else {})


_CLAUDE_FOLDER = ("CLAUDE_CONFIG_DIR", ".claude")
_CODEX_FOLDER = ("CODEX_HOME", ".codex")

CLIENTS = (
    AssistantClient(
        slug="claude-code",
        title="Claude Code",
        find_file=_find_claude_code,
        parents=("mcpServers",),
        shape=_shape_typed,
        find_skills=_in_folder_of(*_CLAUDE_FOLDER, "skills"),
        find_hooks=_in_folder_of(*_CLAUDE_FOLDER, "settings.json"),
    ),
    AssistantClient(
        slug="claude-desktop",
        title="Claude Desktop",
        find_file=_of_application("Claude", "claude_desktop_config.json"),
        parents=("mcpServers",),
        shape=_shape_usual,
    ),
    AssistantClient(
        slug="cursor",
        title="Cursor",
        find_file=_at_home(".cursor", "mcp.json"),
        parents=("mcpServers",),
        shape=_shape_usual,
        find_skills=_at_home(".cursor", "skills"),
    ),
    AssistantClient(
        slug="codex",
        title="Codex",
        find_file=_in_folder_of(*_CODEX_FOLDER, "config.toml"),
        parents=("mcp_servers",),
        shape=_shape_usual,
        is_toml=True,
        find_skills=_in_folder_of(*_CODEX_FOLDER, "skills"),
        find_hooks=_in_folder_of(*_CODEX_FOLDER, "hooks.json"),
    ),
    AssistantClient(
        slug="vscode",
        title="VS Code",
        find_file=_of_application("Code", "User", "mcp.json"),
        parents=("servers",),
        shape=_shape_typed,
        find_skills=_at_home(".copilot", "skills"),
    ),
    AssistantClient(
        slug="gemini",
        title="Gemini CLI",
        find_file=_at_home(".gemini", "settings.json"),
        parents=("mcpServers",),
        shape=_shape_usual,
        find_skills=_at_home(".gemini", "skills"),
        find_hooks=_at_home(".gemini", "settings.json"),
        hook_second=1_000,
    ),
    AssistantClient(
        slug="zed",
        title="Zed",
        find_file=_find_zed,
        parents=("context_servers",),
        shape=_shape_zed,
    ),
    AssistantClient(
        slug="opencode",
        title="opencode",
        find_file=_find_opencode,
        parents=("mcp",),
        shape=_shape_opencode,
        find_skills=lambda folders: os.path.join(folders.config, "opencode", "skills"),
    ),
)
"""Every client, in the order of the help."""


def find_client(slug: str) -> AssistantClient:
    """Return a client by its name on the command line."""
    return next(client for client in CLIENTS if client.slug == slug)
