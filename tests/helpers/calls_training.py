"""Good calls of the grid and of the estimators."""

import numpy as np
from calls import call
from calls_networks import ALONE, LABELS, X
from sklearn.exceptions import ConvergenceWarning, DataConversionWarning

from helpers import estimators, grid


# The grid.
def searched(result, eta, lmbda, **_):
    shape = (np.size(eta), np.size(lmbda))
    assert result.networks.stack == result.diverged.shape == result.train_accuracy.shape == shape
    np.testing.assert_array_equal(np.isnan(result.train_accuracy), result.diverged)
    assert result.diverged.all() or not result.diverged[result.best()]


def grid_arguments():
    return {
        "network": ALONE,
        "X": X.copy(),
        "y": LABELS.copy(),
        "X_validation": X.copy(),
        "y_validation": LABELS.copy(),
        "eta": np.array([0.1, 1]),
        "lmbda": np.array([0, 0.1]),
        "epochs": 1,
        "batch_size": 4,
        "seed": 1,
    }


call("grid.grid_search", grid.grid_search, grid_arguments, searched, examples=15)
call(
    "grid.Grid.table",
    grid.grid_search(**grid_arguments()).table,
    lambda: {"rows": 2},
    lambda result, rows: np.testing.assert_equal(len(result.split("\n")), 1 + min(rows, 4)),
)


# Estimators: the data are judged by scikit-learn, in its words; the parameters by us.
def predicts(result, X, **_):
    guesses = result.predict(X)
    right = np.isin(guesses, result.classes_) if hasattr(result, "classes_") else np.isfinite(guesses)
    assert len(guesses) == len(X) and right.all()


PARAMETERS = {
    "hidden": (3,),
    "activation": "relu",
    "scheduler": "adam",
    "eta": 0.01,
    "lmbda": 0.1,
    "epochs": 1,
    "batch_size": 4,
    "verbose": False,
    "early_stopping": True,
    "validation_fraction": 0.5,
    "n_iter_no_change": 2,
}
for kind, y in ((estimators.NetworkClassifier, LABELS), (estimators.NetworkRegressor, X[:, 0])):
    name = f"estimators.{kind.__name__}"
    call(
        name,
        lambda kind=kind, y=y, **parameters: kind(random_state=1, **parameters).fit(X, y),
        lambda: dict(PARAMETERS),
        lambda result, **_: predicts(result, X),
        examples=15,
        also=(ConvergenceWarning, OverflowError),
        names=("widths",),      # of the network, where `hidden` makes it too large
    )
    for early in (False, True):
        call(
            f"{name}.fit",
            kind(random_state=1, **PARAMETERS | {"early_stopping": early}).fit,
            lambda y=y: {"X": X.copy(), "y": y.copy(), "sample_weight": np.ones(6)},
            predicts,
            judge="sklearn",
            examples=15,
            also=(ConvergenceWarning, DataConversionWarning, OverflowError),
            names=("validation_fraction",),     # which fewer samples leave without a part
        )
    trained = kind(random_state=1, **PARAMETERS).fit(X, y)
    call(
        f"{name}.predict",
        trained.predict,
        lambda: {"X": X.copy()},
        judge="sklearn",
        also=(OverflowError,),
        right=lambda result, X: np.testing.assert_equal([len(result), np.isfinite(result).all()], [len(X), True]),
    )
    if kind is estimators.NetworkClassifier:
        call(
            f"{name}.predict_proba",
            trained.predict_proba,
            lambda: {"X": X.copy()},
            judge="sklearn",
            also=(OverflowError,),
            right=lambda result, X: np.testing.assert_allclose(result.sum(axis=1), np.ones(len(X))),
        )
