"""Criteria: what a framework asks for, which evidence may show it, and how well it does."""
