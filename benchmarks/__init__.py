"""Benchmarks: generated records of any size, and measurements of time and memory."""
