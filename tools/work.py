"""Copy the notebooks into work/, for `make lab`: never over what the reader has changed.

usage: python tools/work.py [folder]

A notebook that the reader has not changed is replaced when a new version comes; one that he has changed stays, and the
new version is named. What counts as a change is the text of the cells: outputs come from running, and JupyterLab
rewrites metadata whenever a notebook is opened. `check` records solved exercises in progress.json, where that is there.
"""

import hashlib
import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RECORD, PROGRESS = "copied.json", "progress.json"


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


def bring(notebooks, work):
    """Copy what is new or has not been changed; return the names, by what was done with them."""
    work.mkdir(exist_ok=True)
    record = work / RECORD
    copied = json.loads(record.read_text("utf-8")) if record.exists() else {}
    done = {"new": [], "updated": [], "kept": []}
    for source in sorted(notebooks.glob("*.ipynb")):
        target, name, current = work / source.name, source.stem, digest(source)
        if not target.exists():
            done["new"].append(name)
        elif copied.get(name) == current or digest(target) == current:
            copied[name] = current
            continue
        elif digest(target) == copied.get(name):
            done["updated"].append(name)
        else:
            done["kept"].append(name)
            continue
        replace(target, source.read_bytes())
        copied[name] = current
    replace(record, json.dumps(copied, indent=1).encode())
    if not (work / PROGRESS).exists():
        (work / PROGRESS).write_text("{}")
    return done


def main():
    work = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "work"
    done = bring(ROOT / "notebooks", work)
    if done["new"]:
        print(f"Copied {len(done['new'])} notebooks into {work.name}/, which is yours to change.")
    if done["updated"]:
        print(f"New versions in {work.name}/ of notebooks that you have not changed: {', '.join(done['updated'])}.")
    if done["kept"]:
        print(f"Left as you changed them: {', '.join(done['kept'])}. New versions are in notebooks/; "
              f"rename yours in {work.name}/, and the next `make lab` brings them.")


if __name__ == "__main__":
    main()
