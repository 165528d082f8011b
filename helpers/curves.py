"""Drawings of how a training went: learning curves and the confusion matrix."""

import matplotlib.pyplot as plt
import numpy as np

from helpers.axes import drawable
from helpers.texts import text, texts
from helpers.validation import matrix, one_of, vector

STYLES = ["C0-", "C1--", "C2-.", "C3:"]


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
