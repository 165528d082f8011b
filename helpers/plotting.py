"""Figures in one look, each with alternative text, for all notebooks: importing this sets the style `helpers.course`.

The heatmap is that of notebook 15, the learning curves and the confusion matrix are those of notebook 14.
"""

from html import escape

import matplotlib.pyplot as plt
import numpy as np
import seaborn as sns
from IPython import get_ipython
from IPython.display import display
from matplotlib.animation import Animation
from matplotlib.patches import Rectangle

from helpers.support.figures import check_axes, player, png
from helpers.support.validation import (
    check_class,
    check_matrix,
    check_not_negative,
    check_numbers,
    check_positive,
    check_texts,
)

plt.style.use("helpers.course")
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
        width, picture = round(100 * figure.get_figwidth()), png(figure)
        # JupyterLab shows text/html before image/png, and gives only the former an alt.
        html = f'<img alt="{escape(alt)}" width="{width}" src="data:image/png;base64,{picture}">'
        display(
            {"image/png": picture, "text/html": html, "text/plain": alt},
            raw=True,
            metadata={"image/png": {"alt": alt, "width": width}},
        )
    plt.close(figure)


def show_animation(animation, alt):
    """Show a matplotlib animation with its alternative text, and close its figure. The last call of its cell.

    animation: a matplotlib Animation of few and small frames: 1.5 MB in all. Tag the cell `nbval-ignore-output`.
    alt: as in `show`.
    """
    _check_alt(alt)
    html = player(check_class("animation", animation, Animation), alt)
    plt.close(animation._fig)
    display({"text/html": html, "text/plain": alt}, raw=True)


def _check_alt(alt):
    words = check_class("alt", alt, str).strip()
    if len(words) < 30 or " " not in words:  # a file name has no spaces
        raise ValueError(f"alt must tell the finding of the figure in a sentence, got {alt!r}")


def heatmap(values, eta, lmbda, title, ax=None):
    """Draw accuracies over learning rates (rows) and penalties (columns); cells that are NaN are hatched.

    values: shape (rates, penalties), between 0 and 1.
    eta, lmbda: the rates and penalties, best powers of ten.
    title: what the heatmap shows. ax: the axes to draw in; the current ones for None.
    """
    values, ax = check_numbers("values", values), check_axes(ax)
    eta, lmbda = np.ravel(check_positive("eta", eta)), np.ravel(check_not_negative("lmbda", lmbda))
    if values.shape != (len(eta), len(lmbda)) or ((values < 0) | (values > 1)).any():
        shape = len(eta), len(lmbda)
        raise ValueError(f"values must have shape {shape} and lie between 0 and 1, or be NaN, got {values}")
    sns.heatmap(
        values,
        vmin=0,
        vmax=1,
        annot=True,
        fmt=".2f",
        square=True,
        cmap="viridis",
        ax=ax,
        cbar=False,
        annot_kws={"size": 10},
        xticklabels=[_power(v) for v in lmbda],
        yticklabels=[_power(v) for v in eta],
    )
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
    epoch, the first from the end of epoch 1.
    titles: of the two drawings.
    """
    if len(titles := check_texts("titles", titles)) != 2:
        raise ValueError(f"titles must be two, got {titles!r}")
    drawings = {"cost": cost, "accuracy": accuracy}
    for what, curves in drawings.items():
        if not 0 < len(check_class(what, curves, dict)) <= len(STYLES):
            raise ValueError(f"{what} must hold 1 to {len(STYLES)} curves, got {len(curves)}")
    _, axes = plt.subplots(1, 2, figsize=(6.8, 3.1))
    for ax, (what, curves), title in zip(axes, drawings.items(), titles, strict=True):
        for style, (name, values) in zip(STYLES, curves.items(), strict=False):
            # A single epoch is a point, which no line shows.
            ax.plot(np.arange(1, len(values) + 1), values, style + "o" * (len(values) == 1), label=name)
        ax.set(xlabel="epoch", ylabel=what, title=title)
        ax.legend()
    return axes


def confusion_matrix(counts, title):
    """Draw a table of counts: row i, column j says how often class i was read as class j. Colours mark the errors.

    counts: shape (classes, classes).
    title: what the table shows.
    """
    counts = check_matrix("counts", counts)
    classes = len(counts)
    if counts.shape[1] != classes or (counts < 0).any() or (counts % 1).any():
        raise ValueError(f"counts must be a square table of whole numbers, zero or more, got {counts}")
    ax = plt.gca()
    errors = np.where(np.eye(classes) + (counts == 0), np.nan, counts)
    most = max(2, np.nan_to_num(errors).max())
    ax.imshow(errors, cmap="Oranges", vmin=0, vmax=1.3 * most)  # the darkest is not too dark for black figures
    ax.imshow(np.where(np.eye(classes), 0.1, np.nan), cmap="gray_r", vmin=0, vmax=1)
    for i, j in np.argwhere(counts):
        ax.text(j, i, f"{counts[i, j]:g}", ha="center", va="center", size=10, weight="normal" if i == j else "bold")
    ax.set(xticks=range(classes), yticks=range(classes), xlabel="read as", ylabel="is", title=title)
    ax.tick_params(length=0)
    ax.grid(False)
