"""Faults about data, and what a test is for."""

import numpy as np
from scipy.stats import binom
from sklearn.datasets import load_digits
from sklearn.neighbors import KNeighborsRegressor

from corrections.entry import Fault, Result, show

TITLE = "Data and tests"


def origin():
    text = load_digits().DESCR
    ours = "copy of the test set of the UCI ML hand-written digits" in text
    return Result(
        "MNIST" in text,
        ours,
        "`load_digits().DESCR` says “copy of the test set of the UCI ML hand-written "
        "digits datasets”, and the word MNIST is not in it.",
    )


def future():
    rng, n = np.random.default_rng(1), 1000
    day, weather = np.arange(n)[:, None], rng.normal(size=n).cumsum()

    def mistake(train, test):
        guess = KNeighborsRegressor(1).fit(day[train], weather[train]).predict(day[test])
        return np.sqrt(((guess - weather[test]) ** 2).mean())

    order = rng.permutation(n)
    drawn, ahead = mistake(order[200:], order[:200]), mistake(np.arange(800), np.arange(800, n))
    return Result(
        drawn > ahead / 2,
        drawn < ahead / 2,
        "A random walk of 1000 days, each day guessed from the nearest known one: the error is "
        f"{show(drawn)} on days drawn at random, {show(ahead)} on the last fifth.",
    )


def flattery():
    rng, n, p, k = np.random.default_rng(1), 360, 0.97, 49
    best = rng.binomial(n, p, size=(2000, k)).max(axis=1).mean() / n
    ours = (1 - binom.cdf(np.arange(n), n, p) ** k).sum() / n
    return Result(
        abs(best - p) < 1e-3,
        abs(best - ours) < 1e-3,
        f"49 networks are right with the probability {p} each, on 360 images. The best of them scores "
        f"{best:.3f} in the mean of 2000 simulations, and {ours:.3f} by (14.6).",
    )


FAULTS = [
    Fault(
        (41, 59),
        "The digits are not MNIST",
        "“Collect and pre-process data”, “Setting up a Multi-layer perceptron model”, and where Keras begins",
        "1797 images of 8×8 pixels, “a selection” that was “collected and processed from” MNIST.",
        "They are the test part of UCI's Optical Recognition of Handwritten Digits, written by 13 people.",
        "Bitmaps of 32×32 pixels were counted in blocks of 4×4, so that a pixel is a number from 0 to 16. MNIST has "
        "70 000 images from other writers, and accuracies on the two do not compare: the 98 % that the slide “Hidden "
        "layers” mentions are of MNIST.",
        (("13", "What the data are"), ("13", "13.1"), ("14", "The same code on MNIST")),
        (origin,),
    ),
    Fault(
        (42,),
        "Weather is not drawn at random",
        "“Train and test datasets”",
        "Training and test data must be drawn randomly, with weather as the example.",
        "Data that are ordered in time are split in time: trained on the past, tested on what came later.",
        "The advice is right for the digits. But tomorrow resembles today: a test day drawn at random has neighbours "
        "in the training data, and the test then measures how well gaps are filled, not how well the coming five days "
        "are predicted.",
        (("13", "Split first, look after"), ("20", "When the test comes from elsewhere")),
        (future,),
    ),
    Fault(
        (49,),
        "The test that chose",
        "“Adjust hyperparameters”, and the heatmaps after it",
        "The best learning rate and penalty are those with the best accuracy on the test data.",
        "They are chosen on validation data; the test data are used once, at the end.",
        "The largest of many noisy numbers is too large. The slide “A top-down perspective” says the same, and calls "
        r"it a cardinal sin. On 360 images an accuracy of 0.989 has a standard error of 0.0055, so that several of the "
        "best cells cannot be told apart.",
        (("14", "14.6"), ("15", "15.4"), ("15", "Choosing, and two ways to choose wrongly")),
        (flattery,),
    ),
]
