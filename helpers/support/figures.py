"""What `helpers.plotting` and `helpers.drawings` need of matplotlib: axes, pictures as PNG, players of animations."""

import io
import re
from base64 import b64decode, b64encode
from hashlib import sha256
from html import escape

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from PIL import Image

from helpers.support.validation import check_class

ICONS = {
    "minus": "−",
    "fast-backward": "|◀",
    "step-backward": "◂",
    "play fa-flip-horizontal": "◀",
    "play": "▶",
    "pause": "‖",
    "step-forward": "▸",
    "fast-forward": "▶|",
    "plus": "+",
}


def check_axes(ax):
    """Return the axes to draw in: those given, or the current ones for None."""
    return plt.gca() if ax is None else check_class("ax", ax, Axes)


def png(figure):
    """Return a figure as a PNG image of 256 colours, in base64."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png")
    return _with_palette(buffer)


def _with_palette(buffer):
    """Return a PNG image with 256 colours, in base64: a third of the size, and no difference that one could see."""
    image = Image.open(buffer).convert("RGB").quantize(256)
    buffer = io.BytesIO()
    image.save(buffer, format="png", optimize=True)
    return b64encode(buffer.getvalue()).decode()


def _smaller(frame):
    return frame[1] + _with_palette(io.BytesIO(b64decode(frame[2])))  # which skips the line breaks


def player(animation, alt):
    """Return the HTML of a player of a matplotlib animation that needs no network and no font of icons."""
    html = animation.to_jshtml(default_mode="once")
    html = re.sub(r"<link[^>]*>", "", html)  # a font of icons, from a CDN
    html = re.sub(r"(data:image/png;base64,)([^\"]+)", _smaller, html)
    for icon, sign in ICONS.items():
        html = re.sub(rf'<i class="fa fa-{icon}[^"]*"></i>', sign, html)
    # JupyterLab runs no script of a notebook before it is trusted: until then the last frame is the picture.
    last = re.findall(r'data:image/png;base64,[^"]+', html)[-1]
    html = html.replace("<img ", f'<img alt="{escape(alt)}" src="{last}" ')
    html = html.replace('<input id="_anim_slider', '<input aria-label="frame" id="_anim_slider')
    # matplotlib draws a random id; this one is the same each time.
    return html.replace(re.findall(r"_anim_img([0-9a-f]{32})", html)[0], sha256(alt.encode()).hexdigest()[:32])
