"""One item of any kind: its page, editing it in place, its earlier versions, deleting it."""
