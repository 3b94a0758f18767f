"""A packet taken out in the form that a conversation needs. One form a file.

A module here that names its `FORM` writes one. The others are what these share: `document` is what is
written, `read` makes one of its author's Markdown. To add a form, add its file: nothing else is edited.
"""

import pkgutil
from functools import cache
from importlib import import_module
from types import MappingProxyType

from vividmap.formats.out.form import Form


@cache
def forms() -> MappingProxyType[str, Form]:
    """Return every form by its ending, in the order of their endings."""
    modules = (import_module(f"{__name__}.{one.name}") for one in pkgutil.iter_modules(__path__))
    found = (module.FORM for module in modules if hasattr(module, "FORM"))
    return MappingProxyType({form.ending: form for form in sorted(found)})
