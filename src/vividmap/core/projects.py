"""Projects: one label on evidence and learning. Two spellings of a label are one project."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.text import fold, slug

if TYPE_CHECKING:
    from vividmap.core.record import Evidence, Item, SkillEntry

    ProjectEntry = Evidence | SkillEntry


@dataclass(frozen=True, slots=True)
class Project:
    """A project: the label as it is written most often, and its entries, the newest first, undated last."""

    name: str
    entries: "tuple[ProjectEntry, ...]"

    @property
    def key(self) -> str:
        """Return what all spellings of the label have in common: `ledger-migration`."""
        return project_key(self.name)

    @property
    def evidence(self) -> "tuple[Evidence, ...]":
        """Return the evidence among the entries."""
        from vividmap.core.record import Evidence  # noqa: PLC0415 - names alone are completed without the record

        return tuple(entry for entry in self.entries if isinstance(entry, Evidence))

    @property
    def last_day(self) -> date | None:
        """Return the last day of the newest dated entry."""
        return next((entry.when.last for entry in self.entries if entry.when), None)


def project_key(label: str) -> str:
    """Return a label for comparing: "Ledger migration", "ledger-migration", "LEDGER MIGRATION" are one."""
    return slug(label) if label.strip() else ""


def group_projects(items: "Iterable[Item]") -> tuple[Project, ...]:
    """Return the projects that entries name, the one with the newest entry first."""
    from vividmap.core.record import Evidence, SkillEntry  # noqa: PLC0415 - as above

    groups: dict[str, list[ProjectEntry]] = {}
    for item in items:
        if isinstance(item, Evidence | SkillEntry) and item.project.strip():
            groups.setdefault(project_key(item.project), []).append(item)
    projects = [
        Project(usual_spelling(Counter(entry.project for entry in group)), _newest_first(group))
        for group in groups.values()
    ]
    return tuple(
        sorted(projects, key=lambda project: (project.last_day or date.min, project.name), reverse=True)
    )


def unite_spellings(
    labels: Iterable[str], count_entries: Callable[[Sequence[str]], Mapping[str, int]]
) -> list[str]:
    """Return the names of the projects that labels mean, each once, in alphabetical order.

    `count_entries` returns how many entries have each of some labels; it is asked of spellings that compete.
    """
    spellings_by_key: dict[str, list[str]] = {}
    for label in labels:
        spellings_by_key.setdefault(project_key(label), []).append(label)
    groups = spellings_by_key.values()
    counts = count_entries([label for group in groups if len(group) > 1 for label in group])
    names = (usual_spelling({label: counts.get(label, 0) for label in group}) for group in groups)
    return sorted(names, key=fold)


def usual_spelling(counts: Mapping[str, int]) -> str:
    """Return the spelling used most often; of two, the one that reads as a name, with blanks or capitals."""
    return max(counts, key=lambda label: (counts[label], " " in label, label != label.lower(), label))


def _newest_first(entries: "list[ProjectEntry]") -> "tuple[ProjectEntry, ...]":
    return tuple(
        sorted(
            entries, key=lambda entry: (entry.when.last if entry.when else date.min, entry.id), reverse=True
        )
    )
