"""Regular expressions that are compiled when they are first used.

Compiling takes up to some milliseconds, and a command imports hundreds of expressions and uses few.
"""

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:

    def lazy_pattern(text: str, flags: int = 0) -> re.Pattern[str]:
        """Return a pattern that is compiled when it is first used."""

else:

    class lazy_pattern:  # noqa: N801 - it stands for a function
        """A pattern by its text; each method that is asked for is kept, and from then on as fast as ever."""

        def __init__(self, text: str, flags: int = 0) -> None:
            self._text = text
            self._flags = flags

        def __getattr__(self, name: str) -> Any:
            value = getattr(re.compile(self._text, self._flags), name)
            setattr(self, name, value)
            return value
