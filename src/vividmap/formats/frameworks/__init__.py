"""Frameworks: what a company expects at each level, as it states it, read from the shapes that people have.

What is decided here, and kept by tests/formats/frameworks:

- Every line that is not blank has one fate: it is a criterion, part of one, a level, a theme, a heading, kept
  in the framework's own notes, or left out with the reason. No reader drops words.
- A shape's reader says only what stands beneath what. Which of the labels are levels and which are themes is
  decided in one place for all shapes (`axes.py`): by what the document calls them, else by the words that
  companies use for levels.
- The shape is known by the ending of the file's name, else by what the text looks like.
"""

from vividmap.formats.frameworks.read import read
from vividmap.formats.frameworks.stated import Criterion, Fate, Framework, Reading
from vividmap.formats.notes.blocks import Unreadable

__all__ = ["Criterion", "Fate", "Framework", "Reading", "Unreadable", "read"]
