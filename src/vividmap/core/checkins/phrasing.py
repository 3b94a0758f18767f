"""What all check-ins say of an item, and of what a pattern found."""

from datetime import date

from vividmap.core.facts.facts import Facts
from vividmap.core.insights import pattern_modules
from vividmap.core.insights.pattern import Insight
from vividmap.core.quarters import months_between
from vividmap.core.record import Evidence, Item, Update
from vividmap.core.when import describe_when


def item_line(item: Item) -> str:
    """Return an item in a line: its date, what it says and, of evidence, what came of it."""
    outcome = f" -> {item.outcome}" if isinstance(item, Evidence) and item.outcome else ""
    return f"{item.when} {item.text}{outcome}" if item.when else f"{item.text}{outcome}"


def describe_age(day: date, today: date) -> str:
    """Return how long ago a day was, in the unit that fits: "3 weeks ago"."""
    days = (today - day).days
    if days < 2:
        return "Today" if days == 0 else "Yesterday"
    if days < 14:
        return f"{days} days ago"
    months = months_between(day, today)
    return f"{days // 7} weeks ago" if months < 3 else f"{months} months ago"


def describe_update(update: Update) -> str:
    """Return how a goal or gap stood, in the person's own words."""
    parts = [f"{describe_when(update.when)}: “{update.text}”"]
    if update.gap:
        parts.append(f"The gap: “{update.gap}”")
    if update.action:
        parts.append(f"Doing about it: “{update.action}”")
    return " ".join(part if part.rstrip("”").endswith((".", "!", "?", "…")) else f"{part}." for part in parts)


def pattern_calls(facts: Facts, name: str) -> tuple[Insight, ...]:
    """Return what a pattern finds that calls for something; nothing where there is no such pattern."""
    module = pattern_modules().get(name)
    return (
        tuple(insight for insight in module.evaluate(facts).insights if insight.is_actionable)
        if module
        else ()
    )
