"""Drawings of images, of digits and of the weights that read them."""

from math import isqrt

import matplotlib.pyplot as plt
import numpy as np

from helpers.axes import drawable
from helpers.texts import texts
from helpers.validation import count, matrix


def draw_digits(images, titles=None, columns=10):
    """Draw square images in rows, in a new figure; end the cell with `show`.

    images: an image in each row, flattened row by row, shape (k, side²): (k, 64) for the digits of the course.
    titles: what to write above each image, k strings or numbers; "" for nothing.
    columns: how many images stand side by side.

    All images share one scale. Zero is white and the largest value black; where there are negative values, as in
    weights, they are blue and the positive ones red.
    """
    images = drawable("images", matrix("images", images))
    k, side, columns = len(images), isqrt(images.shape[1]), count("columns", columns)
    if side * side != images.shape[1]:
        raise ValueError(f"images must be square, side² numbers a row, got shape {images.shape}")
    if columns > 100:
        raise ValueError(f"columns must be at most 100, got {columns}")
    if titles is not None and len(titles := texts("titles", titles)) != k:
        raise ValueError(f"titles must be one for each of {k} images, got {len(titles)}")
    largest = np.abs(images).max()
    colours = {"cmap": "RdBu_r", "vmin": -largest} if images.min() < 0 else {"cmap": "gray_r", "vmin": 0}
    rows = -(-k // columns)
    height = 0.8 * rows if titles is None else 1.05 * rows
    _, axes = plt.subplots(rows, columns, figsize=(0.8 * columns, height), squeeze=False)
    for ax in axes.flat:
        ax.axis("off")
    for ax, image, title in zip(axes.flat, images, [""] * k if titles is None else titles, strict=False):
        ax.imshow(image.reshape(side, side), vmax=largest, **colours)
        ax.set_title(title, loc="center", fontsize=10)
