"""Statements and the author's own sentences → claims: what is claimed, in which figures, how much it wants a check."""

from .make import Survey, claims, survey

__all__ = ["Survey", "claims", "survey"]
