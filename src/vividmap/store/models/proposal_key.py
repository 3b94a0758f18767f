"""What sources have proposed before, so that nothing is proposed twice."""

from django.db import models

from vividmap.store.models.owner import Owner


class ProposalKey(models.Model):
    """The digest of a key or a member of a proposal (`core.proposals`), which says nothing in itself.

    Rows are only ever added: what was proposed once stays known after an undo and a purge.
    """

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="+", db_index=False)
    digest = models.UUIDField()

    class Meta:
        db_table = "store_proposal_key"
        constraints = (models.UniqueConstraint(fields=["owner", "digest"], name="proposal_key_once"),)

    def __str__(self) -> str:
        return str(self.digest)
