"""Frozen dataclasses whose methods are compiled when the first value is made.

The standard library writes and compiles six methods of each class while its module is imported, which takes
half a millisecond a class; a command imports many classes and makes values of few. Everything else is the
standard library's: fields, slots, `replace`, `fields`, `asdict`.
"""

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any, TypeVar

__all__ = ["dataclass"]

_Class = TypeVar("_Class", bound=type)

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(
        *, frozen: bool, slots: bool = False, kw_only: bool = False, **options: bool
    ) -> Callable[[_Class], _Class]:
        """Return a decorator like the standard library's, for values that are frozen and not ordered."""
        with_repr = options.pop("repr", True)
        if not frozen or options:
            raise TypeError("for values that change or have an order take the standard library's decorator")
        make_fields = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)

        def decorate(cls: _Class) -> _Class:
            cls.__doc__ = cls.__doc__ or cls.__name__  # else the signature is described, for 2 to 8 ms
            return _add_methods(make_fields(cls), with_repr=with_repr, with_slots=slots)

        return decorate


def _add_methods(cls: Any, *, with_repr: bool, with_slots: bool) -> Any:
    """Give a dataclass without methods those of a frozen one, except those that it has."""
    own = vars(cls)
    compared = [field.name for field in dataclasses.fields(cls) if field.compare]
    cls.__compared__ = attrgetter(*compared) if compared else type
    methods: dict[str, Any] = {
        "__init__": _init_when_needed(cls),
        "__eq__": _equals,
        "__setattr__": _refuse_to_set,
        "__delattr__": _refuse_to_delete,
    }
    if with_repr:
        methods["__repr__"] = _describe
    if with_slots:
        methods |= {"__getstate__": _read_state, "__setstate__": _write_state}
    for name, method in methods.items():
        if name not in own:
            setattr(cls, name, method)
    if own.get("__hash__") is None:
        cls.__hash__ = _hash
    return cls


def _init_when_needed(cls: Any) -> Callable[..., None]:
    def compile_first(self: Any, *args: Any, **values: Any) -> None:
        cls.__init__ = _compile_init(cls)
        cls.__init__(self, *args, **values)

    return compile_first


def _compile_init(cls: Any) -> Any:
    """Return the `__init__` of a dataclass: it sets each field to an argument or to its default."""
    names: dict[str, Any] = {"_set": object.__setattr__, "_missing": dataclasses.MISSING}
    parameters: dict[bool, list[str]] = {False: ["self"], True: []}
    body = []
    for field in dataclasses.fields(cls):
        name, default, value = field.name, f"_default_{field.name}", field.name
        has_factory = field.default_factory is not dataclasses.MISSING
        if has_factory:
            names[default] = field.default_factory
            value = f"{default}() if {name} is _missing else {name}"
        elif field.default is not dataclasses.MISSING:
            names[default] = field.default
        is_required = not has_factory and default not in names
        parameter = name if is_required else f"{name}={'_missing' if has_factory else default}"
        parameters[bool(field.kw_only)].append(parameter)
        slot = getattr(cls, name, None)
        if isinstance(slot, MemberDescriptorType):  # setting it takes a third of the time of `_set`
            names[f"_set_{name}"] = slot.__set__
            body.append(f"    _set_{name}(self, {value})")
        else:
            body.append(f"    _set(self, {name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        body.append("    self.__post_init__()")
    keywords = ["*", *parameters[True]] if parameters[True] else []
    head = f"def __init__({', '.join([*parameters[False], *keywords])}):"
    exec("\n".join([head, *(body or ["    pass"])]), names)  # noqa: S102 - as the standard library does
    init = names["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    return init


def _equals(self: Any, candidate: Any) -> Any:
    if candidate.__class__ is not self.__class__:
        return NotImplemented
    return self.__compared__(self) == self.__compared__(candidate)


def _hash(self: Any) -> int:
    return hash(self.__compared__(self))


def _describe(self: Any) -> str:
    values = (
        f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr
    )
    return f"{self.__class__.__qualname__}({', '.join(values)})"


def _refuse_to_set(_: Any, name: str, __: Any) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_: Any, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _read_state(self: Any) -> list[Any]:
    """Return the values to copy or pickle: what has slots has no dictionary of them."""
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _write_state(self: Any, values: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), values, strict=True):
        object.__setattr__(self, field.name, value)
