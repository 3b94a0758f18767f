"""Owners of records."""

import uuid

from django.db import models


class Owner(models.Model):
    """A person with a record; not related to Django's accounts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200, unique=True)

    def __str__(self) -> str:
        return self.name
