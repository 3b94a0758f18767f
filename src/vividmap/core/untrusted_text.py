"""Text that others wrote: before it is kept, hidden characters are removed and secrets are masked."""

import re
import unicodedata

from vividmap.core.text import change_outside, clean, clean_line, clip

MASK = "[masked]"
"""What replaces a secret."""

_ZERO_WIDTH_JOINERS = "\u200c\u200d"
_EMOJI_STYLES = "\ufe0e\ufe0f"
_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0\u17b4\u17b5\u034f\u180b\u180c\u180d\u180f")
"""Letters and marks that draw nothing, though their category does not say so."""
_HIDDEN_CATEGORIES = frozenset(("Cc", "Cf", "Cn", "Co", "Cs"))
_LINE_ENDS = {"\u2028": "\n", "\u2029": "\n", "\x85": "\n", "\v": "\n", "\f": "\n"}

_MASKED_WHOLE = re.compile(
    r"""
    -----BEGIN\ [A-Z0-9 ]{0,40}PRIVATE\ KEY(?:\ BLOCK)?-----(?:(?!-----END)[\s\S])*
    (?:-----END[^\n-]{0,60}-----)?
    | \b(?:
        eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?            # JSON Web Token
      | gh[pousr]_[A-Za-z0-9]{16,}                      # GitHub
      | github_pat_\w{16,}
      | gl[a-z]{2,6}-[\w-]{16,}                         # GitLab
      | (?:AKIA|ASIA|AGPA|AIDA|AROA|ABIA|ACCA)[A-Z0-9]{12,}   # AWS
      | xox[a-z]-[\w-]{10,} | xapp-[\w-]{10,}           # Slack
      | AIza[\w-]{30,} | ya29\.[\w-]{10,} | GOCSPX-[\w-]{10,}   # Google
      | [rsp]k_(?:live|test)_\w{10,} | whsec_[\w+/=]{10,}       # Stripe
      | sk-[\w-]{16,}                                   # OpenAI, Anthropic
      | npm_[A-Za-z0-9]{16,} | pypi-[\w-]{16,} | hf_[A-Za-z0-9]{16,} | dop_v1_[a-f0-9]{16,}
      | glsa_\w{16,} | shp(?:at|ca|pa|ss)_[a-fA-F0-9]{16,} | lin_(?:api|oauth)_\w{16,} | ntn_\w{16,}
      | SG\.[\w-]{10,}\.[\w-]{10,}
      | dckr_pat_[\w-]{16,} | sntry[su]_[\w=+/-]{16,} | key-[0-9a-f]{32}
      | AGE-SECRET-KEY-1[A-Z0-9]{16,}
    )
    | \bhooks\.slack\.com/services/[\w/]+
    """,
    re.VERBOSE,
)
_LABELS = (
    r"pass(?:word|wd|phrase|code)|pwd|secrets?|[a-z]{0,20}[_-]?token|api[_-]?key|access[_-]?key(?:[_-]?id)?"
    r"|secret[_-]?(?:access[_-]?)?key|client[_-]?secret|private[_-]?key|auth(?:orization)?[_-]?key|credentials?"
)
_MASKED_IN_PART = (
    # A password in an address, with or without a user before it.
    (
        re.compile(r"(\b[a-z][a-z0-9+.-]{1,20}://)[^\s/@:]{0,200}:[^\s/@]{1,400}@", re.IGNORECASE),
        rf"\1{MASK}@",
    ),
    (re.compile(r"(\bhttps?://)[\w.~%-]{16,200}@", re.IGNORECASE), rf"\1{MASK}@"),
    (
        re.compile(
            rf"([?&#;](?:{_LABELS}|token|sig(?:nature)?|key|auth|code|x-amz-(?:signature|credential))=)"
            r"[^\s&#]{4,}",
            re.IGNORECASE,
        ),
        rf"\1{MASK}",
    ),
    (re.compile(r"(\b(?:bearer|basic)\s+)(?=\S*[\d=_-])[\w.~+/=-]{12,}", re.IGNORECASE), rf"\1{MASK}"),
    # `PASSWORD=…`, `"token": "…"`: whatever follows an equals sign, and what looks made up after a colon.
    (
        re.compile(rf"((?:{_LABELS})[\"']?\s?=\s?[\"']?)(?!\[)[^\s\"'&,;]{{4,}}", re.IGNORECASE),
        rf"\1{MASK}",
    ),
    (
        re.compile(
            rf"((?:{_LABELS})[\"']?\s?(?::|\bis\b|\bwas\b)\s?[\"']?)"
            r"(?=[^\s\"',;]*[\d!@#$%^&*])(?!\[)[^\s\"',;]{6,}",
            re.IGNORECASE,
        ),
        rf"\1{MASK}",
    ),
)  # fmt: skip
_ADDRESS = re.compile(r"\b[a-z][a-z0-9+.-]{1,20}://\S+", re.IGNORECASE)
_LONG_CODE = re.compile(r"(?<![\w+/=-])[A-Za-z0-9+/_-]{32,}={0,2}(?![\w+/=-])")
_WORD_IN_NAME = re.compile(r"[A-Z]?[a-z]{3,}|[A-Z]{4,}")


def strip_hidden(text: str) -> str:
    """Return text without what a reader cannot see: control and bidirectional characters, tags, blanks.

    A joiner or an emoji style stays where it belongs: alone, and not between ASCII letters.
    """
    for mark, replacement in _LINE_ENDS.items():
        text = text.replace(mark, replacement)
    if text.isascii() and text.isprintable():
        return text
    visible: list[str] = []
    for position, character in enumerate(text):
        if _is_visible(character) or (
            visible
            and not visible[-1].isascii()
            and _is_in_place(character, visible[-1], text[position + 1 :][:1])
        ):
            visible.append(character)
    return "".join(visible)


def _is_visible(character: str) -> bool:
    if character in "\n\t":
        return True
    is_variation = "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    is_hidden = unicodedata.category(character) in _HIDDEN_CATEGORIES or character in _BLANK_LETTERS
    return not (is_variation or is_hidden)


def _is_in_place(character: str, before: str, after: str) -> bool:
    if character in _EMOJI_STYLES:
        return unicodedata.category(before) in ("So", "Sm", "Sk")
    return (
        character in _ZERO_WIDTH_JOINERS
        and (_is_visible(before) or before in _EMOJI_STYLES)
        and bool(after)
        and not after.isascii()
        and _is_visible(after)
    )


def mask_secrets(text: str) -> str:
    """Return text with `[masked]` in place of tokens, keys, passwords and long random codes."""
    text = _MASKED_WHOLE.sub(MASK, text)
    for pattern, replacement in _MASKED_IN_PART:
        text = pattern.sub(replacement, text)
    return change_outside(_ADDRESS, _mask_codes, text)  # an address may hold the long id of a document


def _mask_codes(text: str) -> str:
    return _LONG_CODE.sub(lambda match: MASK if _is_random(match.group()) else match.group(), text)


def _is_random(code: str) -> bool:
    """Return whether a code mixes digits and letters of both cases, unlike a name, path or hash."""
    if not (any(map(str.islower, code)) and any(map(str.isupper, code)) and any(map(str.isdigit, code))):
        return False
    # A path or a name is mostly words.
    return sum(map(len, _WORD_IN_NAME.findall(code))) < len(code) / 2


def clean_untrusted(text: str, longest: int) -> str:
    """Return text of many lines without what is hidden, its secrets masked, at most `longest` characters."""
    return clip(clean(mask_secrets(strip_hidden(_cut(text, longest * 4)))), longest)


def clean_untrusted_line(text: str, longest: int) -> str:
    """Return the same as `clean_untrusted` on one line, with single spaces."""
    line = clean_line(mask_secrets(strip_hidden(_cut(text, longest * 4))))
    return clip(" ".join(line.split()), longest)


def _cut(text: str, longest: int) -> str:
    """Return the beginning of a text up to a space: half a secret might not be seen to be one."""
    if len(text) <= longest:
        return text
    return text[: max(text.rfind(" ", 0, longest), text.rfind("\n", 0, longest), 0)]
