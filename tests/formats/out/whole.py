"""A text with every kind of block, and the words of what its marks name."""

WORDS = {"c4ch": "20 November 2026: Moved the cache → P99 down 340 ms", "tw1c": "Sent *it* back twice"}
WHOLE = """\
# Self-assessment: *every* kind of block

## What I contributed

### Checkout

I moved the cache.[^c4ch] P99 is **down 340 ms**.[^c4ch][^tw1c] See [the record](https://wiki.example/adr/31).
A soft break, and a hard one:\\
here it goes on with ~~nothing~~ `=cmd()`.

- one
- two
  1. nested one

     with a second paragraph
- three

5. five
6. six

> Priya said: this is it.

```python
re.compile("[^abcd]")
```

| Criterion | Evidence |
|---|---|
| Leads | Moved *it*[^tw1c] |

---

## What comes next

Staff by January.
"""
