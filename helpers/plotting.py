"""Figures in one look, each with alternative text. Importing this module sets the style `helpers.course`."""

import io
from base64 import b64encode
from html import escape

import matplotlib.pyplot as plt
import numpy as np
import seaborn as sns
from IPython import get_ipython
from IPython.display import display
from matplotlib.patches import Rectangle
from PIL import Image

plt.style.use("helpers.course")


def show(alt):
    """Show the current figure with its alternative text, and close it. The last call of a plotting cell.

    alt: what the figure shows, in a sentence that tells its finding to somebody who cannot see it. It becomes
    the `alt` of the image in JupyterLab and on the site, and is the text that nbval compares.
    """
    if not isinstance(alt, str):
        raise TypeError(f"alt must be a sentence, got {type(alt).__name__}")
    if len(alt.strip()) < 30:
        raise ValueError(f"alt must tell the finding of the figure in a sentence, got {alt!r}")
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


def _png(figure):
    # A palette of 256 colours: a third of the size, and no difference that a reader could see.
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png")
    image = Image.open(buffer).convert("RGB").quantize(256, dither=Image.Dither.NONE)
    buffer = io.BytesIO()
    image.save(buffer, format="png", optimize=True)
    return b64encode(buffer.getvalue()).decode()


def draw_graph(nodes, edges, ax=None):
    """Draw a directed graph: what depends on what.

    nodes: a dictionary from names, set as mathematics in a circle, to positions (x, y).
    edges: a dictionary from pairs of names to the label of the arrow between them.
    """
    ax = ax or plt.gca()
    for (tail, head), label in edges.items():
        start, end = np.array(nodes[tail], float), np.array(nodes[head], float)
        ax.annotate("", end, start, arrowprops={"arrowstyle": "-|>", "color": "0.35", "lw": 1.5,
                                                "shrinkA": 19, "shrinkB": 19})
        along = (end - start) / np.linalg.norm(end - start)
        above = np.array([-along[1], along[0]]) * (1 if along[0] >= 0 else -1)
        ax.annotate(label, (start + end) / 2, 20 * above, textcoords="offset points", ha="center", va="center")
    for name, (x, y) in nodes.items():
        ax.text(x, y, f"${name}$", ha="center", va="center", size=13,
                bbox={"boxstyle": "circle,pad=0.45", "facecolor": "white", "edgecolor": "C0", "lw": 2})
    x, y = np.array(list(nodes.values()), float).T
    ax.set(xlim=(x.min() - 0.6, x.max() + 0.6), ylim=(y.min() - 0.6, y.max() + 0.6), aspect="equal")
    ax.axis("off")


def heatmap(values, eta, lmbda, title, ax=None):
    """Draw accuracies over learning rates (rows) and penalties (columns); cells that are NaN are hatched.

    values: shape (rates, penalties), between 0 and 1. eta, lmbda: the rates and penalties, best powers of ten.
    """
    ax = ax or plt.gca()
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
