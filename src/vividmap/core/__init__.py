"""The record as frozen values, and pure functions over it. Standard library only."""
