"""A search on a Dask cluster finds what it finds without one, though a worker dies at any moment of it."""

import logging
import os
from contextlib import suppress
from itertools import chain

import numpy as np
import pytest
from sklearn.model_selection import GridSearchCV, StratifiedKFold

from helpers.datasets import digits
from helpers.estimators import NetworkClassifier

dask = pytest.importorskip("dask")
distributed = pytest.importorskip("distributed")
joblib = pytest.importorskip("joblib")

SETTINGS = {"eta": [0.001, 0.01, 0.1], "lmbda": [1e-4, 1e-2]}


@pytest.fixture
def client(tmp_path):
    keep_copies = {"distributed.scheduler.active-memory-manager.start": False}
    machine = {"n_workers": 2, "threads_per_worker": 1, "host": "127.0.0.1", "dashboard_address": "127.0.0.1:0"}
    quiet = {"local_directory": str(tmp_path), "silence_logs": logging.CRITICAL}
    with (
        dask.config.set(keep_copies),
        distributed.LocalCluster(**machine, **quiet) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


def mortal(fuse, eta):
    """Return a classifier that ends its process, once, when it is to learn with this rate."""

    class Mortal(NetworkClassifier):
        def fit(self, X, y):
            if self.eta == eta:
                with suppress(FileNotFoundError):
                    fuse.unlink()
                    os._exit(1)
            return super().fit(X, y)

    return Mortal(epochs=3, random_state=0)


def scores(search):
    return np.array([search.cv_results_[f"split{k}_test_score"] for k in range(3)])


@pytest.mark.parametrize("eta", SETTINGS["eta"], ids=["first", "middle", "last"])
def test_a_dead_worker_loses_nothing(client, tmp_path, eta):
    X, y = digits()
    X, y = X[:600] / 16, y[:600]
    folds = list(StratifiedKFold(3).split(X, y))
    here = GridSearchCV(NetworkClassifier(epochs=3, random_state=0), SETTINGS, cv=folds, refit=False).fit(X, y)
    fuse = tmp_path / "fuse"
    fuse.touch()
    there = GridSearchCV(mortal(fuse, eta), SETTINGS, cv=folds, refit=False)
    with joblib.parallel_config("dask", scatter=[X, y, *chain(*folds)]):
        there.fit(X, y)
    assert not fuse.exists()
    assert np.array_equal(scores(there), scores(here)) and np.ptp(scores(here)) > 0.1
