"""Export formats of a packet, one module each.

A module here with a `FORM` is a format. The other modules are shared: `document` is the input of each writer,
and `read` builds it from the author's Markdown. To add a format, add its module; nothing else has to change.
"""

import pkgutil
from functools import cache
from importlib import import_module
from types import MappingProxyType

from vividmap.formats.out.form import Form


@cache
def forms() -> MappingProxyType[str, Form]:
    """Return all export formats by file extension, sorted by extension."""
    modules = (
        import_module(f"{__name__}.{iter_module.name}") for iter_module in pkgutil.iter_modules(__path__)
    )
    forms_in_modules = (module.FORM for module in modules if hasattr(module, "FORM"))
    return MappingProxyType({form.ending: form for form in sorted(forms_in_modules)})
