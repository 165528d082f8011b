"""The output of a plotting cell as it stands on a slide, which is wide where a telephone is high."""

import io
import re
from base64 import b64decode, b64encode

import numpy as np
from PIL import Image

HIGH = 1.5  # times as high as wide: two panels, one above the other


def for_slide(output):
    """Return the HTML of a figure or an animation, with its alternative text."""
    html, png = output.data["text/html"], output.data.get("image/png")
    if png:
        image = Image.open(io.BytesIO(b64decode(png)))
        if image.height > HIGH * image.width:
            width = 2 * output.metadata["image/png"]["width"]
            html = html.replace(png.strip(), _base64(side_by_side(image.convert("RGB"))))
            html = re.sub(r'width="\d+"', f'width="{width}"', html)
    return html


def side_by_side(image):
    """Cut an image at the blank row that is nearest to its middle, and set its lower part beside the upper."""
    rows = np.asarray(image)
    blank = np.flatnonzero((rows == rows[0, 0]).all(axis=(1, 2)))
    cut = int(min(blank, key=lambda row: abs(row - image.height / 2)))
    wide = Image.new("RGB", (2 * image.width, max(cut, image.height - cut)), image.getpixel((0, 0)))
    wide.paste(image.crop((0, 0, image.width, cut)), (0, 0))
    wide.paste(image.crop((0, cut, image.width, image.height)), (image.width, 0))
    return wide


def _base64(image):
    buffer = io.BytesIO()
    image.quantize(256, dither=Image.Dither.NONE).save(buffer, format="png", optimize=True)
    return b64encode(buffer.getvalue()).decode()
