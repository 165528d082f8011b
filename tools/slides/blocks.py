"""A notebook as HTML: sections, and in them blocks: each is a paragraph, a formula, code, a result or a figure.

Left out are solutions, the imports, the code of figures, and what a stub prints.
"""

import re
from html import escape

import figures
import references
from docutils import nodes
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

CODE = HtmlFormatter(cssclass="code", style="a11y-high-contrast-light")
# A short formula and the punctuation that touches it stay on one line.
UNBROKEN = re.compile(r'[^\s<>]*<span class="math inline">[^<]{1,30}</span>[^\s<]*')


def sections(notebook, env):
    """Yield the sections of a deck: a heading, and what stands below it until the next."""
    section = []
    for html in blocks(notebook, env):
        if html.startswith("<h2>") and section:
            yield "\n".join(["<section>", *section, "</section>"])
            section = []
        section.append(html)
    yield "\n".join(["<section>", *section, "</section>"])


def blocks(notebook, env):
    """Yield the HTML of headings and blocks."""
    in_exercise = False  # from its question to its stub
    for cell in notebook.cells:
        tags = cell.metadata.get("tags", [])
        if "solution" in tags:
            continue
        if cell.cell_type == "markdown":
            for tokens in top_level(MARKDOWN.parse(cell.source)):
                in_exercise |= bool(references.EXERCISE.match(tokens[len(tokens) // 2].content))
                yield prose(tokens, env, in_exercise)
            continue
        outputs = [] if "exercise" in tags else [result(output) for output in cell.outputs]
        if "hide-input" not in tags:
            outputs.insert(0, highlight(cell.source, PythonLexer(), CODE))
        yield from (block(html, keep=html is not outputs[-1]) for html in outputs)
        in_exercise = False


def top_level(tokens):
    """Yield the tokens of one paragraph, heading, formula, table or list after the other."""
    group, depth = [], 0
    for token in tokens:
        group.append(token)
        depth += token.nesting
        if depth == 0:
            yield group
            group = []


def prose(tokens, env, in_exercise):
    html = MARKDOWN.renderer.render(tokens, MARKDOWN.options, env).strip()
    if tokens[0].tag in {"h1", "h2"}:
        return f"<h2>{html[4:-5]}</h2>"
    html = UNBROKEN.sub(r'<span class="unbroken">\g<0></span>', html)
    words = tokens[len(tokens) // 2].content
    anchor = next(
        (
            references.anchor(kind, found[1])
            for kind, found in [
                ("equation", references.TAG.search(words)),
                ("exercise", references.EXERCISE.match(words)),
            ]
            if found
        ),
        None,
    )
    # A sentence that goes on, into a formula or after it, goes on on the same slide.
    goes_on = not re.sub(r"\\(tag|end)\{.*?\}|[\s)*]", "", words).endswith((".", "?"))
    keep = in_exercise or tokens[0].tag == "h3" or (goes_on and tokens[0].type in {"paragraph_open", "math_block"})
    return block(html, keep, anchor)


def result(output):
    """Return what a cell printed or showed as HTML."""
    if output.output_type == "stream":
        return f'<pre class="result">{escape(output.text.rstrip())}</pre>'
    return figures.for_slide(output)


def block(html, keep=False, anchor=None):
    """keep: on the slide of the next block, where there is room."""
    attributes = " data-keep" * bool(keep) + (f' id="{anchor}"' if anchor else "")
    return f'<div class="block"{attributes}>{html}</div>'


# References: "notebook 05", "exercise 5.1" and "(5.6)" lead to the slide, as on the site they lead to the page.


def targets(name, notebook):
    """Return the addresses of a notebook, its equations and its exercises."""
    source = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    found = {("notebook", name[:2]): f"{name}.html"}
    for kind, pattern in [("equation", references.TAG), ("exercise", references.EXERCISE)]:
        found |= {
            (kind, number): f"{name}.html#/{references.anchor(kind, number)}" for number in pattern.findall(source)
        }
    return found


def text(renderer, tokens, place, options, env):
    """The rule by which Markdown's text becomes HTML."""
    if place and tokens[place - 1].type in {"strong_open", "link_open"}:
        return escape(tokens[place].content)

    def link(kind, number, words):
        address = env["targets"].get((kind, number), "")
        return nodes.Text(words) if address in {"", env["page"]} else nodes.reference("", words, refuri=address)

    return "".join(
        f'<a href="{part["refuri"]}">{escape(part.astext())}</a>'
        if isinstance(part, nodes.reference)
        else escape(part.astext())
        for part in references.split(tokens[place].content, link)
    )


def link_open(renderer, tokens, place, options, env):
    """The rule for links: one to a notebook leads to its deck, one to the contents to the index."""
    address = tokens[place].attrs["href"].replace("00_start_here", "index")
    tokens[place].attrs["href"] = address.replace(".ipynb", ".html")
    return renderer.renderToken(tokens, place, options, env)


MARKDOWN = MarkdownIt().enable("table").use(dollarmath_plugin)
MARKDOWN.add_render_rule("text", text)
MARKDOWN.add_render_rule("link_open", link_open)
