"""Two pictures of the notebooks for the front page, taken from their stored outputs when the site is built.

The heatmap is the lower half of the first heatmap of notebook 15. The animation is that of notebook 04, made into an
animated WebP that plays once, in less than five seconds, and into a still for readers who want no motion.
"""

import io
import json
import re
from base64 import b64decode

from PIL import Image


def setup(app):
    app.connect("builder-inited", take)
    return {"parallel_read_safe": True}


def take(app):
    folder = app.srcdir / "_static" / "taste"
    folder.mkdir(exist_ok=True)
    if heatmap := _first(app.srcdir / "notebooks/15_grid_search_heatmaps.ipynb", "image/png", "heatmap"):
        image = Image.open(io.BytesIO(b64decode(heatmap)))
        image.crop((0, image.height // 2, image.width, image.height)).save(folder / "heatmap.png", optimize=True)
    if player := _first(app.srcdir / "notebooks/04_scalar_perceptron.ipynb", "text/html", "animation"):
        found = re.findall(r'data:image/png;base64,([^"]+)"', player)
        frames = [Image.open(io.BytesIO(b64decode(frame))).convert("RGB") for frame in found]
        frames[-1].save(folder / "descent.png", optimize=True)
        frames[0].save(
            folder / "descent.webp",
            save_all=True,
            append_images=frames[1:],
            duration=4000 // len(frames),
            loop=1,
            lossless=True,
            method=6,
        )


def _first(path, kind, word):
    """Return the first output of this kind in a notebook whose alternative text has the word, or None."""
    if not path.exists():
        return None
    cells = json.loads(path.read_text("utf-8"))["cells"]
    found = (output["data"] for cell in cells for output in cell.get("outputs", []) if kind in output.get("data", {}))
    return next(("".join(data[kind]) for data in found if word in "".join(data["text/plain"])), None)
