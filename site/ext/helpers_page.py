"""The directive `helpers`: the docstrings of a module of the package `helpers`, below a heading with its name.

Sphinx's autodoc reads them, and the comments `#:` above objects. Both are plain text, in which backticks are code, and
names with a colon, at the begin of a line or of a sentence, begin a paragraph on these arguments; autodoc wants
reStructuredText, so that this is said here.
"""

import re

from docutils import nodes
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

NAME = r"(?:\*?[a-z_]\w*|[A-Z])"
ARGUMENTS = re.compile(rf"(?:^|(?<=[.;] ))({NAME}(?:, {NAME})*): ")


class Helpers(SphinxDirective):
    required_arguments = 1
    has_content = True

    def run(self):
        module = f"helpers.{self.arguments[0]}"
        section = nodes.section(ids=[nodes.make_id(module)], names=[module])
        section += nodes.title("", "", nodes.literal("", module))
        self.state.nested_parse(self.content, self.content_offset, section)
        text = f"```{{eval-rst}}\n.. automodule:: {module}\n```"
        self.state.nested_parse(StringList(text.split("\n"), module), 0, section)
        for value in list(section.findall(addnodes.desc_annotation)):
            if value.astext().startswith(" = "):  # tells nothing new of an object, and of a folder too much
                value.parent.remove(value)
        return [section]


def setup(app):
    app.setup_extension("sphinx.ext.autodoc")
    app.config.autodoc_default_options = {"members": True, "member-order": "bysource"}
    app.add_directive("helpers", Helpers)
    app.connect("autodoc-process-docstring", to_restructuredtext)
    app.connect("autodoc-skip-member", skip)
    return {"parallel_read_safe": True}


def to_restructuredtext(app, what, name, obj, options, lines):
    converted = []
    for line in lines:
        before, *arguments = ARGUMENTS.split(line)  # then names and what is said of them, in turns
        converted.append(_escaped(before))
        for names, text in zip(arguments[::2], arguments[1::2], strict=True):
            converted += ["", f"``{names}``: {_escaped(text)}"]
    lines[:] = converted


def _escaped(line):
    return re.sub(r"`([^`]+)`|([*|])|(_)\b", lambda part: f"``{part[1]}``" if part[1] else f"\\{part[0]}", line)


def skip(app, what, name, obj, skipped, options):
    """Leave out what scikit-learn adds to an estimator by itself."""
    return True if re.fullmatch(r"set_\w+_request", name) else None
