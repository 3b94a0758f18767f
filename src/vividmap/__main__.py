"""The door: a capture goes straight to the spool, a prompt to its small file, all else to the command line.

Options of the capture verbs are read by hand, since a parser would cost more time than the capture.
"""

import os
import sys

from vividmap import spool

# What each capture verb takes; the command line's own help and completion are tested against it.
ONCE = {"log": ("on", "outcome", "scope", "kind"), "skill": ("on", "kind"), "touch": ("on",)}
REPEATED = {
    "log": ("skill", "person", "goal", "tag", "link"),
    "skill": ("skill", "person", "goal", "tag", "link"),
    "touch": ("skill", "person", "goal"),
}
CHOICES = {
    ("log", "scope"): ("team", "teams", "org", "beyond"),
    ("log", "kind"): ("decision", "unblocked", "prevented", "led"),
    ("skill", "kind"): ("domain", "practice", "gap", "feedback"),
}
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


class Wrong(Exception):
    """The command line cannot be taken; the message says what to write instead."""


def main(argv: "list[str] | None" = None) -> int:
    """Run one command and return its exit code: 0 done, 1 not done, 2 wrongly asked for."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments and arguments[0] in spool.VERBS and "_VIVIDMAP_COMPLETE" not in os.environ:
        before_text = arguments[: arguments.index("--")] if "--" in arguments else arguments
        if "--help" not in before_text and "-h" not in before_text:
            return capture(arguments[0], arguments[1:])
    if arguments == ["status", "--short"]:
        from vividmap import status

        return status.show()
    from vividmap.cli import run

    return run(arguments)


def capture(verb: str, arguments: "list[str]") -> int:
    """Keep what was said on the command line, on standard input or in the editor, and acknowledge it."""
    typed = ""
    try:
        options, rest, by_line = _read(verb, arguments)
        typed = "" if rest or by_line else _from_editor(verb)
        texts = [typed] if typed else _texts(verb, rest, by_line=by_line)
        captures = [spool.new(verb, text, options, order) for order, text in enumerate(_checked(texts))]
        spool.keep(captures)
    except Wrong as error:
        print(f"vividmap {verb}: {error}", file=sys.stderr)
        _give_back(typed)
        return 2
    except spool.NotKept as error:
        print(f"vividmap {verb}: not kept. {error}", file=sys.stderr)
        _give_back(typed)
        return 1
    except KeyboardInterrupt:
        print(f"vividmap {verb}: interrupted; nothing was kept", file=sys.stderr)
        return 130
    try:
        if len(captures) == 1:
            print(f"Kept ^{_handle(captures[0].id)}", flush=True)
        else:
            print(f"Kept {len(captures)} entries.", flush=True)
    except OSError:  # nobody reads our output; the capture is safe all the same
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return 0


def _read(verb: str, arguments: "list[str]") -> "tuple[tuple[tuple[str, str], ...], list[str], bool]":
    options: list[tuple[str, str]] = []
    words: list[str] = []
    by_line = False
    index = 0
    while index < len(arguments):
        word = arguments[index]
        index += 1
        if word == "--":
            words += arguments[index:]
            break
        if word == "--lines":
            by_line = True
        elif word.startswith("--"):
            name, equals, value = word[2:].partition("=")
            if name not in ONCE[verb] and name not in REPEATED[verb]:
                raise Wrong(
                    f"there is no option --{name} ('vividmap {verb} --help' lists them; -- ends the options)"
                )
            if not equals:
                if index == len(arguments):
                    raise Wrong(f"--{name} needs a value")
                value = arguments[index]
                index += 1
            _add(verb, options, name, value)
        else:
            words.append(word)
    if verb == "touch":
        options.insert(0, ("touched", _person(words)))
    return tuple(options), words, by_line


def _person(words: "list[str]") -> str:
    person = words.pop(0) if words else ""
    if not person.strip(" @^"):
        raise Wrong('say whom: vividmap touch PERSON TEXT (for example: vividmap touch priya "coffee")')
    return _text(person, "the person's name")


def _add(verb: str, options: "list[tuple[str, str]]", name: str, value: str) -> None:
    choices = CHOICES.get((verb, name))
    if choices and value not in choices:
        raise Wrong(f"--{name} is one of {', '.join(choices)}, not {value!r}")
    if not value.strip(" #@!^" if name in ("skill", "person", "goal") else None):
        raise Wrong(f"--{name} needs a value")
    if name in ONCE[verb] and any(given == name for given, _ in options):
        raise Wrong(f"--{name} is given twice")
    options.append((name, _text(value, f"--{name}")))


def _texts(verb: str, words: "list[str]", *, by_line: bool) -> "list[str]":
    if words == ["-"]:
        text = _standard_input()
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if by_line else [text]
    if by_line:
        raise Wrong(f"--lines reads standard input: vividmap {_whom(verb)} - --lines")
    return [" ".join(words)]


def _checked(texts: "list[str]") -> "list[str]":
    """Return the texts that say something, all of them such as can be kept. Raises Wrong."""
    said = [_text(text, "the text") for text in texts if text.strip()]
    if not said:
        raise Wrong("there is no text, so there is nothing to keep")
    return said


def _text(text: str, what: str) -> str:
    if "\0" in text:
        raise Wrong(f"{what} holds a NUL character; take it out and try again")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Wrong(f"{what} is not valid UTF-8 at character {error.start + 1}") from None
    return text


def _standard_input() -> str:
    if sys.stdin is None:
        raise Wrong("standard input is closed")
    try:
        return sys.stdin.buffer.read().decode()
    except UnicodeDecodeError as error:
        raise Wrong(
            f"standard input is not UTF-8 at byte {error.start + 1}; convert it and try again"
        ) from None


def _from_editor(verb: str) -> str:
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        raise Wrong(f'say what to keep: vividmap {_whom(verb)} TEXT, or "-" to read standard input')
    from vividmap.cli.editor import ask
    from vividmap.services.errors import Refused

    try:
        return ask(verb)
    except Refused as error:
        raise spool.NotKept(str(error)) from error


def _give_back(typed: str) -> None:
    """Show what was written in the editor and could not be kept: its file is gone."""
    if typed.strip():
        print(f"What you wrote:\n{typed}", file=sys.stderr)


def _whom(verb: str) -> str:
    return "touch PERSON" if verb == "touch" else verb


def _handle(uid: str) -> str:
    """Return the first six letters of the id's random bits: what `show` and `edit` find the entry by."""
    bits = int(uid[19:].replace("-", ""), 16) & ((1 << 62) - 1)
    return "".join(_ALPHABET[bits >> shift & 31] for shift in (57, 52, 47, 42, 37, 32))


if __name__ == "__main__":
    sys.exit(main())
