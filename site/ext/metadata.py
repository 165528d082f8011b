"""What the head of a page tells search engines and those who share its address: description, image, licence, sitemap.

The site is made for any folder. Addresses that must be absolute (image, sitemap) are written where the environment
variable COURSE_URL says where the site will stand.
"""

import re
from html import escape
from xml.sax.saxutils import escape as escape_xml

from docutils import nodes

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def setup(app):
    app.connect("html-page-context", describe)
    app.connect("build-finished", write_sitemap)
    return {"parallel_read_safe": True}


def describe(app, page, template, context, doctree):
    title = re.sub("<[^>]*>", "", context.get("title", "")) or app.config.project
    properties = {"og:title": title, "og:type": "article", "og:site_name": app.config.project}
    description = summary(doctree) if doctree else ""
    if description:
        properties["og:description"] = description
    if base := app.config.html_baseurl.rstrip("/"):
        properties |= {"og:url": f"{base}/{page}.html", "og:image": f"{base}/_static/taste/heatmap.png"}
    tags = [f'<meta property="{name}" content="{escape(text)}">' for name, text in properties.items()]
    tags += [f'<meta name="description" content="{escape(description)}">'] if description else []
    tags += [f'<link rel="license" href="{LICENCE}">']
    context["metatags"] = "\n".join([context.get("metatags", ""), *tags])


def summary(doctree, length=200):
    """Return the first sentences of a page, as many as fit, or as much of the first as fits."""
    first = next(
        (node for node in doctree.findall(nodes.paragraph) if "chapter" not in node.parent.get("classes", ())), None
    )
    text = " ".join(first.astext().split()) if first else ""
    if len(text) <= length:
        return text
    cut = text[:length]
    return cut[: cut.rfind(". ") + 1] or cut[: cut.rfind(" ")] + " …"


def write_sitemap(app, exception):
    base = escape_xml(app.config.html_baseurl.rstrip("/"))
    if base and not exception:
        pages = [f"  <url><loc>{base}/{page}.html</loc></url>" for page in sorted(app.env.found_docs)]
        (app.outdir / "sitemap.xml").write_text(
            '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns='
            '"http://www.sitemaps.org/schemas/sitemap/0.9">\n' + "\n".join(pages) + "\n</urlset>\n",
            "utf-8",
        )
