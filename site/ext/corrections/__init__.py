"""The page of corrections: `site/corrections.md` is its introduction, the rest comes from the table in this folder.

The tests run the same table: each printed form must fail its check, and ours must hold.
"""

from pathlib import Path

from corrections import page


def setup(app):
    app.connect("source-read", append_faults)
    return {"parallel_read_safe": True}


def append_faults(app, docname, source):
    if docname == "corrections":
        source[0] += page.text()
        for path in Path(__file__).parent.glob("*.py"):
            app.env.note_dependency(str(path))
