"""A corpus too large for one file or one memory: its input in parts, its output in shards, and who did what already."""
