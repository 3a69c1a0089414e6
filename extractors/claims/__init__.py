"""Statements and the author's own sentences → claims: what is claimed, in which figures, and how much it wants a check."""
