"""Where sources are found: the modules of this folder, and what other packages install beside VividMap.

A module or folder here with `NAME`, `SUMMARY` and `collect` is a source. Another package offers one by an
entry point of the group `vividmap.sources`. Sources are imported only when they are asked for.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pkgutil import iter_modules

from vividmap import sources
from vividmap.sources.source import Source, SourceError

GROUP = "vividmap.sources"
_SHARED = ("registry", "source")


class UnknownSource(Exception):
    """There is no source of that name; the message lists those that there are."""


@dataclass(frozen=True)
class FoundSources:
    """All sources by name, and one sentence about each that cannot be used."""

    by_name: Mapping[str, Source]
    problems: tuple[str, ...] = ()


def load_source(name: str) -> Source:
    """Return one source. Raises UnknownSource, or SourceError where an installed one cannot be used."""
    module_name = name.replace("-", "_")
    if module_name in _module_names():
        module = import_module(f"{sources.__name__}.{module_name}")
        if _is_source(module) and name == module.NAME:
            return module
    entry_point = next((point for point in _list_entry_points() if point.name == name), None)
    if entry_point is not None:
        return _load_installed(entry_point)
    available_names = find_sources().by_name
    if name in available_names:
        return available_names[name]
    raise UnknownSource(f"there is no source {name[:60]!r}; there are: {', '.join(available_names)}")


def find_sources() -> FoundSources:
    """Return every source that can be used; a broken one is a problem and harms no other."""
    by_name: dict[str, Source] = {}
    problems = []
    for module_name in _module_names():
        module = import_module(f"{sources.__name__}.{module_name}")
        if _is_source(module):
            by_name[module.NAME] = module
    for entry_point in _list_entry_points():
        if entry_point.name in by_name:
            problems.append(f"{_describe(entry_point)} has the name of another source and is not used.")
            continue
        try:
            by_name[entry_point.name] = _load_installed(entry_point)
        except SourceError as error:
            problems.append(str(error))
    return FoundSources(dict(sorted(by_name.items())), tuple(problems))


def _module_names() -> Iterator[str]:
    return (module.name for module in iter_modules(sources.__path__) if module.name not in _SHARED)


def _list_entry_points() -> list[EntryPoint]:
    return sorted(entry_points(group=GROUP), key=lambda point: point.name)


def _load_installed(entry_point: EntryPoint) -> Source:
    """Return an installed source. Raises SourceError."""
    try:
        source: Source = entry_point.load()
    except Exception as error:  # what another package raises on import can be anything
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        raise SourceError(
            f"{_describe(entry_point)} cannot be loaded ({reason}). Update or uninstall its package."
        ) from error
    if not _is_source(source):
        raise SourceError(
            f"{_describe(entry_point)} is not a source: it needs NAME, SUMMARY and collect(request)."
            " Update or uninstall its package."
        )
    if entry_point.name != source.NAME:
        raise SourceError(
            f"{_describe(entry_point)} calls itself {str(source.NAME)[:60]!r}; the names have to be the same."
        )
    return source


def _is_source(module: object) -> bool:
    texts = (getattr(module, "NAME", None), getattr(module, "SUMMARY", None))
    return all(isinstance(text, str) for text in texts) and callable(getattr(module, "collect", None))


def _describe(entry_point: EntryPoint) -> str:
    package = entry_point.dist.name if entry_point.dist else "an installed package"
    return f"The source {entry_point.name!r} of {package}"
