"""The estimators are scikit-learn's in all respects that its own checks know, and a few more."""

import os
import subprocess
import sys

import numpy as np
import pytest
from networks import assert_same
from sklearn.datasets import make_blobs
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils import get_tags

import helpers.estimators
from helpers.estimators import ACTIVATIONS, OPTIMIZERS, NetworkClassifier, NetworkRegressor
from helpers.network import Network

each_kind = pytest.mark.parametrize("kind", [NetworkClassifier, NetworkRegressor])


EVERY_CHECK = """
from sklearn.utils.estimator_checks import check_estimator
from helpers.estimators import NetworkClassifier, NetworkRegressor

for kind in (NetworkClassifier, NetworkRegressor):
    for options in ({}, {"hidden": (8, 8), "activation": "tanh", "lmbda": 1e-4}, {"hidden": (), "eta": 0.1}):
        results = check_estimator(kind(**options))
        assert {result["status"] for result in results} == {"passed"}, results
"""


def test_scikit_learn_finds_nothing_to_complain_of_and_leaves_no_check_out():
    # One check wants this variable, which SciPy reads when it is imported, hence a process of its own.
    subprocess.run([sys.executable, "-c", EVERY_CHECK], env=os.environ | {"SCIPY_ARRAY_API": "1"}, check=True)


@pytest.fixture(scope="module")
def blobs():
    X, y = make_blobs(120, centers=3, cluster_std=1.5, random_state=1)
    return X, np.array(["one", "two", "three"])[y]


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_every_activation_and_optimizer_learns(activation, optimizer, blobs):
    eta = 0.1 if optimizer in {"gradient_descent", "adagrad", "adagrad_momentum"} else 0.02
    model = make_pipeline(StandardScaler(), NetworkClassifier((10,), activation, optimizer, eta, random_state=0))
    assert model.fit(*blobs).score(*blobs) > 0.85


def test_a_regressor_says_that_it_takes_several_targets():
    assert get_tags(NetworkRegressor()).target_tags.multi_output
    assert not get_tags(NetworkClassifier()).target_tags.multi_output


@pytest.mark.parametrize("slopes", [[1, -2], [[1, -1], [-2, 2]]], ids=["one target", "two"])
def test_a_regressor_keeps_the_shape_of_its_targets(slopes):
    X = np.random.default_rng(0).normal(size=(200, 2))
    y = X @ slopes
    model = NetworkRegressor((), epochs=200, eta=0.05, random_state=0).fit(X, y)
    assert model.predict(X).shape == y.shape
    np.testing.assert_allclose(model.predict(X), y, atol=0.05)
    np.testing.assert_allclose(model.network_.W[1], np.reshape(slopes, (2, -1)), atol=0.02)


@each_kind
def test_single_precision_in_single_precision_throughout(kind, blobs):
    X, y = blobs[0].astype(np.float32), np.unique(blobs[1], return_inverse=True)[1]
    model = kind((4,), epochs=3).fit(X, y, sample_weight=np.ones(len(X)))
    assert model.network_.dtype == np.float32
    assert (model.predict_proba(X) if kind is NetworkClassifier else model.predict(X)).dtype == np.float32


SMALL = np.random.default_rng(0).normal(size=(20, 2)), np.arange(20) % 2
FEW = {"hidden": (3,), "epochs": 3, "batch_size": 4, "random_state": 0}


@each_kind
def test_a_sample_without_weight_takes_no_place_in_the_batches(kind):
    X, y = SMALL
    weighted, left_out = kind(**FEW).fit(X, y, np.arange(20) < 7), kind(**FEW).fit(X[:7], y[:7])
    assert_same(weighted.network_, left_out.network_)


@pytest.mark.parametrize("weight", [2, 0.1, np.float32(3), True])
@pytest.mark.parametrize("early", [False, True])
@each_kind
def test_a_number_stands_for_equal_weights(kind, early, weight):
    plain, weighted = (kind(**FEW, early_stopping=early).fit(*SMALL, weights) for weights in (None, weight))
    assert_same(weighted.network_, plain.network_)


NOISE = np.random.default_rng(0).normal(size=(120, 6))
NOISY = NOISE[:, :5], (NOISE[:, 0] + 2 * NOISE[:, 5] > 0).astype(int)
EARLY = {"hidden": (30,), "eta": 0.02, "batch_size": 20, "random_state": 0}
EARLY |= {"early_stopping": True, "validation_fraction": 0.3}


@pytest.mark.parametrize("sample_weight", [None, 1 + np.arange(120) % 3])
@pytest.mark.parametrize("dtype, patience", [(np.float32, 6), (np.float64, 6), (np.float64, 1)])
@each_kind
def test_early_stopping_keeps_the_network_of_the_best_epoch(kind, dtype, patience, sample_weight):
    data = NOISY[0].astype(dtype), NOISY[1], sample_weight
    model = kind(**EARLY, epochs=500, n_iter_no_change=patience).fit(*data)
    scores = model.validation_scores_
    best = [1 + int(np.argmax(scores[:epoch])) for epoch in range(1, len(scores) + 1)]  # up to each epoch
    waited = [epoch - best_epoch for epoch, best_epoch in enumerate(best, start=1)]
    assert waited.index(patience) == len(waited) - 1 and len(model.loss_curve_) == len(scores) < 100
    assert model.best_validation_score_ == max(scores)
    assert model.network_.history.stopped == f"no better on the validation part for {patience} epochs"
    until = kind(**EARLY, epochs=best[-1]).fit(*data)
    assert until.validation_scores_ == scores[: best[-1]] and until.network_.history.stopped == ""
    assert_same(model.network_, until.network_)
    assert model.network_.W[1].dtype == dtype


@pytest.fixture
def parts(monkeypatch):
    """What the data have been split into, the last first."""
    made = []
    split = helpers.estimators.train_test_split
    monkeypatch.setattr(
        helpers.estimators,
        "train_test_split",
        lambda *data, **options: made.insert(0, split(*data, **options)) or made[0],
    )
    return made


@each_kind
def test_the_score_is_minus_the_cost_of_the_validation_part_without_the_penalty(kind, parts):
    model = kind(**EARLY, epochs=20, lmbda=0.01).fit(*NOISY)
    _, X, _, Y, _, _ = parts[0]
    assert len(X) == 36
    np.testing.assert_allclose(model.best_validation_score_, -model.network_.cost_of(X, Y), rtol=1e-12)


@pytest.mark.parametrize("early", [False, True])
@each_kind
def test_the_weights_count_in_the_training_and_in_the_score(kind, early):
    X, y = np.zeros((100, 1)), np.arange(100) % 2  # samples that nothing tells apart
    model = kind(**EARLY | {"early_stopping": early}, epochs=200).fit(X, y, sample_weight=np.where(y, 1e4, 1))
    np.testing.assert_allclose(model.predict(X), 1, atol=0.1)
    assert not early or model.best_validation_score_ > -0.01  # without the weights not above -0.125


def test_the_validation_part_is_stratified_in_a_classifier(parts):
    y = np.repeat(["a", "b"], [90, 10])
    for seed in range(5):
        NetworkClassifier(**EARLY | {"random_state": seed}, epochs=1).fit(np.zeros((100, 1)), y)
        assert [Y.sum(axis=0).tolist() for Y in parts[0][2:4]] == [[63, 7], [27, 3]]


@each_kind
def test_the_random_state_decides_the_validation_part(kind, parts):
    first, same, other = (kind(**EARLY | {"random_state": seed}, epochs=5).fit(*NOISY) for seed in (1, 1, 2))
    assert first.validation_scores_ == same.validation_scores_ != other.validation_scores_
    for a, b, c in zip(*parts[:0:-1], parts[0], strict=True):
        np.testing.assert_array_equal(a, b)
        assert not np.array_equal(a, c) or (a == 1).all()  # the weights


@pytest.mark.filterwarnings("ignore:Stochastic Optimizer. Maximum iterations")
@pytest.mark.parametrize("early", [False, True])
@pytest.mark.parametrize("kind, other", [(NetworkClassifier, MLPClassifier), (NetworkRegressor, MLPRegressor)])
def test_curves_and_scores_are_there_when_scikit_learn_has_them(kind, other, early):
    names = ["loss_curve_", "best_loss_", "validation_scores_", "best_validation_score_"]
    ours = kind(epochs=20, early_stopping=early, random_state=0).fit(*NOISY)
    theirs = other(max_iter=20, early_stopping=early, random_state=0).fit(*NOISY)
    for mine, other in ([getattr(model, name) for model in (ours, theirs)] for name in names):
        assert (mine is None) == (other is None) and np.ndim(mine) == np.ndim(other)
    assert ours.loss_curve_ == ours.network_.history.cost
    assert early or ours.best_loss_ == min(ours.loss_curve_)


@each_kind
def test_an_interrupt_leaves_the_best_network_so_far(kind, monkeypatch):
    fit, epochs = Network.fit, []

    def interrupted(network, *args, **options):
        epochs.append(network)
        if len(epochs) == 4:
            raise KeyboardInterrupt
        return fit(network, *args, **options)

    monkeypatch.setattr(Network, "fit", interrupted)
    model = kind(**EARLY)
    with pytest.raises(KeyboardInterrupt):
        model.fit(*NOISY)
    assert len(model.network_.history.cost) == 3 and np.isfinite(model.predict(NOISY[0])).all()


@each_kind
def test_early_stopping_keeps_what_was_best_before_a_divergence(kind):
    X, y = np.eye(8), np.arange(8) % 2
    model = kind(
        **EARLY | {"hidden": (4,), "eta": 1.5, "validation_fraction": 0.5}, optimizer="gradient_descent", lmbda=5
    )
    with pytest.warns(ConvergenceWarning, match="^training diverged: try a smaller eta, or scale the data$"):
        model.fit(X, y)
    epochs = len(model.loss_curve_)
    assert model.network_.history.stopped == f"diverged in epoch {epochs}" and 1 < epochs < 100
    assert np.isfinite(model.best_validation_score_) and not model.network_.diverged()


@each_kind
def test_the_warning_of_divergence_points_at_the_call(kind):
    with pytest.warns(ConvergenceWarning, match="^training diverged: try a smaller eta, or scale") as warned:
        kind((4,), optimizer="gradient_descent", eta=10, lmbda=10).fit(np.eye(4), [0, 1, 0, 1])
    assert len(warned) == 1 and warned[0].filename == __file__
