"""Projects: one label on evidence and learning. Two spellings of a label are one project."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from vividmap.core.record import Evidence, Item, SkillEntry
from vividmap.core.text import slug

ProjectEntry = Evidence | SkillEntry


@dataclass(frozen=True, slots=True)
class Project:
    """A project: the label as it is written most often, and its entries, the newest first, undated last."""

    name: str
    entries: tuple[ProjectEntry, ...]

    @property
    def key(self) -> str:
        """Return what all spellings of the label have in common: `ledger-migration`."""
        return project_key(self.name)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Return the evidence among the entries."""
        return tuple(entry for entry in self.entries if isinstance(entry, Evidence))

    @property
    def last_day(self) -> date | None:
        """Return the last day of the newest dated entry."""
        return next((entry.when.last for entry in self.entries if entry.when), None)


def project_key(label: str) -> str:
    """Return a label for comparing: "Ledger migration", "ledger-migration", "LEDGER MIGRATION" are one."""
    return slug(label) if label.strip() else ""


def group_projects(items: Iterable[Item]) -> tuple[Project, ...]:
    """Return the projects that entries name, the one with the newest entry first."""
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


def usual_spelling(counts: Mapping[str, int]) -> str:
    """Return the spelling used most often; of two, the one that reads as a name, with blanks or capitals."""
    return max(counts, key=lambda label: (counts[label], " " in label, label != label.lower(), label))


def _newest_first(entries: list[ProjectEntry]) -> tuple[ProjectEntry, ...]:
    return tuple(
        sorted(
            entries, key=lambda entry: (entry.when.last if entry.when else date.min, entry.id), reverse=True
        )
    )
