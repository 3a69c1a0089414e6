"""Rows to bytes: JSON, JSON Lines, CSV, Markdown, Parquet. A terminal's table is the command line's own matter."""

from .formats import FORMATS, FileFormat, Format, format_of, require, write

__all__ = ["FORMATS", "FileFormat", "Format", "format_of", "require", "write"]
