"""`{% inline %}`: text and inline elements on several lines of a template, and on one line of the page.

In HTML a line break between two inline elements shows as a space. Between `{% inline %}` and
`{% endinline %}` a line break and its indentation are left out beside a tag, and are one space between two
words and between two attributes. A space beside a tag is written `&#32;`, so that it stays where a line is
broken. A partial that ends with `{% endinline %}` ends without the line break of its file, so that a comma
can follow where it is included. All of this is done when the template is compiled: a page takes no longer
for it.
"""

import re

from django.template import Library, Node, NodeList
from django.template.base import Parser, TextNode, Token, TokenType
from django.template.context import Context
from django.utils.safestring import SafeString

register = Library()

_LINE_BREAK = r"[^\S\n]*+\n\s*+"
_BREAK = re.compile(rf"(?<!\s){_LINE_BREAK}")
_BESIDE_TAG = re.compile(rf"(?<=>){_LINE_BREAK}|(?<!\s){_LINE_BREAK}(?=<)")
_AT_START, _AT_END = re.compile(rf"\A{_LINE_BREAK}"), re.compile(rf"(?<!\s){_LINE_BREAK}\Z")


class InlineNode(Node):
    """What stands between the two tags."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """Return what is inside."""
        return self.nodelist.render(context)


@register.tag
def inline(parser: Parser, token: Token) -> InlineNode:
    """Return the nodes up to `{% endinline %}` without the line breaks of the template."""
    nodelist = parser.parse(("endinline",))
    parser.delete_first_token()
    _drop_end_of_file(parser)
    is_within_tag = False
    for node in nodelist.get_nodes_by_type(TextNode):
        if isinstance(node, TextNode):
            node.s, is_within_tag = join_lines(node.s, is_within_tag=is_within_tag)
    return InlineNode(nodelist)


def _drop_end_of_file(parser: Parser) -> None:
    """Drop what is left to parse if it is only the line break that ends a file."""
    last = parser.tokens[0] if len(parser.tokens) == 1 else None
    if isinstance(last, Token) and last.token_type is TokenType.TEXT and not last.contents.strip():
        parser.delete_first_token()


def join_lines(text: str, *, is_within_tag: bool) -> tuple[str, bool]:
    """Return the text between two template tags on one line, and whether it ends within an HTML tag.

    `is_within_tag`: it begins within one, after an attribute.
    """
    last = max(text.rfind("<"), text.rfind(">"))
    ends_within_tag = text[last] == "<" if last >= 0 else is_within_tag
    if not is_within_tag:
        text = _AT_START.sub("", text)
    if not ends_within_tag:
        text = _AT_END.sub("", text)
    return _BREAK.sub(" ", _BESIDE_TAG.sub("", text)).replace("&#32;", " "), ends_within_tag
