"""Registration in each client's own files: what is there stays, comments and order too; uninstalling takes out ours."""

import contextlib
import json
import os
import tomllib
from dataclasses import replace
from typing import NamedTuple

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from vividmap.assistant.clients import json_text, registration, toml_text
from vividmap.assistant.clients.client_table import CLIENTS, ServerLaunch, find_client
from vividmap.assistant.clients.file_changes import FileChange
from vividmap.cli import run
from vividmap.services.errors import Invalid, Refused

LAUNCH = ServerLaunch(program="/opt/vividmap/bin/vividmap", arguments=("mcp",), environment={})


class Fixture(NamedTuple):
    """A real configuration of a client, and where in it what is added."""

    client: str
    file: str
    before: str
    anchor: str
    addition: str


FIXTURES = (
    Fixture(
        "claude-code",
        ".claude.json",
        '{\n  "numStartups": 41,\n  "mcpServers": {\n    "github": {\n      "type": "http",\n      "url": "https://api.example/mcp/"\n    }\n  },\n  "projects": {\n    "/home/alice/ledger": {\n      "allowedTools": []\n    }\n  },\n  "oauthAccount": {"emailAddress": "alice@example.com"}\n}\n',
        '"https://api.example/mcp/"\n    }',
        ',\n    "vividmap": {\n      "type": "stdio",\n      "command": "/opt/vividmap/bin/vividmap",\n      "args": [\n        "mcp"\n      ]\n    }',
    ),
    Fixture(
        "claude-desktop",
        ".config/Claude/claude_desktop_config.json",
        '{\n    "globalShortcut": "Ctrl+Space",\n    "mcpServers": {}\n}',
        '"mcpServers": {',
        '\n        "vividmap": {\n            "command": "/opt/vividmap/bin/vividmap",\n            "args": [\n                "mcp"\n            ]\n        }\n    ',
    ),
    Fixture(
        "cursor",
        ".cursor/mcp.json",
        '{"mcpServers": {"files": {"command": "npx", "args": ["-y", "files"]}}}\n',
        '"files"]}',
        ', "vividmap": {"command": "/opt/vividmap/bin/vividmap", "args": ["mcp"]}',
    ),
    Fixture(
        "codex",
        ".codex/config.toml",
        '# my Codex\nmodel = "gpt-6"   # the good one\n\n[mcp_servers.docs]\ncommand = "docs"\nargs = ["--stdio"]\n\n# trust\n[projects."/home/alice/ledger"]\ntrust_level = "trusted"\nnote = """\n[mcp_servers.vividmap]\nis only text here\n"""\n',
        'is only text here\n"""\n',
        '\n[mcp_servers.vividmap]\ncommand = "/opt/vividmap/bin/vividmap"\nargs = ["mcp"]\n',
    ),
    Fixture(
        "vscode",
        ".config/Code/User/mcp.json",
        '{\r\n\t// servers of mine\r\n\t"inputs": [],\r\n\t"servers": {\r\n\t\t"docs": { "type": "stdio", "command": "docs" } // keep\r\n\t}\r\n}\r\n',
        None,  # type: ignore[arg-type]
        '{\r\n\t// servers of mine\r\n\t"inputs": [],\r\n\t"servers": {\r\n\t\t"docs": { "type": "stdio", "command": "docs" }, // keep\r\n\t\t"vividmap": {\r\n\t\t\t"type": "stdio",\r\n\t\t\t"command": "/opt/vividmap/bin/vividmap",\r\n\t\t\t"args": [\r\n\t\t\t\t"mcp"\r\n\t\t\t]\r\n\t\t}\r\n\t}\r\n}\r\n',
    ),
    Fixture(
        "gemini",
        ".gemini/settings.json",
        '{\n  "security": {"auth": {"selectedType": "api-key"}},\n  // hooks below\n  "hooks": {\n    "SessionEnd": [\n      {"hooks": [{"type": "command", "command": "say bye"}]}\n    ]\n  }\n}\n',
        '"say bye"}]}\n    ]\n  }',
        ',\n  "mcpServers": {\n    "vividmap": {\n      "command": "/opt/vividmap/bin/vividmap",\n      "args": [\n        "mcp"\n      ]\n    }\n  }',
    ),
    Fixture(
        "zed",
        ".config/zed/settings.json",
        '// Zed settings\n//\n{\n  "theme": "One Dark",\n  "context_servers": {\n    /* search */\n    "search": {\n      "source": "custom",\n      "command": "search",\n    },\n  },\n  "vim_mode": true, // always\n}\n',
        '"command": "search",\n    },',
        '\n    "vividmap": {\n      "source": "custom",\n      "command": "/opt/vividmap/bin/vividmap",\n      "args": [\n        "mcp"\n      ]\n    },',
    ),
    Fixture(
        "opencode",
        ".config/opencode/opencode.jsonc",
        '{\n  "$schema": "https://opencode.example/config.json",\n  // models\n  "model": "some/model",\n  "mcp": {\n    "jira": { "type": "remote", "url": "https://jira.example/mcp", "enabled": false },\n  },\n}\n',
        '"enabled": false },',
        '\n    "vividmap": {\n      "type": "local",\n      "command": [\n        "/opt/vividmap/bin/vividmap",\n        "mcp"\n      ],\n      "enabled": true\n    },',
    ),
)  # fmt: skip


def expected(fixture):
    if fixture.anchor is None:
        return fixture.addition
    assert fixture.before.count(fixture.anchor) == 1
    return fixture.before.replace(fixture.anchor, fixture.anchor + fixture.addition)


def write(folders, name, text):
    path = os.path.join(folders.home, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    return path


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def install(client, folders, launch=LAUNCH, **options):
    plan = registration.plan_install(find_client(client), folders, launch, **options)
    apply(plan)
    return plan


def apply(plan):
    for change in (*plan.effective_changes, plan.memo):
        change.apply()


def uninstall(client, folders):
    plan = registration.plan_uninstall(find_client(client), folders)
    apply(plan)
    return plan


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda fixture: fixture.client)
def test_a_real_configuration_keeps_all_that_is_in_it(folders, fixture):
    path = write(folders, fixture.file, fixture.before)
    os.chmod(path, 0o640)
    install(fixture.client, folders)
    assert read(path) == expected(fixture)
    assert os.stat(path).st_mode & 0o777 == 0o640
    assert install(fixture.client, folders).effective_changes == ()

    uninstall(fixture.client, folders)
    assert read(path) == fixture.before
    assert uninstall(fixture.client, folders).effective_changes == ()


@pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.slug)
def test_where_there_is_no_file_one_is_made_that_the_client_can_read(folders, client):
    install(client.slug, folders, ServerLaunch(program="/a b/ü", arguments=("mcp", "--allow", "people"), environment={"VIVIDMAP_HOME": "/h"}))  # fmt: skip
    text = read(client.find_file(folders))
    values = tomllib.loads(text) if client.is_toml else json.loads(text)
    for key in client.parents:
        values = values[key]
    command = values["vividmap"]["command"]
    words = command if isinstance(command, list) else [command, *values["vividmap"]["args"]]
    assert words == ["/a b/ü", "mcp", "--allow", "people"]
    assert "/h" in str(values["vividmap"])

    uninstall(client.slug, folders)
    assert [name for _, _, names in os.walk(folders.home) for name in names] == []
    assert client.find_skills is None or not os.path.exists(
        os.path.join(client.find_skills(folders), "vividmap")
    )


@pytest.mark.parametrize("client", ["claude-code", "codex"])
def test_what_the_user_added_to_our_entry_stays(folders, client):
    install(client, folders)
    path = find_client(client).find_file(folders)
    text = read(path)
    extra = "enabled = true\n" if client == "codex" else '      "timeout": 9,\n'
    anchor = 'args = ["mcp"]\n' if client == "codex" else '      "args"'
    write(folders, os.path.relpath(path, folders.home), text.replace(anchor, extra + anchor))
    install(client, folders, replace(LAUNCH, arguments=("mcp", "--read-only")))
    assert extra.strip().strip(",") in read(path)
    assert "--read-only" in read(path)


@pytest.mark.parametrize(
    ("client", "text", "problem"),
    [
        ("cursor", '{\n  "mcpServers": {\n    "a": 1\n    "b": 2\n  }\n}\n', "line 4, column 5: expected ',' or '}'"),
        ("cursor", "[]", "line 1, column 1: the file is not an object in braces"),
        ("zed", '{"context_servers": []}', "line 1, column 21: context_servers is not an object in braces"),
        ("gemini", '{"a": 1', "line 1, column 8: expected ',' or '}'"),
        ("gemini", "{'a': 1}", "expected a name in double quotes"),
        ("vscode", '{"a": tru}', "unexpected 't'"),
        ("vscode", '{"a": 1} /* open', "nothing can follow the closing bracket"),
        ("opencode", "[" * 200, "nested more than 100 deep"),
        ("codex", "model = \n", "line 1, column 9"),
        ("codex", 'mcp_servers = { a = { command = "x" } }\n', "a table cannot be added beside what is there"),
        ("codex", 'mcp_servers.vividmap.command = "x"\n', "a table cannot be added beside what is there"),
    ],
)  # fmt: skip
def test_a_malformed_file_is_refused_with_its_place_and_stays(folders, client, text, problem):
    name = os.path.relpath(find_client(client).find_file(folders), folders.home)
    path = write(folders, name, text)
    with pytest.raises(Invalid) as refusal:
        install(client, folders)
    assert str(refusal.value).startswith(f"{path}: ")
    assert problem in str(refusal.value)
    assert read(path) == text
    assert not os.path.exists(os.path.join(folders.home, ".gemini", "skills"))


def test_a_file_that_is_no_text_or_changes_meanwhile_is_not_overwritten(folders):
    path = write(folders, ".cursor/mcp.json", "{}")
    plan = registration.plan_install(find_client("cursor"), folders, LAUNCH)
    write(folders, ".cursor/mcp.json", '{"a": 1}')
    with pytest.raises(Refused, match="was changed in the meantime"):
        plan.changes[0].apply()
    assert read(path) == '{"a": 1}'
    with open(path, "wb") as file:
        file.write(b"\xff\xfe{}")
    with pytest.raises(Invalid, match="is not UTF-8 at byte 1"):
        install("cursor", folders)


def test_a_link_to_a_folder_of_dotfiles_stays_a_link(folders, tmp_path):
    target = write(folders, "dotfiles/mcp.json", "{}\n")
    (tmp_path / ".cursor").mkdir()
    os.symlink(target, tmp_path / ".cursor" / "mcp.json")
    install("cursor", folders)
    assert os.path.islink(tmp_path / ".cursor" / "mcp.json")
    assert "vividmap" in read(target)


def test_a_changed_skill_is_neither_overwritten_nor_removed(folders):
    install("claude-code", folders)
    path = os.path.join(folders.home, ".claude/skills/vividmap/SKILL.md")
    write(folders, ".claude/skills/vividmap/SKILL.md", registration.skill_text() + "\nMine.\n")
    assert "was changed and stays as it is" in install("claude-code", folders).notes[0]
    assert "was changed and stays" in uninstall("claude-code", folders).notes[0]
    assert read(path).endswith("Mine.\n")


def test_the_skill_follows_the_open_specification():
    _, front, body = registration.skill_text().split("---\n", 2)
    values = yaml.safe_load(front)
    assert values.keys() == {"name", "description"}
    assert values["name"] == "vividmap"
    assert "Use when" in values["description"]
    assert len(values["description"]) <= 1024
    assert body.count("## Job ") == 3
    assert len(body.splitlines()) < 500
    for tool in (
        "propose_evidence",
        "propose_learning",
        "propose_touchpoint",
        "search",
        "draft",
        "check_text",
    ):
        assert f"`{tool}`" in body


@pytest.mark.parametrize("client", ["claude-code", "codex", "gemini"])
def test_the_hook_is_added_beside_others_once_and_taken_out_alone(folders, client):
    hook = ServerLaunch(program="/a b/vividmap", arguments=("assistant", "session-end"), environment={"VIVIDMAP_HOME": "/h h"})  # fmt: skip
    other = '{\n  // mine\n  "hooks": {\n    "SessionEnd": [\n      {"hooks": [{"type": "command", "command": "say bye"}]}\n    ]\n  }\n}\n'
    path = find_client(client).find_hooks(folders)  # type: ignore[misc]
    write(folders, os.path.relpath(path, folders.home), other)
    install(client, folders, hook=hook)
    assert install(client, folders, hook=hook).effective_changes == ()
    groups = json_text.parse_json_text(read(path)).value["hooks"]["SessionEnd"]
    assert groups[0]["hooks"][0]["command"] == "say bye"
    (command,) = groups[1]["hooks"]
    assert (
        command["command"] == f"VIVIDMAP_HOME='/h h' '/a b/vividmap' assistant session-end --client {client}"
    )
    assert command["timeout"] == (15_000 if client == "gemini" else 15)
    uninstall(client, folders)
    assert read(path) == other


keys = st.text(st.characters(codec="utf-8", exclude_characters="\x7f"), max_size=6)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | keys,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=8,
)
layouts = st.sampled_from([{"indent": 2}, {"indent": "\t"}, {"indent": None}, {"indent": 4}])


@given(values=st.dictionaries(keys, json_values, max_size=4), layout=layouts, comment=st.sampled_from(["", '// a " } ,\n', "/* ] */ "]), ends=st.sampled_from(["\n", "\r\n"]))  # fmt: skip
def test_a_member_is_set_and_removed_in_any_json_and_nothing_else_changes(values, layout, comment, ends):
    values.pop("servers", None)
    text = (comment + json.dumps(values, ensure_ascii=False, **layout) + comment + "\n").replace("\n", ends)
    added = json_text.set_member(text, ("servers", "vividmap"), {"command": "x"})
    assert json_text.parse_json_text(added).value == values | {"servers": {"vividmap": {"command": "x"}}}
    assert json_text.set_member(added, ("servers", "vividmap"), {"command": "x"}) == added
    removed = json_text.remove_member(added, ("servers", "vividmap"), {("servers",)})
    assert json_text.parse_json_text(removed).value == values
    if values:
        assert removed == text


@given(text=st.text("[]{}\",:/*\\ \n\r\tatrue1-.e\ufeff'", max_size=40))
def test_any_text_is_parsed_or_refused_with_its_place(text):
    with contextlib.suppress(json_text.BadJsonText):
        node = json_text.parse_json_text(text)
        assert text[node.start : node.end].strip() != ""


@given(st.lists(st.sampled_from(["[a]", "[mcp_servers.other]", 'x = """', '"""', "y = [", "]", "z = 1", "# c", "", "[mcp_servers]", "[mcp_servers.vividmap]", "[[b]]", "command = 'c'"]), max_size=9))  # fmt: skip
def test_a_table_is_set_in_any_toml_or_refused_and_no_other_value_changes(lines):
    text = "".join(f"{line}\n" for line in lines)
    try:
        before = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        with pytest.raises(toml_text.BadTomlText):
            toml_text.set_table(text, ("mcp_servers", "vividmap"), {"command": "x"})
        return
    try:
        added = toml_text.set_table(text, ("mcp_servers", "vividmap"), {"command": "x"})
    except toml_text.BadTomlText:
        return
    after = tomllib.loads(added)
    assert after["mcp_servers"]["vividmap"]["command"] == "x"
    without = toml_text.remove_table(added, ("mcp_servers", "vividmap"))
    assert {key: value for key, value in tomllib.loads(without).items() if key != "mcp_servers"} == {
        key: value for key, value in before.items() if key != "mcp_servers"
    }


def test_a_difference_is_shown_and_nothing_is_written_in_a_dry_run(vividmap):
    dry = vividmap("assistant", "install", "cursor", "--dry-run")
    assert '+      "command": "' in dry.out
    assert "/.cursor/mcp.json" in dry.out
    assert dry.out.startswith(f"Would create {vividmap.home.parent / '.cursor/mcp.json'}:\n--- /dev/null\n")
    assert f"\n\nWould create {vividmap.home.parent / '.cursor/skills/vividmap/SKILL.md'}:\n" in dry.out
    assert dry.out.endswith("Nothing was changed: this was a dry run. To do it, leave out --dry-run.\n")
    assert not (vividmap.home.parent / ".cursor").exists()

    done = vividmap("assistant", "install", "cursor", "--allow", "internal")
    assert done.out.endswith("Registered with Cursor. Restart it.\n")
    (entry,) = json.loads((vividmap.home.parent / ".cursor/mcp.json").read_text())["mcpServers"].values()
    assert entry["args"][-3:] == ["mcp", "--allow", "internal"]
    assert entry["env"] == {"VIVIDMAP_HOME": str(vividmap.home)}
    assert vividmap("assistant", "install", "cursor", "--allow", "internal").out == "Nothing to change.\n"
    gone = vividmap("assistant", "uninstall", "cursor", "--dry-run").out
    assert gone.startswith(f"Would remove {vividmap.home.parent / '.cursor/mcp.json'}:\n")
    assert vividmap("assistant", "uninstall", "cursor").out.endswith("Removed from Cursor. Restart it.\n")

    wrong = vividmap("assistant", "install", "zed", "--session-end", check=False)
    assert (wrong.code, wrong.err) == (2, "vividmap: Zed has no hook for the end of a session\n")
    wrong = vividmap("assistant", "install", "zed", "--allow", "all", check=False)
    assert (wrong.code, "cannot be allowed" in wrong.err) == (2, True)


def test_a_difference_names_files_that_come_and_go():
    assert FileChange("/x", None, "a\n").describe().startswith("--- /dev/null\n+++ /x\n")
    assert FileChange("/x", "a", None).describe() == "--- /x\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n"


def test_registering_without_the_library_says_how_to_get_it(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert run(["assistant", "install", "zed", "--dry-run"]) == 0
    printed = capsys.readouterr()
    assert printed.err.startswith("The server needs one more library. To get it: pip install")
    assert "Would create" in printed.out
