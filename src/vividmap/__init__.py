"""VividMap: career tracking for Senior+ engineers, kept in ten minutes a week."""

__version__ = "0.1.0"
