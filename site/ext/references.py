"""Equations and exercises get anchors; "(5.6)", "exercise 5.1" and "notebook 05" in the text become links to them.

The notebooks hold plain text, which reads the same in JupyterLab. A reference to an equation that no notebook prints
is a warning, and so fails the build of the tests.
"""

import json
import re
from functools import partial

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging

TAG = re.compile(r"\\tag\{(\d+\.\d+)\}")
EXERCISE = re.compile(r"^\*\*Exercise (\d+\.\d+)\.\*\*", re.M)
NUMBERS = r"\d+(?:\.\d+)?(?:(?:, | and | or | to )\d+(?:\.\d+)?)*"
REFERENCE = re.compile(
    r"\((?P<equation>[1-9]\d?\.[1-9]\d?)\)|"
    rf"\b(?P<kind>[Nn]otebooks?|[Ee]xercises?) (?P<list>{NUMBERS})"
)
SILENT = (
    nodes.literal,
    nodes.literal_block,
    nodes.math,
    nodes.math_block,
    nodes.reference,
    nodes.title,
    nodes.strong,
    nodes.raw,
    addnodes.pending_xref,
    addnodes.download_reference,
)

logger = logging.getLogger(__name__)


def setup(app):
    app.connect("builder-inited", collect)
    app.connect("doctree-read", name_equations)
    app.connect("doctree-resolved", link_references)
    app.connect("html-collect-pages", index_equations)
    return {"parallel_read_safe": True}


def collect(app):
    """Note what can be referred to: the page and the anchor of every equation, exercise and notebook."""
    app.course_targets = targets = {}
    for path in sorted((app.srcdir / "notebooks").glob("*.ipynb")):
        page = f"notebooks/{path.stem}"
        targets["notebook", path.stem[:2]] = page, ""
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            if cell["cell_type"] == "markdown":
                source = "".join(cell["source"])
                for kind, pattern in [("equation", TAG), ("exercise", EXERCISE)]:
                    targets.update({(kind, number): (page, anchor(kind, number)) for number in pattern.findall(source)})


def anchor(kind, number):
    return f"{kind}-{number.replace('.', '-')}"


def name_equations(app, doctree):
    """Give each numbered equation its anchor."""
    for block in doctree.findall(nodes.math_block):
        for number in TAG.findall(block.astext()):
            block["ids"].append(anchor("equation", number))


def index_equations(app):
    """Let the search find equations by number. Sphinx forgets index entries of pages that a build leaves as they are
    (as of version 9.0), so that the entries of all pages are set here, each time."""
    entries = {}
    for (kind, number), (page, name) in app.course_targets.items():
        if kind == "equation":
            entries.setdefault(page, []).extend(
                (words, name, "main") for words in (f"({number})", f"equation {number}")
            )
    if indexer := getattr(app.builder, "indexer", None):
        indexer._index_entries = entries
    return []


def link_references(app, doctree, docname):
    link = partial(linked, app, docname)
    for text in list(doctree.findall(nodes.Text)):
        ancestors = set(map(type, _ancestors(text)))
        if not ancestors.intersection(SILENT) and len(parts := split(text.astext(), link)) > 1:
            text.parent.replace(text, parts)


def _ancestors(node):
    while node := node.parent:
        yield node


def split(text, link):
    """Return the text as a list of nodes, in which the references are what `link(kind, number, words)` returns."""
    parts, end = [], 0
    for found in REFERENCE.finditer(text):
        if found["equation"]:
            spots = [("equation", found["equation"], *found.span())]
        else:
            kind = found["kind"].lower().rstrip("s")
            spots = [
                (kind, number[0], found.start("list") + number.start(), found.start("list") + number.end())
                for number in re.finditer(r"\d+(?:\.\d+)?", found["list"])
            ]
            spots[0] = (*spots[0][:2], found.start(), spots[0][3])  # the word belongs to the first link
        for kind, number, start, stop in spots:
            parts += [nodes.Text(text[end:start]), link(kind, number, text[start:stop])]
            end = stop
    return [part for part in [*parts, nodes.Text(text[end:])] if part.astext()]


def linked(app, docname, kind, number, words):
    """Return a link to the target, or the bare words where it would lead to where the reader is."""
    if (kind, number) not in app.course_targets:
        if kind != "notebook":
            logger.warning("there is no %s %s", kind, number, location=docname)
        return nodes.Text(words)
    page, name = app.course_targets[kind, number]
    if page == docname and not name:
        return nodes.Text(words)
    address = f"#{name}" if page == docname else app.builder.get_relative_uri(docname, page) + (name and f"#{name}")
    return nodes.reference("", words, refuri=address, internal=True, classes=["course-reference"])
