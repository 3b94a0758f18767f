"""The entry point: a capture goes straight to the spool, a prompt reads a small file, all else loads the CLI.

Options of the capture commands are read by hand: a parser would take longer than the capture.
"""

import os
import sys

from vividmap import paths, spool

TYPE_CHECKING = False
if TYPE_CHECKING:  # as in `typing`, whose import would slow down a capture
    from collections.abc import Callable, Iterable
    from datetime import date

    from vividmap.cli.editor import DraftText

CAPTURES = {"log": "log", "learn": "skill", "met": "touch"}
"""The capture commands, each with its verb in a spool file."""

# What each capture command takes; the command line's own help and completion are tested against it.
ONCE = {
    "log": ("on", "outcome", "scope", "kind", "project"),
    "learn": ("on", "kind", "project"),
    "met": ("on",),
}
_NAMES = ("skill", "person", "goal")
REPEATABLE = {"log": (*_NAMES, "tag", "link"), "learn": (*_NAMES, "tag", "link"), "met": _NAMES}
CHOICES = {
    ("log", "scope"): ("team", "teams", "org", "beyond"),
    ("log", "kind"): ("decision", "unblocked", "prevented", "led"),
    ("learn", "kind"): ("domain", "practice", "gap", "feedback"),
}
FLAGS = ("private", "internal")
"""Options without a value, of every capture command: who may read the entry."""
COMMANDS = (
    "log learn met check checkin list show search history patterns status web edit rm restore undo redo "
    "trash purge inbox add update link merge project shown draft packet framework collect document import "
    "export backup calendar assistant mcp config doctor demo completion help"
).split()
"""All commands: such a word alone is a command typed by mistake, not an entry."""
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


class Stopped(BaseException):
    """The process was told to end by a signal, whose number this holds."""


class BadArguments(Exception):
    """The command line is not valid; the message says what to write instead."""


def main(argv: "list[str] | None" = None) -> int:
    """Run one command and return its exit code: 0 done, 1 failed, 2 bad input."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments and arguments[0] in CAPTURES and "_VIVIDMAP_COMPLETE" not in os.environ:
        before_text = arguments[: arguments.index("--")] if "--" in arguments else arguments
        if "--help" not in before_text and "-h" not in before_text:
            return capture(arguments[0], arguments[1:])
    if arguments == ["status", "--short"]:
        from vividmap import status

        return status.print_short_line()
    import gc

    gc.disable()  # imports leave nothing to collect; it is enabled again once the command is loaded
    from vividmap.cli import run

    return run(arguments)


def capture(command: str, arguments: "list[str]") -> int:
    """Save what the arguments, standard input or the editor say, acknowledge it, and return the exit code."""
    draft = None
    try:
        options, words, by_line = _parse(command, arguments)
        draft = None if words or by_line else _ask_editor(command)
        _refuse_redirection(command, words)
        texts = [draft.text] if draft else _read_texts(command, words, by_line=by_line)
        _refuse_two_outcomes(texts, options)
        captures = [
            spool.new_capture(CAPTURES[command], text, options, order)
            for order, text in enumerate(_check_texts(command, texts, by_line=by_line))
        ]
        if by_line:
            _mark_batch(captures)
        future_date = _check_dates(options, captures)
        if future_date and _is_terminal():
            _confirm_future(future_date)
        spool.save_captures(captures, _heed_signals() if by_line else lambda: None)
        _settle(draft, is_saved=True)
    except BadArguments as error:
        print(f"vividmap: {error}", file=sys.stderr)
        _settle(draft)
        return 2
    except (spool.CaptureNotSaved, paths.BadHome) as error:
        print(f"vividmap: not saved: {error}", file=sys.stderr)
        _settle(draft)
        return 1
    except (KeyboardInterrupt, Stopped) as error:
        print("vividmap: interrupted; nothing was saved", file=sys.stderr)
        return 128 + error.args[0] if isinstance(error, Stopped) else 130
    try:
        if len(captures) == 1:
            print(f"Saved ^{_handle(captures[0].id)}{_describe(captures[0])}", flush=True)
        else:
            print(f"Saved {len(captures)} entries", flush=True)
        if future_date:
            print(f"vividmap: note that {future_date} is in the future", file=sys.stderr)
    except OSError:  # nobody reads our output; the capture is safe all the same
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return 0


def _parse(command: str, arguments: "list[str]") -> "tuple[tuple[tuple[str, str], ...], list[str], bool]":
    """Return the options, the words of the text, and whether each line is an entry. Raises BadArguments."""
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
        elif not word.startswith("--"):
            words.append(word)
        elif word[2:] in FLAGS:
            _add_option(command, options, "confidentiality", word[2:])
        else:
            name, equals, value = word[2:].partition("=")
            _require_option(command, name)
            if not equals:
                if index == len(arguments):
                    raise BadArguments(f"--{name} needs a value")
                value = arguments[index]
                index += 1
            _add_option(command, options, name, value)
    if command == "met":
        options.insert(0, ("touched", _take_person(words)))
    elif len(words) == 1 and words[0] in COMMANDS and "--" not in arguments:
        raise BadArguments(
            f"{words[0]!r} is a command: vividmap {words[0]}. "
            f"To log the word: vividmap {command} -- {words[0]}"
        )
    return tuple(options), words, by_line


def _require_option(command: str, name: str) -> None:
    """Raise BadArguments unless the command has an option of that name that takes a value."""
    if name in FLAGS:
        raise BadArguments(f"--{name} takes no value")
    if name not in ONCE[command] and name not in REPEATABLE[command]:
        raise BadArguments(
            f"there is no option --{name} ('vividmap {command} --help' lists them; -- ends the options)"
        )


def _take_person(words: "list[str]") -> str:
    """Remove the person from the front of the words and return the name. Raises BadArguments."""
    person = words.pop(0) if words else ""
    if not person.strip(" @^"):
        raise BadArguments(
            'name the person: vividmap met PERSON TEXT (for example: vividmap met priya "coffee")'
        )
    return _check_text(person, "the person's name")


def _add_option(command: str, options: "list[tuple[str, str]]", name: str, value: str) -> None:
    choices = CHOICES.get((command, name))
    if choices and value not in choices:
        raise BadArguments(f"--{name} must be one of {', '.join(choices)}, not {value!r}")
    if not value.strip(" #@!^" if name in ("skill", "person", "goal") else None):
        raise BadArguments(f"--{name} needs a value")
    if name == "confidentiality" and any(earlier == name for earlier, _ in options):
        raise BadArguments("use either --private or --internal, and only once")
    if name in ONCE[command] and any(earlier == name for earlier, _ in options):
        raise BadArguments(f"--{name} can be used once only")
    options.append((name, _check_text(value, f"--{name}")))


def _read_texts(command: str, words: "list[str]", *, by_line: bool) -> "list[str]":
    if words == ["-"]:
        text = _read_standard_input()
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if by_line else [text]
    if by_line:
        raise BadArguments(f"--lines reads standard input: vividmap {_usage(command)} - --lines")
    return [" ".join(words)]


def _check_texts(command: str, texts: "list[str]", *, by_line: bool) -> "list[str]":
    """Return the texts that are not blank. Raises BadArguments where none is, or one cannot be saved."""
    checked = [_check_text(text, "the text") for text in texts if text.strip()]
    if not checked:
        raise BadArguments("the text is empty, so nothing was saved")
    if by_line or any("\n" in text.strip("\n") for text in checked):
        _check_lines(command, texts if by_line else checked, by_line=by_line)
    return checked


def _check_lines(command: str, texts: "list[str]", *, by_line: bool) -> None:
    """Raise BadArguments for a line that looks like a mark and would be kept as text."""
    # A single line, as most captures are, skips this: it takes as long as the rest of a capture.
    from vividmap.formats.document import capture

    problems = (
        capture.line_problems(texts)
        if by_line
        else capture.capture_problems(CAPTURES[command], texts[0], _today())
    )
    for problem in problems:
        raise BadArguments(f"nothing was saved: line {problem.line}: {problem.message}")


def _check_text(text: str, label: str) -> str:
    if "\0" in text:
        raise BadArguments(f"{label} holds a NUL character; remove it and try again")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise BadArguments(f"{label} is not valid UTF-8 at character {error.start + 1}") from None
    return text


def _mark_batch(captures: "list[spool.Capture]") -> None:
    """Mark captures that were made together as one change, which is undone as one."""
    for capture_of_line in captures:
        capture_of_line.options = (*capture_of_line.options, ("batch", captures[0].id))


def _heed_signals() -> "Callable[[], None]":
    """Raise Stopped when told to end, so that nothing is half saved; return what ends that after saving."""
    import signal

    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]

    def stop(number: int, _: object) -> None:
        raise Stopped(number)

    for name in names:
        signal.signal(getattr(signal, name), stop)

    def finish() -> None:
        for name in (*names, "SIGINT"):
            signal.signal(getattr(signal, name), signal.SIG_IGN)

    return finish


def _check_dates(options: "Iterable[tuple[str, str]]", captures: "list[spool.Capture]") -> str:
    """Return the first date that is in the future, "" if there is none. Raises BadArguments for no date."""
    on = next((value for name, value in options if name == "on"), "")
    marks = [capture_of_line.text.lstrip().partition(" ")[0] for capture_of_line in captures]
    marks = [mark for mark in marks if mark[:4].isdigit() and mark[4:5] == "-"]
    if not on and not marks:
        return ""
    # Most captures have no date, and need not wait for what reads one.
    from vividmap.cli.capture_dates import find_future_date

    try:
        return find_future_date(on, marks, _today())
    except ValueError as error:
        raise BadArguments(f"nothing was saved: {error}") from None


def _today() -> "date":
    from datetime import datetime

    return datetime.now().astimezone().date()


def _is_terminal() -> bool:
    return bool(sys.stdin and sys.stdin.isatty() and sys.stderr.isatty())


def _confirm_future(future_date: str) -> None:
    """Ask whether a date in the future is meant. Raises CaptureNotSaved for no."""
    print(
        f"{future_date} is in the future. Save it all the same? [y/N] ", end="", file=sys.stderr, flush=True
    )
    if sys.stdin.readline().strip().casefold() not in ("y", "yes"):
        raise spool.CaptureNotSaved(f"{future_date} is in the future")


def _read_standard_input() -> str:
    if sys.stdin is None:
        raise BadArguments("standard input is closed")
    try:
        return sys.stdin.buffer.read().decode()
    except UnicodeDecodeError as error:
        raise BadArguments(
            f"standard input is not UTF-8 at byte {error.start + 1}; convert it and try again"
        ) from None


def _ask_editor(command: str) -> "DraftText":
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadArguments(
            f'there is no text: vividmap {_usage(command)} TEXT, or "-" to read standard input'
        )
    from vividmap.cli.editor import ask_for_entry
    from vividmap.services.errors import Refused

    try:
        return ask_for_entry(command)
    except Refused as error:
        raise spool.CaptureNotSaved(str(error)) from error


def _settle(draft: "DraftText | None", *, is_saved: bool = False) -> None:
    """Remove the editor's file if its text is saved, else say where it is."""
    if draft is not None:
        if is_saved:
            draft.discard_if_possible()
        else:
            draft.locate()


def _refuse_redirection(command: str, words: "list[str]") -> None:
    """Raise BadArguments where the shell took the `>` of an arrow: a lone hyphen, and output to a file."""
    if len(words) < 2 or "-" not in words or sys.stdout is None:
        return
    try:
        output = os.fstat(sys.stdout.fileno())
    except (OSError, ValueError):
        return
    # A file without a name is not the shell's: a program keeps the output there for itself.
    if output.st_mode & 0o170000 != 0o100000 or not output.st_nlink:
        return
    at = words.index("-")
    try:
        target = os.readlink(f"/proc/self/fd/{sys.stdout.fileno()}").removeprefix(os.getcwd() + "/")
    except OSError:  # no such folder outside Linux
        target = "…"
    text = " ".join((*words[:at], "->", target, *words[at + 1 :]))
    quoted = "'" + text.replace("'", "'\\''") + "'"
    raise BadArguments(
        f"the shell took '>' and wrote to the file {target}; nothing was saved. "
        f"Put quotes around the text: vividmap {_usage(command)} {quoted}"
    )


def _refuse_two_outcomes(texts: "list[str]", options: "tuple[tuple[str, str], ...]") -> None:
    """Raise BadArguments where a line has its outcome behind an arrow and in --outcome."""
    outcome = dict(options).get("outcome")
    if outcome is None:
        return
    from vividmap.core.results.line_reading import has_outcome

    for text in texts:
        if has_outcome(text.partition("\n")[0]):
            raise BadArguments(
                f"the outcome is given twice, behind the arrow and as --outcome {outcome!r}; "
                f"keep one. Nothing was saved. Your text:\n{text}"
            )


def _describe(capture: spool.Capture) -> str:
    """Return how a capture was read, for a terminal; "" in a pipe, whose readers want the handle alone."""
    if capture.verb not in ("log", "skill") or sys.stdout is None or not sys.stdout.isatty():
        return ""
    from vividmap import status
    from vividmap.core.results.line_reading import describe_capture

    state = status.load_state()
    hashes = state.names if state and state.after == status.last_change() else ()

    def is_known(name: str) -> bool:
        return not hashes or status.hash_name(name) in hashes

    options: dict[str, list[str]] = {}
    for option, value in capture.options:
        options.setdefault(option, []).append(value)
    line = capture.text.strip().partition("\n")[0]
    description = describe_capture(line, options, is_evidence=capture.verb == "log", is_known=is_known)
    return f" · {description}" if description else ""


def _usage(command: str) -> str:
    return "met PERSON" if command == "met" else command


def _handle(uid: str) -> str:
    """Return the first six characters of the id's handle code, or more, until one is a letter.

    `show` and `edit` find the entry by them. No handle is a number.
    """
    bits = int(uid[19:].replace("-", ""), 16) & ((1 << 62) - 1)
    letters = "".join(_ALPHABET[bits >> shift & 31] for shift in range(57, 0, -5))
    length = 6
    while letters[:length].isdigit() and length < len(letters):
        length += 1
    return letters[:length]


if __name__ == "__main__":
    sys.exit(main())
