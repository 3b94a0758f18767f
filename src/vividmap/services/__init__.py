"""The only code that writes the record. Each verb is one transaction and one change, which can be undone.

Pages and the command line call the same verbs, so each rule is written once.
"""
