"""Which keys namekeys.py makes; apart from it, so that asking for it loads nothing."""

KEYS = "3"
"""Raised when other keys are made: a library with those of before then gets them all anew."""
