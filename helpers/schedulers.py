"""Schedules: the learning rate of each step, as functions of its number t = 1, 2, … Compared in notebook 11.

An optimizer takes a schedule in place of a number, as in GradientDescent(cosine(0.1, 1000)): the optimizer makes the
step, the schedule sets its rate. `eta`, the rate of the first step, is positive, a number or an array.
"""

from numbers import Real

import numpy as np
from sklearn.utils import check_scalar

from helpers.support.validation import check_count, check_not_negative, check_positive


def inverse_time(eta, decay):
    """Return the schedule η / (1 + decay (t − 1)), which for a decay of one is η / t (Robbins and Monro 1951)."""
    check_positive("eta", eta), check_not_negative("decay", decay)
    return lambda t: eta / (1 + decay * (t - 1))


def step_decay(eta, factor, every):
    """Return the schedule that multiplies the rate by `factor`, above 0 and at most 1, after `every` steps."""
    check_positive("eta", eta), check_count("every", every)
    check_scalar(factor, "factor", Real, min_val=0, max_val=1, include_boundaries="right")
    return lambda t: eta * factor ** ((t - 1) // every)


def cosine(eta, steps):
    """Return the schedule (η / 2)(1 + cos(π (t − 1) / steps)), zero after `steps` (Loshchilov and Hutter 2017)."""
    check_positive("eta", eta), check_count("steps", steps)
    return lambda t: eta / 2 * (1 + np.cos(np.pi * min(t - 1, steps) / steps))


def warm_up(schedule, steps):
    """Return a schedule, or a fixed rate, times t / steps for the first `steps` steps (Goyal and others 2017)."""
    check_positive("schedule", schedule(1) if callable(schedule) else schedule), check_count("steps", steps)
    return lambda t: min(1, t / steps) * (schedule(t) if callable(schedule) else schedule)
