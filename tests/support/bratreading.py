"""What brat itself makes of a folder of standoff, as JSON on stdout; run as a program, for brat's modules have plain
names such as ``config`` and ``server``.

    python bratreading.py FOLDER [TEXT]

For each document: its text-bound annotations with their fragments and words, relations, attributes, the lines that brat
could not read, what it says about them, and what its check of annotations against ``annotation.conf`` finds.
"""

from __future__ import annotations

import codecs
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import brat

sys.path.insert(0, str(Path(next(iter(brat.__path__))) / "server" / "src"))
config = ModuleType("config")
config.DATA_DIR = config.WORK_DIR = config.BASE_DIR = sys.argv[1]  # type: ignore[attr-defined]
config.DEBUG = False  # type: ignore[attr-defined]
sys.modules["config"] = config

_open = codecs.open
# brat asks for universal newlines, which codecs.open never heeded, and which Python 3.11 took away.
codecs.open = lambda name, mode="r", *rest, **named: _open(name, mode.replace("U", ""), *rest, **named)  # type: ignore

import annotation  # noqa: E402
import projectconfig  # noqa: E402
import verify_annotations  # noqa: E402


def read(path: Path, project: Any) -> dict[str, Any]:
    with annotation.TextAnnotations(str(path.with_suffix("")), read_only=True) as found:
        return {
            "text": found.get_document_text(),
            "bounds": {b.id: [b.type, b.spans, b.get_text()] for b in found.get_textbounds()},
            "relations": [[r.type, r.arg1, r.arg2] for r in found.get_relations()],
            "attributes": [[a.type, a.target, a.value] for a in found.get_attributes()],
            "notes": [note.get_text() for note in found.get_oneline_comments()],
            "failed": [str(line) for line in found.failed_lines],
            "issues": [str(vars(one)) for one in verify_annotations.verify_annotation(found, project)],
        }


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    project = projectconfig.ProjectConfiguration(str(folder))
    print(json.dumps({path.stem: read(path, project) for path in sorted(folder.glob("*.ann"))}))
