"""One item of any kind: all it says and what it is tied to, edited in place, its earlier texts, its end."""
