"""Statements and the author's own sentences → claims: what is claimed, in which figures, how much it wants a check."""
