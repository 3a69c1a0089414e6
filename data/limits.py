"""Every bound on what one input may cost, in one place; all are met with a message, never with a crash.

The sizes leave room for the largest thing anybody would call an article (the text of a 2,000-page book is about 5 MB).
"""

MAX_DOCUMENT = 256 * 1024 * 1024
"""Bytes, unpacked, of a file that must be read whole: a text, a page, a PDF, a DOCX, a JSON array, a packed Parquet."""

MAX_RECORD = 32 * 1024 * 1024
"""Bytes of one line of JSONL or of one field of CSV; what bounds memory in the formats that are streamed."""

MAX_PAGE = 20_000_000
"""Characters of an HTML page; trafilatura's own ``max_file_size``."""

MAX_BAD_LINES = 20
"""Unreadable records at the start of a file, not one readable among them, after which reading it is given up."""

HEAD = 64 * 1024
"""Bytes at the start of a file that are looked at to tell what it is."""

ENCODING_SAMPLE = 64 * 1024
"""Bytes around the first byte that is not UTF-8 that are looked at to tell the encoding."""

LANGUAGE_SAMPLE = 1500
"""Characters of each of the three stretches (start, middle, end) of a text that are looked at to tell its language."""

LANGUAGE_LETTERS = 60
"""Letters below which a text passes as English: py3langid's guesses on shorter ones are not to be trusted."""

FRONT_MATTER_LINES = 100
"""Lines within which front matter must end, or it is none."""
