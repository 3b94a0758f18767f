"""The verbs of the inbox: propose, and decide."""
