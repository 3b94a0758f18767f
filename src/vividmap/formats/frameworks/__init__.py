"""Frameworks: what a company expects at each level, read from the usual forms of such documents.

Decisions, checked by tests/formats/frameworks:

- Each line that is not blank has one result: a criterion, part of one, a level, a theme, a heading, part of
  the framework's notes, or not imported, with the reason. No reader drops words silently.
- The reader of a shape returns labels and the criteria below them. Which labels are levels and which are
  themes is decided in one place for all shapes (`axes.py`): by the document's own terms, else by the usual
  names of levels.
- The file's extension decides the shape, otherwise the text does.
"""

from vividmap.formats.frameworks.read import read
from vividmap.formats.frameworks.stated import (
    FrameworkLineResult,
    FrameworkReading,
    ReadCriterion,
    ReadFramework,
)
from vividmap.formats.notes.blocks import Unreadable

__all__ = ["FrameworkLineResult", "FrameworkReading", "ReadCriterion", "ReadFramework", "Unreadable", "read"]
