"""Print the tools for AI assistants as JSON, as the protocol describes them."""

import json

from vividmap.services.home.bootstrap import load_django


def main() -> None:
    """Print all tools, those that the owner has to allow too."""
    load_django()
    from vividmap.assistant.tool_table import TOOLS, describe_tool  # noqa: PLC0415 - Django reads its settings first

    print(json.dumps([describe_tool(tool) for tool in TOOLS], indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
