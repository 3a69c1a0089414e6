"""What the JSON Schemas are built of."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]


def text(description: str) -> Schema:
    """A text."""
    return {"type": "string", "description": description}


def optional_text(description: str) -> Schema:
    """A text, or null."""
    return {"type": ["string", "null"], "description": description}


def count(description: str, least: int = 0) -> Schema:
    """A whole number."""
    return {"type": "integer", "minimum": least, "description": description}


def flag(description: str) -> Schema:
    """True or false."""
    return {"type": "boolean", "description": description}


def share(description: str) -> Schema:
    """A number between 0 and 1."""
    return {"type": "number", "minimum": 0, "maximum": 1, "description": description}


def one_of(values: tuple[str, ...], description: str) -> Schema:
    """One of these texts."""
    return {"enum": list(values), "type": "string", "description": description}


def array(items: Schema, description: str, least: int = 0) -> Schema:
    """A list."""
    return {"type": "array", "items": items, "minItems": least, "description": description}


def record(description: str, properties: Schema, optional: tuple[str, ...] = (), *, null: bool = False) -> Schema:
    """An object with exactly these properties; those in ``optional`` may be missing."""
    return {
        "type": ["object", "null"] if null else "object",
        "description": description,
        "properties": properties,
        "required": [key for key in properties if key not in optional],
        "additionalProperties": False,
    }
