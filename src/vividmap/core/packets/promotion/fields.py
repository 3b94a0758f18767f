"""What a promotion asks its author for."""

from datetime import date

from vividmap.core.criteria import target_level
from vividmap.core.english.phrasing import join_names
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.packets.request_fields import ChoiceField, FieldOptions, FrameworkField, LineField
from vividmap.core.record import Record
from vividmap.core.text import UnreadableText

COMMITTEE, MANAGER = "committee", "manager"


def _framework_options(record: Record, _day: date) -> FieldOptions:
    return tuple((framework.handle, framework.text) for framework in target_level.list_frameworks(record))


def _level_options(record: Record, _day: date) -> FieldOptions:
    names = dict.fromkeys(
        name
        for framework in target_level.list_frameworks(record)
        for name in target_level.list_levels(record, framework)
        if name
    )
    return (("", "the one that your goal names"), *((name, name) for name in names)) if names else ()


def _reader_options(_record: Record, _day: date) -> FieldOptions:
    return (COMMITTEE, "a committee: the full case"), (MANAGER, "my manager: one page")


FRAMEWORK = FrameworkField(
    name="framework",
    label="criteria of",
    option="framework",
    option_help="The framework to use (default: the one with most evidence).",
    metavar="FRAMEWORK",
    find_options=_framework_options,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelField(ChoiceField):
    """A level of one of the frameworks of a record, by its name or by words of it."""

    def parse(self, text: str, record: Record) -> str:
        level = text.strip()
        names = [name for name, _ in self.options(record, date.min) if name]
        if (
            level
            and names
            and not any(
                target_level.match_level(level, target_level.list_levels(record, framework))
                for framework in target_level.list_frameworks(record)
            )
        ):
            raise UnreadableText(f"there is no level {level[:40]!r}; the levels are {join_names(names)}")
        return level


LEVEL: LineField = LevelField(
    name="level",
    label="level",
    option="level",
    option_help="The level to use (default: the one your goal names).",
    metavar="LEVEL",
    find_options=_level_options,
)
READER: LineField = ChoiceField(
    name="variant",
    label="for",
    option="for",
    option_help="A full case for a committee, or one page for a manager.",
    words=(COMMITTEE, MANAGER),
    find_options=_reader_options,
)
