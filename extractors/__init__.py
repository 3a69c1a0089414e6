"""Finding, attributing and resolving quotations: bytes never come in here, terminals never show up here."""
