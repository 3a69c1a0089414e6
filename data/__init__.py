"""Records, readers, the store and the writers; imports nothing of the analysis."""
