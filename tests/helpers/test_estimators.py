"""The estimators are scikit-learn's in all respects that its own checks know, and a few more."""

import os
import subprocess
import sys

import numpy as np
import pytest
from sklearn.datasets import make_blobs
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils import get_tags
from sklearn.utils.estimator_checks import parametrize_with_checks

import helpers.estimators
import helpers.network
from helpers.estimators import ACTIVATIONS, SCHEDULERS, NetworkClassifier, NetworkRegressor
from helpers.network import Network

BOTH = [NetworkClassifier, NetworkRegressor]


@parametrize_with_checks(
    [
        NetworkClassifier(),
        NetworkRegressor(),
        NetworkClassifier(hidden=(), scheduler="constant", eta=0.1),
        NetworkRegressor(hidden=(8, 8), activation="tanh", lmbda=1e-4),
    ]
)
def test_scikit_learn_finds_nothing_to_complain_of(estimator, check):
    check(estimator)


EVERY_CHECK = """
from sklearn.utils.estimator_checks import check_estimator
from helpers.estimators import NetworkClassifier, NetworkRegressor

for estimator in (NetworkClassifier(), NetworkRegressor()):
    results = check_estimator(estimator)
    assert {result["status"] for result in results} == {"passed"}, results
"""


def test_no_check_is_left_out():
    # One check wants this variable, which SciPy reads when it is imported, hence a process of its own.
    subprocess.run([sys.executable, "-c", EVERY_CHECK], env=os.environ | {"SCIPY_ARRAY_API": "1"}, check=True)


@pytest.fixture(scope="module")
def blobs():
    X, y = make_blobs(120, centers=3, cluster_std=1.5, random_state=1)
    return X, np.array(["one", "two", "three"])[y]


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("scheduler", SCHEDULERS)
def test_every_activation_and_scheduler_learns(activation, scheduler, blobs):
    eta = 0.1 if scheduler in {"constant", "adagrad", "adagrad_momentum"} else 0.02
    model = make_pipeline(StandardScaler(), NetworkClassifier((10,), activation, scheduler, eta, random_state=0))
    assert model.fit(*blobs).score(*blobs) > 0.85


def test_a_pipeline_passes_the_weights_on(blobs):
    X, y = blobs
    model = make_pipeline(StandardScaler(), NetworkClassifier((5,), epochs=200, random_state=0))
    model.fit(X, y, networkclassifier__sample_weight=y == "two")
    assert (model.predict(X) == "two").all()


@pytest.mark.parametrize("kind", BOTH)
@pytest.mark.parametrize("verbose", [False, True])
@pytest.mark.parametrize(
    "early, asked", [(False, {"network": 1, "estimators": 0}), (True, {"network": 0, "estimators": 1})]
)
def test_progress_is_shown_once_when_asked_for(kind, verbose, early, asked, monkeypatch):
    shown = {"network": 0, "estimators": 0}
    for module in shown:

        def bar(items, what, on, module=module):
            shown[module] += on
            return items

        monkeypatch.setattr(getattr(helpers, module), "progress", bar)
    kind((2,), epochs=3, verbose=verbose, early_stopping=early, validation_fraction=0.5).fit(np.eye(4), [0, 1, 0, 1])
    assert shown == {module: verbose * times for module, times in asked.items()}


@pytest.mark.parametrize("kind", BOTH)
def test_what_is_predicted_looks_like_what_was_fitted(kind, blobs):
    X, y = blobs[0], np.unique(blobs[1], return_inverse=True)[1]
    model = kind((4,), epochs=5, random_state=0).fit(X, y)
    np.testing.assert_array_equal(model.predict(X.astype(object)), model.predict(X))
    with pytest.raises(ValueError, match=f"^X has 3 features, but {kind.__name__} is expecting 2 features"):
        model.predict(X[:, [0, 1, 1]])
    assert model.n_features_in_ == 2


def test_a_regressor_says_that_it_takes_several_targets():
    assert get_tags(NetworkRegressor()).target_tags.multi_output
    assert not get_tags(NetworkClassifier()).target_tags.multi_output


def test_a_regressor_keeps_the_shape_of_its_targets():
    X = np.random.default_rng(0).normal(size=(200, 2))
    y = X[:, 0] - 2 * X[:, 1]
    one = NetworkRegressor((), epochs=200, eta=0.05, random_state=0).fit(X, y)
    two = NetworkRegressor((), epochs=200, eta=0.05, random_state=0).fit(X, np.column_stack([y, -y]))
    assert one.predict(X).shape == (200,) and two.predict(X).shape == (200, 2)
    np.testing.assert_allclose(one.predict(X), y, atol=0.05)
    np.testing.assert_allclose(two.predict(X), np.column_stack([y, -y]), atol=0.05)
    np.testing.assert_allclose(one.network_.W[1].ravel(), [1, -2], atol=0.02)


@pytest.mark.parametrize("kind", BOTH)
def test_single_precision_in_single_precision_throughout(kind, blobs):
    X, y = blobs[0].astype(np.float32), np.unique(blobs[1], return_inverse=True)[1]
    model = kind((4,), epochs=3).fit(X, y, sample_weight=np.ones(len(X)))
    assert model.network_.dtype == np.float32
    assert (model.predict_proba(X) if kind is NetworkClassifier else model.predict(X)).dtype == np.float32


def test_weights_count_as_repetitions_in_full_batches(blobs):
    X, y = blobs
    weights = np.arange(len(X)) % 4
    options = {"hidden": (4,), "epochs": 20, "batch_size": 1000, "random_state": 0}
    weighted = NetworkClassifier(**options).fit(X, y, sample_weight=weights)
    repeated = NetworkClassifier(**options).fit(X.repeat(weights, axis=0), y.repeat(weights))
    plain = NetworkClassifier(**options).fit(X, y)
    np.testing.assert_allclose(weighted.predict_proba(X), repeated.predict_proba(X), atol=1e-10)
    assert np.abs(weighted.predict_proba(X) - plain.predict_proba(X)).max() > 0.01


@pytest.mark.parametrize("kind", BOTH)
def test_a_sample_without_weight_takes_no_place_in_the_batches(kind):
    X, y = np.random.default_rng(0).normal(size=(12, 2)), np.arange(12) % 2
    options = {"hidden": (3,), "epochs": 3, "batch_size": 4, "random_state": 0}
    weighted = kind(**options).fit(X, y, sample_weight=np.arange(12) < 7)
    left_out = kind(**options).fit(X[:7], y[:7])
    np.testing.assert_array_equal(weighted.network_.W[1], left_out.network_.W[1])


@pytest.mark.parametrize("weight", [2, 0.1, np.float32(3), True])
@pytest.mark.parametrize("early", [False, True])
@pytest.mark.parametrize("kind", BOTH)
def test_a_number_stands_for_equal_weights(kind, early, weight):
    X, y = np.random.default_rng(0).normal(size=(20, 2)), np.arange(20) % 2
    plain, weighted = (
        kind((3,), epochs=3, batch_size=4, random_state=0, early_stopping=early).fit(X, y, weights)
        for weights in (None, weight)
    )
    np.testing.assert_array_equal(weighted.network_.W[1], plain.network_.W[1])


NOISE = np.random.default_rng(0).normal(size=(120, 6))
NOISY = NOISE[:, :5], (NOISE[:, 0] + 2 * NOISE[:, 5] > 0).astype(int)
EARLY = {
    "hidden": (30,),
    "eta": 0.02,
    "batch_size": 20,
    "random_state": 0,
    "early_stopping": True,
    "validation_fraction": 0.3,
}


@pytest.mark.parametrize("sample_weight", [None, 1 + np.arange(120) % 3])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("kind", BOTH)
def test_early_stopping_keeps_the_network_of_the_best_epoch(kind, dtype, sample_weight):
    data = NOISY[0].astype(dtype), NOISY[1], sample_weight
    model = kind(**EARLY, epochs=500, n_iter_no_change=6).fit(*data)
    best = 1 + int(np.argmax(model.validation_scores_))
    assert len(model.validation_scores_) == len(model.loss_curve_) == best + 6 < 100
    assert model.best_validation_score_ == model.validation_scores_[best - 1]
    assert model.network_.history.stopped == "no better on the validation part for 6 epochs"
    until = kind(**EARLY, epochs=best).fit(*data)
    assert until.validation_scores_ == model.validation_scores_[:best] and until.network_.history.stopped == ""
    for kept, reached in zip(model.network_.parameters(), until.network_.parameters(), strict=True):
        np.testing.assert_array_equal(kept, reached)
        assert kept.dtype == dtype


def stop(costs, patience):
    """The solution of exercise 14.3: the epoch that is kept, and the last that is trained."""
    best = 1
    for epoch, cost in enumerate(costs, start=1):
        if cost < costs[best - 1]:
            best = epoch
        elif epoch - best == patience:
            break
    return best, epoch


@pytest.mark.parametrize("kind", BOTH)
def test_patience_is_that_of_notebook_14(kind):
    costs = -np.array(kind(**EARLY, epochs=60, n_iter_no_change=60).fit(*NOISY).validation_scores_)
    assert len(costs) == 60
    for patience in (1, 2, 3, 5, 8):
        model = kind(**EARLY, epochs=60, n_iter_no_change=patience).fit(*NOISY)
        best, last = stop(costs, patience)
        assert (model.best_validation_score_, len(model.loss_curve_)) == (-costs[best - 1], last)


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


@pytest.mark.parametrize("kind", BOTH)
def test_the_score_is_minus_the_cost_of_the_validation_part_without_the_penalty(kind, parts):
    model = kind(**EARLY, epochs=20, lmbda=0.01).fit(*NOISY)
    _, X, _, Y, _, _ = parts[0]
    assert len(X) == 36
    np.testing.assert_allclose(model.best_validation_score_, -model.network_.cost_of(X, Y), rtol=1e-12)


@pytest.mark.parametrize("kind", BOTH)
def test_the_weights_count_in_the_score(kind):
    y = np.arange(100) % 2  # of samples that nothing else tells apart
    model = kind(**EARLY, epochs=200).fit(np.zeros((100, 1)), y, sample_weight=np.where(y, 1e4, 1))
    assert model.best_validation_score_ > -0.01  # without the weights not above -0.125


def test_the_validation_part_is_stratified_in_a_classifier(parts):
    y = np.repeat(["a", "b"], [90, 10])
    for seed in range(5):
        NetworkClassifier(**EARLY | {"random_state": seed}, epochs=1).fit(np.zeros((100, 1)), y)
        assert [Y.sum(axis=0).tolist() for Y in parts[0][2:4]] == [[63, 7], [27, 3]]


@pytest.mark.parametrize("kind", BOTH)
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


@pytest.mark.parametrize("kind", BOTH)
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


@pytest.mark.parametrize("kind", BOTH)
def test_early_stopping_keeps_what_was_best_before_a_divergence(kind):
    X, y = np.eye(8), np.arange(8) % 2
    model = kind(
        (4,), scheduler="constant", eta=1.5, lmbda=5, random_state=0, early_stopping=True, validation_fraction=0.5
    )
    with pytest.warns(ConvergenceWarning, match="^training diverged: try a smaller eta, or scale the data$"):
        model.fit(X, y)
    epochs = len(model.loss_curve_)
    assert model.network_.history.stopped == f"diverged in epoch {epochs}" and 1 < epochs < 100
    assert np.isfinite(model.best_validation_score_) and not model.network_.diverged()


@pytest.mark.parametrize("kind", BOTH)
def test_a_penalty_keeps_the_weights_small(kind):
    X, y = np.eye(4), [0, 1, 0, 1]
    free, bound = (kind((3,), lmbda=lmbda, random_state=0).fit(X, y).network_ for lmbda in (0, 1))
    assert np.abs(bound.W[2]).max() < 0.5 * np.abs(free.W[2]).max()


@pytest.mark.parametrize("kind", BOTH)
def test_the_warning_of_divergence_comes_once_and_points_at_the_call(kind):
    with pytest.warns(ConvergenceWarning, match="^training diverged: try a smaller eta, or scale") as warned:
        kind((4,), scheduler="constant", eta=10, lmbda=10).fit(np.eye(4), [0, 1, 0, 1])
    assert len(warned) == 1 and warned[0].filename == __file__
