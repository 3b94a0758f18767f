"""Owners, read without Django."""

from uuid import UUID

from vividmap.store.connection import select, to_id


class OwnerKey(UUID):
    """An owner by id and name. Django takes it wherever it takes an owner's id."""

    name: str

    def __init__(self, uid: UUID, name: str) -> None:
        super().__init__(int=uid.int)
        object.__setattr__(self, "name", name)  # UUID forbids setting attributes

    @property
    def pk(self) -> UUID:
        """Return the owner's id, by the name that Django gives it."""
        return UUID(int=self.int)

    @property
    def id(self) -> UUID:
        """Return the owner's id."""
        return self.pk


def find_owner(name: str) -> OwnerKey | None:
    """Return the owner with a name, None if there is none."""
    rows = select("SELECT id FROM store_owner WHERE name = %s", [name])
    return OwnerKey(to_id(rows[0][0]), name) if rows else None
