"""Checks of what drawings are given; every message names the argument."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes

from helpers.support.arrays import floats
from helpers.support.validation import one_of

# matplotlib computes where a line or a colour comes; beyond this its sums overflow.
LARGEST = 1e30


def axes(name, ax):
    """Return the axes to draw in: those given, or the current ones for None."""
    return plt.gca() if ax is None else one_of(name, ax, Axes)


def drawable(name, array):
    """Return an array of numbers if matplotlib can draw it: no infinities, none larger than 1e30; NaN is a gap."""
    if (np.abs(array.astype(float)) > LARGEST).any():
        raise ValueError(f"{name} must hold no number beyond {LARGEST:g}, got {array}")
    return array


def points(name, values):
    """Return a dictionary from names to positions (x, y), as a dictionary from strings to arrays of two floats."""
    if not one_of(name, values, dict):
        raise ValueError(f"{name} must not be empty")
    places = {str(key): drawable(name, floats(name, place).astype(float)) for key, place in values.items()}
    for place in places.values():
        if place.shape != (2,) or np.isnan(place).any():
            raise ValueError(f"{name} must have positions (x, y), got {place}")
    return places
