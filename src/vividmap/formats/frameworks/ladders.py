"""The built-in ladders: generic, Senior to Principal, as Markdown."""

from importlib import resources

LADDERS = {
    "product-engineering": "Product engineering",
    "platform-infrastructure": "Platform and infrastructure engineering",
    "technical-leadership": "Technical leadership",
}
"""The ladders' titles by name."""


def text(name: str) -> str:
    """Return the Markdown of the ladder with a name in `LADDERS`."""
    return (resources.files("vividmap") / "ladders" / f"{name}.md").read_text(encoding="utf-8")
