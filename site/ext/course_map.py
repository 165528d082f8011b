"""The directive `course-map`: the notebooks one below the other, each a link, with arcs from those that they build on.

An arc is drawn only where no chain of others says the same: 05 builds on 01, but through 04.
"""

from html import escape

from chapter_table import duration, read
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

WIDTH, LINE, RADIUS = 350, 32, 12  # the width of a telephone's column, so that text keeps its size there
NODE_X, TEXT_X = 62, 83


class CourseMap(SphinxDirective):
    def run(self):
        chapters = {number: c for number, c in read().items() if f"notebooks/{c.name}" in self.env.found_docs}
        return [nodes.raw("", draw(chapters), format="html")]


def setup(app):
    app.add_directive("course-map", CourseMap)
    return {"parallel_read_safe": True}


def edges(chapters):
    """Return the pairs (from, to) that are left when those that follow from others are taken out."""
    before = {}  # all that a notebook builds on, near and far
    for number, chapter in chapters.items():
        before[number] = set(chapter.after).union(*(before.get(k, ()) for k in chapter.after))
    return [
        (k, number)
        for number, chapter in chapters.items()
        for k in chapter.after
        if k in chapters and not any(k in before.get(other, ()) for other in chapter.after)
    ]


def draw(chapters):
    """Return the figure as SVG."""
    rows, places, part, y = [], {}, None, 0
    for number, chapter in chapters.items():
        if chapter.part != part:
            part = chapter.part
            y += LINE + 4 * bool(rows)
            rows.append(f'<text class="part" x="{TEXT_X}" y="{y - 9}">{escape(part)}</text>')
        y += LINE
        places[number] = y - LINE // 2
        rows.append(_chapter(number, chapter, places[number]))
    arcs = [_arc(places[a], places[b]) for a, b in edges(chapters)]
    return (
        f'<svg class="course-map" viewBox="0 0 {WIDTH} {y + 8}" role="group" '
        'aria-label="Map of the course. Lines lead from a notebook to those that build on it.">\n'
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto">'
        '<path d="M0 0 8 4 0 8z"/></marker></defs>\n' + "\n".join(arcs + rows) + "\n</svg>"
    )


def _chapter(number, chapter, y):
    return (
        f'<a href="notebooks/{chapter.name}.html"><title>{escape(duration(chapter.minutes))}</title>'
        f'<rect x="{NODE_X - RADIUS - 3}" y="{y - 15}" width="{WIDTH - NODE_X + RADIUS}" height="30" rx="6"/>'
        f'<circle cx="{NODE_X}" cy="{y}" r="{RADIUS}"/>'
        f'<text class="number" x="{NODE_X}" y="{y + 4}">{number:02}</text> '
        f'<text x="{TEXT_X}" y="{y + 5}">{escape(_short(chapter.title))}</text></a>'
    )


def _short(title):
    """Return the title without what follows a colon."""
    return title.partition(":")[0]


def _arc(start, end):
    """Draw a line between neighbours straight, and others as a bow to the left, the wider the further they reach."""
    if end - start == LINE:
        return f'<path class="edge" marker-end="url(#tip)" d="M{NODE_X} {start + RADIUS}V{end - RADIUS}"/>'
    left = NODE_X - RADIUS
    bow = left - min(18 + (end - start) / 7, left - 4) / 0.75
    return (
        f'<path class="edge" marker-end="url(#tip)" '
        f'd="M{left} {start + 4}C{bow:.0f} {start + 14} {bow:.0f} {end - 14} {left} {end - 4}"/>'
    )
