"""The verbs that edit the record."""
