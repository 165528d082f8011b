"""Copy the notebooks into work/, for `make lab`: never over what the reader has changed.

usage: python tools/work.py

A notebook that the reader has not changed is replaced when a new version comes; one that he has changed stays, and the
new version is named. What counts as a change is the text of the cells: outputs come from running, and JupyterLab
rewrites metadata whenever a notebook is opened. `check` records solved exercises in progress.json, where that is there.
"""

import hashlib
import json
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS, WORK = ROOT / "notebooks", ROOT / "work"
RECORD = WORK / "copied.json"  # by name, the hash of what was copied last
PROGRESS = WORK / "progress.json"


def digest(path):
    """Return a hash of the text of a notebook's cells, or of the whole file if it is no notebook any more."""
    content = path.read_bytes()
    try:
        cells = json.loads(content)["cells"]
        content = json.dumps([[cell["cell_type"], "".join(cell["source"])] for cell in cells]).encode()
    except (ValueError, LookupError, TypeError):
        pass
    return hashlib.sha256(content).hexdigest()


def replace(path, content):
    """Write a file whole, or leave the old one."""
    part = path.with_name(path.name + ".part")
    part.write_bytes(content)
    os.replace(part, path)


def copied():
    """Return what the record says, or nothing if it is damaged: then every notebook that differs counts as changed."""
    try:
        return dict(json.loads(RECORD.read_text("utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return {}


def bring():
    """Copy what is new or has not been changed; return the names, by what was done with them."""
    WORK.mkdir(exist_ok=True)
    record = copied()
    done = {"new": [], "updated": [], "kept": []}
    for source in sorted(NOTEBOOKS.glob("*.ipynb")):
        target, name, current = WORK / source.name, source.stem, digest(source)
        theirs = digest(target) if target.exists() else None
        if theirs is not None and current in (theirs, record.get(name)):  # nothing new
            record[name] = current
            continue
        what = "new" if theirs is None else "updated" if theirs == record.get(name) else "kept"
        done[what].append(name)
        if what != "kept":
            replace(target, source.read_bytes())
            record[name] = current
    replace(RECORD, json.dumps(record, indent=1).encode())
    if not PROGRESS.exists():
        replace(PROGRESS, b"[]")
    return done


def main():
    done = bring()
    if done["new"]:
        print(f"Copied into work/, which is yours to change: {', '.join(done['new'])}.")
    if done["updated"]:
        print(f"New versions in work/ of notebooks that you have not changed: {', '.join(done['updated'])}.")
    if done["kept"]:
        print(
            f"Left as you changed them: {', '.join(done['kept'])}. The new versions are in notebooks/. Rename yours, "
            f"and the next `make lab` brings them."
        )


if __name__ == "__main__":
    main()
