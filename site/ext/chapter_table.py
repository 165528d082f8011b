"""What stands below the title of a notebook: its part, its time, what it builds on, and how to open it.

`chapters.toml` is the table; `read` serves the course map as well.
"""

import json
import tomllib
from pathlib import Path
from typing import NamedTuple

from docutils import nodes

SITE = Path(__file__).resolve().parent.parent


class Chapter(NamedTuple):
    """A notebook of the course: its file without suffix, its title without number, its part, minutes, predecessors."""

    name: str
    title: str
    part: str
    minutes: int
    after: list


def read(table=SITE / "chapters.toml", notebooks=SITE.parent / "notebooks"):
    """Return the chapters that have a notebook, by number."""
    parts = tomllib.loads(table.read_text("utf-8"))["part"]
    rows = [(name, part["title"], row) for part in parts for name, row in part.items() if name != "title"]
    return {
        int(name[:2]): Chapter(name, _title(notebooks / f"{name}.ipynb"), part, row["minutes"], row["after"])
        for name, part, row in rows
        if (notebooks / f"{name}.ipynb").exists()
    }


def _title(path):
    cells = json.loads(path.read_text("utf-8"))["cells"]
    return "".join(cells[0]["source"]).partition("\n")[0].lstrip("# ").split(maxsplit=1)[1]


def setup(app):
    app.connect("doctree-read", describe)
    return {"parallel_read_safe": True}


def describe(app, doctree):
    name = Path(app.env.docname).name
    chapter = next((c for c in read().values() if app.env.docname == f"notebooks/{c.name}"), None)
    if chapter:
        numbers = [f"{number:02}" for number in chapter.after]
        facts = [f"Part {chapter.part}", duration(chapter.minutes)]
        facts += [f"builds on notebook{'s' * (len(numbers) > 1)} {listing(numbers)}"] if numbers else []
        download = nodes.reference("", "download", refuri=f"../_sources/notebooks/{name}.ipynb", classes=["download"])
        command = nodes.literal_block(*2 * [f"make lab NOTEBOOK={name}"], language="text", classes=["open-in-lab"])
        line = nodes.paragraph("", f"{' · '.join(facts)} · ", download)
        doctree.next_node(nodes.section).insert(1, nodes.container("", line, command, classes=["chapter"]))


def duration(minutes):
    """Return a time as one would say it: 45 minutes, 1 hour, 1½ hours, 1 hour 10 minutes."""
    hours, rest = divmod(minutes, 60)
    if rest == 30 and hours:
        return f"{hours}½ hours"
    parts = [(hours, "hour"), (rest, "minute")]
    return " ".join(f"{count} {unit}{'s' * (count > 1)}" for count, unit in parts if count)


def listing(words):
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
