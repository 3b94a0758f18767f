"""A number that decides what is said of a record."""

from vividmap.core.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number that decides what is said. The owner may set another one.

    `says` tells in a sentence what it decides, `unit` what it counts, `source` where the number is from.
    """

    name: str
    usual: int
    unit: str
    says: str
    source: str
    low: int = 0
    high: int = 3660
