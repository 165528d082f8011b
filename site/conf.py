"""The site of the course: `sphinx-build site _site`. Notebooks are shown with their stored outputs, never executed."""

import os
import sys
from pathlib import Path

from docutils import nodes
from myst_nb.core.render import NbElementRenderer
from sphinx import addnodes

SITE = Path(__file__).resolve().parent
ROOT = SITE.parent
sys.path.insert(0, str(SITE / "ext"))

project = "Neural networks, from the chain rule up"
html_title = project
language = "en"
extensions = [
    "myst_nb",
    "sphinx_copybutton",
    "chapter_table",
    "corrections",
    "counts",
    "course_map",
    "exercises",
    "front_page_pictures",
    "helpers_page",
    "metadata",
    "references",
]

myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 3
nb_execution_mode = "off"
nb_ipywidgets_js = {}  # the default is a CDN
nb_merge_streams = True
# A figure comes as PNG and, for JupyterLab, as HTML: here the PNG is better, because it becomes a file of its own.
# SymPy's results come as TeX, and with some set-ups as PNG too.
nb_mime_priority_overrides = [("html", "text/latex", 15), ("html", "image/png", 20)]
nb_code_prompt_show = "Show the code of this figure"
nb_code_prompt_hide = "Hide the code of this figure"

html_baseurl = os.environ.get("COURSE_URL", "")  # where the site will stand, if that is known
html_theme = "sphinx_book_theme"
html_theme_options = {
    "show_toc_level": 2,
    "navbar_persistent": [],  # the search is in the sidebar
    "footer_content_items": ["extra-footer"],
    "extra_footer": "Text CC BY 4.0, code MIT. The syllabus follows the lecture of Morten Hjorth-Jensen, "
    "University of Oslo, 10 October 2024.",
}
html_context = {"default_mode": "auto"}  # light or dark, as the system is
html_show_copyright = False
html_use_index = False
html_domain_indices = False
templates_path = ["_templates"]
html_static_path = ["_static"]
html_favicon = "_static/favicon.svg"
html_css_files = ["katex/katex.min.css", "equations.css", "course.css"]
html_js_files = [("katex/katex.min.js", {"defer": "defer"}), ("course.js", {"defer": "defer"})]
html_math_renderer = "katex"
copybutton_selector = "div.highlight:not(.cell_output *) pre"


def setup(app):
    copy_notebooks()
    app.add_html_math_renderer("katex", (inline_math, None), (display_math, None))
    # MyST-NB chooses its folder for figures, beside _site, at the same event: we come after it.
    app.connect("builder-inited", keep_figures_with_doctrees, priority=900)
    # Before Sphinx collects the downloads, at the default priority of 500.
    app.connect("doctree-read", link_files_outside, priority=400)


def copy_notebooks():
    """Sphinx reads only what lies in its source folder. A copy that is up to date keeps its time, so
    that it is not read again. The front page of the site stands for notebook 00, which is for JupyterLab."""
    sources = {
        path.name: path.read_bytes().replace(b"](00_start_here.ipynb)", b"](../index.md)")
        for path in (ROOT / "notebooks").glob("*.ipynb")
        if path.stem != "00_start_here"
    }
    copies = SITE / "notebooks"
    copies.mkdir(exist_ok=True)
    for path in copies.glob("*.ipynb"):
        if path.name not in sources:
            path.unlink()
    for name, content in sources.items():
        copy = copies / name
        if not copy.exists() or copy.read_bytes() != content:
            copy.write_bytes(content)


# Formulas: TeX goes into the page as it stands, and _static/course.js has KaTeX typeset it in the browser.


def inline_math(translator, node):
    _math(translator, node, "span")


def display_math(translator, node):
    _math(translator, node, "div")


def _math(translator, node, tag):
    start = translator.starttag(node, tag, "", CLASS="formula notranslate nohighlight")
    translator.body.append(f"{start}{translator.encode(node.astext())}</{tag}>")
    raise nodes.SkipNode


# Figures: MyST-NB takes the width from the metadata of the output, and leaves the alternative text.

_render_image = NbElementRenderer.render_image


def render_image(renderer, data):
    images = _render_image(renderer, data)
    for image in images:
        image["alt"] = data.output_metadata.get(data.mime_type, {}).get("alt", "")
    return images


NbElementRenderer.render_image = render_image


def keep_figures_with_doctrees(app):
    app.env.mystnb_config = app.env.mystnb_config.copy(output_folder=str(Path(app.doctreedir) / "figures"))


def link_files_outside(app, doctree):
    """A relative link to a file that is no page, `../helpers/network.py`, becomes a download of that file."""
    docname = app.env.docname
    folder = ((ROOT if docname.startswith("notebooks/") else SITE) / docname).parent
    for link in list(doctree.findall(addnodes.pending_xref)):
        path = (folder / link["reftarget"]).resolve()
        if link["reftype"] == "myst" and link["refdomain"] is None and path.is_file() and ROOT in path.parents:
            target = f"/../{path.relative_to(ROOT).as_posix()}"  # a leading slash is the source folder
            link.replace_self(addnodes.download_reference("", "", *link.children, reftarget=target, refdoc=docname))
