"""The verbs: the only writers. Each is one transaction and writes one change, which can be undone.

Terminal and page call the same verbs, so that what one can do the other can, and a rule is written once.
"""
