"""The directive `helpers`: the docstrings of a module of the package `helpers`, below a heading with its name.

Sphinx's autodoc reads them. Our docstrings are plain text, in which backticks are code, and a line that begins with
the name of an argument begins a paragraph; autodoc wants reStructuredText, so that this is said here.
"""

import re

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

ARGUMENT = re.compile(r"^((?:[a-z_]\w*|[A-Z]|\*\w+)(?:, (?:[a-z_]\w*|[A-Z]))*): ")


class Helpers(SphinxDirective):
    required_arguments = 1
    has_content = True

    def run(self):
        module = f"helpers.{self.arguments[0]}"
        section = nodes.section(ids=[nodes.make_id(module)], names=[module])
        section += nodes.title("", "", nodes.literal("", module))
        self.state.nested_parse(self.content, self.content_offset, section)
        text = f"```{{eval-rst}}\n.. automodule:: {module}\n   :members:\n   :member-order: bysource\n```"
        self.state.nested_parse(StringList(text.split("\n"), module), 0, section)
        return [section]


def setup(app):
    app.setup_extension("sphinx.ext.autodoc")
    app.add_directive("helpers", Helpers)
    app.connect("autodoc-process-docstring", to_restructuredtext)
    app.connect("autodoc-skip-member", skip)
    return {"parallel_read_safe": True}


def to_restructuredtext(app, what, name, obj, options, lines):
    converted = []
    for line in lines:
        if found := ARGUMENT.match(line):
            converted += ["", f"``{found[1]}``: {_escaped(line[found.end():])}"]
        else:
            converted.append(_escaped(line))
    lines[:] = converted


def _escaped(line):
    return re.sub(r"`([^`]+)`|([*|])|(_)\b", lambda part: f"``{part[1]}``" if part[1] else f"\\{part[0]}", line)


def skip(app, what, name, obj, skipped, options):
    """Leave out what scikit-learn adds to an estimator by itself."""
    return True if re.fullmatch(r"set_\w+_request", name) else None
