"""An exercise is set apart from the text: its question, its stub and its folded solution stand in one box."""

import re

from docutils import nodes
from references import anchor

NUMBER = re.compile(r"Exercise (\d+\.\d+)\.")


def setup(app):
    app.connect("doctree-read", fold_cells)
    app.connect("doctree-read", box_exercises)
    return {"parallel_read_safe": True}


def fold_cells(app, doctree):
    """The first cell holds the imports. A cell tagged `solution` is folded with its output."""
    cells = [node for node in doctree.findall(nodes.container) if "cell" in node["classes"]]
    for cell in cells[:1]:
        name_fold(cell, "imports")
    for cell in cells:
        if "tag_solution" in cell["classes"]:
            cell["hide_mode"] = "all"
            name_fold(cell, "solution")


def name_fold(cell, content):
    cell["prompt_show"], cell["prompt_hide"] = f"Show the {content}", f"Hide the {content}"


def box_exercises(app, doctree):
    """The box reaches from the paragraph that begins with "Exercise 5.1." to the solution."""
    for number in list(doctree.findall(nodes.strong)):
        question = number.parent
        found = NUMBER.fullmatch(number.astext())
        if found and question.astext().startswith(found[0]):
            parent, start = question.parent, question.parent.index(question)
            stop = (
                next(
                    place
                    for place, node in enumerate(parent[start:], start)
                    if "tag_solution" in node.get("classes", ())
                )
                + 1
            )
            box = nodes.container("", *parent[start:stop], classes=["exercise"], ids=[anchor("exercise", found[1])])
            parent[start:stop] = [box]
