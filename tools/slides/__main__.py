"""Turn every notebook into slides for reveal.js that need no network, and list them in an index.html.

usage: python tools/slides [folder]      the folder is _slides where none is named

How much fits a slide is known only in the browser. So a deck holds sections of blocks, and slides.js distributes them.
"""

import shutil
import sys
from html import escape
from pathlib import Path
from string import Template

import nbformat

OWN = Path(__file__).resolve().parent
ROOT = OWN.parent.parent
STATIC = ROOT / "site" / "_static"
sys.path.insert(0, str(ROOT / "site" / "ext"))

import blocks  # noqa: E402
import chapter_table  # noqa: E402

COURSE = "Neural networks, from the chain rule up"


def build(folder):
    """Write all decks, their index, and the scripts and styles that they share."""
    copy_assets(folder / "assets")
    decks = chapter_table.read()
    notebooks = {
        chapter.name: nbformat.read(ROOT / "notebooks" / f"{chapter.name}.ipynb", as_version=4)
        for chapter in decks.values()
    }
    targets = {}
    for name, notebook in notebooks.items():
        targets |= blocks.targets(name, notebook)
    for number, chapter in decks.items():
        sections = blocks.sections(notebooks[chapter.name], {"page": f"{chapter.name}.html", "targets": targets})
        write(
            folder / f"{chapter.name}.html",
            "deck",
            title=f"{number:02} {escape(chapter.title)}",
            part=f"Part {chapter.part}",
            sections="\n".join(sections),
        )
    write(folder / "index.html", "index", decks="\n".join(listed(decks)))


def copy_assets(folder):
    for source in (OWN / "reveal", STATIC / "katex"):
        shutil.copytree(source, folder / source.name, dirs_exist_ok=True)
    for source in (OWN / "slides.css", OWN / "slides.js", STATIC / "equations.css", STATIC / "favicon.svg"):
        shutil.copy(source, folder)
    (folder / "code.css").write_text(blocks.CODE.get_style_defs(".code"), encoding="utf-8")


def write(path, template, **values):
    page = Template((OWN / f"{template}.html").read_text("utf-8")).substitute(course=COURSE, **values)
    path.write_text(page, encoding="utf-8")


def listed(decks):
    """Yield the lines of the index: each part, and its decks."""
    part = None
    for number, chapter in decks.items():
        if chapter.part != part:
            part = chapter.part
            yield f"<h2>{part}</h2>"
        yield f'<p><a href="{chapter.name}.html">{number:02} {escape(chapter.title)}</a></p>'


if __name__ == "__main__":
    build(Path(*sys.argv[1:2] or [ROOT / "_slides"]))
