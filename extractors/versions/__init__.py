"""Versions of one statement: what several articles make of what somebody said."""
