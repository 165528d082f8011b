"""Figures in one look, each with alternative text. Importing this module sets the style `helpers.course`."""

import io
import re
from base64 import b64decode, b64encode
from hashlib import sha256
from html import escape

import matplotlib.pyplot as plt
import numpy as np
import seaborn as sns
from IPython import get_ipython
from IPython.display import display
from matplotlib.animation import Animation
from matplotlib.patches import Rectangle
from PIL import Image

from helpers.support.axes import axes, drawable
from helpers.support.texts import text, texts
from helpers.support.validation import matrix, not_negative, numeric, one_of, vector

plt.style.use("helpers.course")
ICONS = {"minus": "−", "fast-backward": "|◀", "step-backward": "◂", "play fa-flip-horizontal": "◀", "play": "▶",
         "pause": "‖", "step-forward": "▸", "fast-forward": "▶|", "plus": "+"}
STYLES = ["C0-", "C1--", "C2-.", "C3:"]


def show(alt):
    """Show the current figure with its alternative text, and close it. The last call of a plotting cell.

    alt: what the figure shows, in a sentence that tells its finding to somebody who cannot see it. It becomes
    the `alt` of the image in JupyterLab and on the site, and is the text that nbval compares.
    """
    _check_alt(alt)
    figure = plt.gcf()
    if get_ipython() is None:
        plt.show()
    else:
        width, png = round(100 * figure.get_figwidth()), _png(figure)
        # JupyterLab shows text/html before image/png, and gives only the former an alt.
        html = f'<img alt="{escape(alt)}" width="{width}" src="data:image/png;base64,{png}">'
        display({"image/png": png, "text/html": html, "text/plain": alt}, raw=True,
                metadata={"image/png": {"alt": alt, "width": width}})
    plt.close(figure)


def _check_alt(alt):
    if not isinstance(alt, str):
        raise TypeError(f"alt must be a sentence, got {type(alt).__name__}")
    if len(alt.strip()) < 30 or " " not in alt.strip():      # a file name has no spaces
        raise ValueError(f"alt must tell the finding of the figure in a sentence, got {alt!r}")


def _png(figure):
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png")
    return _with_palette(buffer)


def _with_palette(buffer):
    """Return a PNG image with 256 colours, in base 64: a third of the size, and no difference that one could see."""
    image = Image.open(buffer).convert("RGB").quantize(256)
    buffer = io.BytesIO()
    image.save(buffer, format="png", optimize=True)
    return b64encode(buffer.getvalue()).decode()


def _smaller(frame):
    return frame[1] + _with_palette(io.BytesIO(b64decode(frame[2])))     # which skips the line breaks


def show_animation(animation, alt):
    """Show a matplotlib animation with its alternative text, and close its figure. The last call of its cell.

    The player needs no network and no font of icons. Tag the cell `nbval-ignore-output`, and keep the frames few
    and small: 1.5 MB in all.
    """
    _check_alt(alt)
    one_of("animation", animation, Animation)
    player = animation.to_jshtml(default_mode="once")
    plt.close(animation._fig)
    player = re.sub(r"<link[^>]*>", "", player)                         # a font of icons, from a CDN
    player = re.sub(r"(data:image/png;base64,)([^\"]+)", _smaller, player)
    for icon, sign in ICONS.items():
        player = re.sub(rf'<i class="fa fa-{icon}[^"]*"></i>', sign, player)
    # JupyterLab runs no script of a notebook before it is trusted: until then the last frame is the picture.
    last = re.findall(r'data:image/png;base64,[^"]+', player)[-1]
    player = player.replace("<img ", f'<img alt="{escape(alt)}" src="{last}" ')
    player = player.replace('<input id="_anim_slider', '<input aria-label="frame" id="_anim_slider')
    # matplotlib draws a random id; this one is the same each time.
    player = player.replace(re.findall(r"_anim_img([0-9a-f]{32})", player)[0], sha256(alt.encode()).hexdigest()[:32])
    display({"text/html": player, "text/plain": alt}, raw=True)


def heatmap(values, eta, lmbda, title, ax=None):
    """Draw accuracies over learning rates (rows) and penalties (columns); cells that are NaN are hatched.

    values: shape (rates, penalties), between 0 and 1. eta, lmbda: the rates and penalties, best powers of ten.
    """
    values, title = numeric("values", values).astype(float), text("title", title)
    eta, lmbda = vector("eta", not_negative("eta", eta)), vector("lmbda", not_negative("lmbda", lmbda))
    if values.shape != (len(eta), len(lmbda)) or ((values < 0) | (values > 1)).any():
        raise ValueError(f"values must have shape {(len(eta), len(lmbda))} and lie between 0 and 1, or be NaN, "
                         f"got {values}")
    ax = axes("ax", ax)
    sns.heatmap(values, vmin=0, vmax=1, annot=True, fmt=".2f", square=True, cmap="viridis", ax=ax,
                cbar=False, annot_kws={"size": 10},
                xticklabels=[_power(v) for v in lmbda], yticklabels=[_power(v) for v in eta])
    for i, j in np.argwhere(np.isnan(values)):
        ax.add_patch(Rectangle((j, i), 1, 1, facecolor="white", edgecolor="0.4", hatch="////", lw=0))
    ax.set(xlabel=r"penalty $\lambda$", ylabel=r"learning rate $\eta$", title=title)
    ax.tick_params(length=0, rotation=0)
    ax.grid(False)


def _power(value):
    exponent = round(np.log10(value)) if value > 0 else 0
    return f"$10^{{{exponent}}}$" if np.isclose(value, 10.0**exponent) else f"{value:g}"


def learning_curves(cost, accuracy, titles):
    """Draw cost and accuracy against the epoch, side by side in a new figure; return the two axes.

    cost, accuracy: dictionaries from at most four names, as "training" and "validation", to lists of numbers, one an
    epoch, the first from the end of epoch 1. titles: of the two drawings.
    """
    if len(titles := texts("titles", titles)) != 2:
        raise ValueError(f"titles must be two, got {titles!r}")
    drawn = {}
    for what, curves in (("cost", cost), ("accuracy", accuracy)):
        if not 0 < len(one_of(what, curves, dict)) <= len(STYLES):
            raise ValueError(f"{what} must hold 1 to {len(STYLES)} curves, got {len(curves)}")
        drawn[what] = {name: drawable(what, vector(f"{what} {name}", values)) for name, values in curves.items()}
    _, axes = plt.subplots(1, 2, figsize=(6.8, 3.1))
    for ax, (what, curves), title in zip(axes, drawn.items(), titles, strict=True):
        for style, (name, values) in zip(STYLES, curves.items(), strict=False):
            # A single epoch is a point, which no line shows.
            ax.plot(np.arange(1, len(values) + 1), values, style + "o" * (len(values) == 1), label=name)
        ax.set(xlabel="epoch", ylabel=what, title=title)
        ax.legend()
    return axes


def confusion_matrix(counts, title):
    """Draw a table of counts: row i, column j says how often class i was read as class j. Colours mark the errors.

    counts: shape (classes, classes).
    """
    counts, title = matrix("counts", counts), text("title", title)
    classes = len(counts)
    if counts.shape[1] != classes:
        raise ValueError(f"counts must be square, got shape {counts.shape}")
    if not ((counts >= 0) & (counts == np.floor(counts)) & (counts < 2**53)).all():
        raise ValueError(f"counts must be whole numbers, zero or more, got {counts}")
    ax = plt.gca()
    errors = np.where(np.eye(classes) + (counts == 0), np.nan, counts)
    most = max(2, np.nan_to_num(errors).max())
    ax.imshow(errors, cmap="Oranges", vmin=0, vmax=1.3 * most)          # the darkest is not too dark for black figures
    ax.imshow(np.where(np.eye(classes), 0.1, np.nan), cmap="gray_r", vmin=0, vmax=1)
    for i, j in np.argwhere(counts):
        ax.text(j, i, f"{counts[i, j]:g}", ha="center", va="center", size=10, weight="normal" if i == j else "bold")
    ax.set(xticks=range(classes), yticks=range(classes), xlabel="read as", ylabel="is", title=title)
    ax.tick_params(length=0)
    ax.grid(False)
