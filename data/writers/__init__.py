"""Rows to bytes: JSON, CSV, Parquet, linked data, brat. A terminal's table is the command line's own matter."""

from .formats import FORMATS, FileFormat, Format, Texts, format_of, require, write

__all__ = ["FORMATS", "FileFormat", "Format", "Texts", "format_of", "require", "write"]
