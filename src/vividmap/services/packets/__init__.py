"""Saved packets, their export, and rewording by a language model."""
