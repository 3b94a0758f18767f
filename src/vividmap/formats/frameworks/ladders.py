"""The ladders that come along: generic, Senior to Principal, in the first of the shapes that are read."""

from importlib import resources

LADDERS = {
    "product-engineering": "Product engineering",
    "platform-infrastructure": "Platform and infrastructure engineering",
    "technical-leadership": "Technical leadership",
}
"""Their names and titles."""


def text(name: str) -> str:
    """Return a ladder, one of `LADDERS`, as Markdown."""
    return (resources.files("vividmap") / "ladders" / f"{name}.md").read_text(encoding="utf-8")
