"""`Network` as scikit-learn sees it: estimators that can be cloned, searched over, and put into pipelines."""

import warnings

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin
from sklearn.exceptions import ConvergenceWarning
from sklearn.utils import check_random_state
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import _check_sample_weight, check_is_fitted, validate_data

from helpers import activations, schedulers
from helpers.costs import cross_entropy, half_squared_error
from helpers.network import Network
from helpers.validation import choice, count, counts, not_negative, numeric, positive

ACTIVATIONS = {"identity": activations.identity, "sigmoid": activations.sigmoid, "tanh": activations.tanh,
               "relu": activations.relu, "leaky_relu": activations.leaky_relu(), "elu": activations.elu()}
SCHEDULERS = {"constant": schedulers.Constant, "momentum": schedulers.Momentum, "adagrad": schedulers.AdaGrad,
              "adagrad_momentum": schedulers.AdaGradMomentum, "rmsprop": schedulers.RMSprop,
              "adam": schedulers.Adam}


class _NetworkEstimator(BaseEstimator):
    def __init__(self, hidden=(50,), activation="relu", scheduler="adam", eta=0.01, lmbda=0.0, epochs=100,
                 batch_size=100, random_state=None, verbose=False):
        self.hidden = hidden
        self.activation = activation
        self.scheduler = scheduler
        self.eta = eta
        self.lmbda = lmbda
        self.epochs = epochs
        self.batch_size = batch_size
        self.random_state = random_state
        self.verbose = verbose

    def _fit(self, X, Y, sample_weight, cost):
        hidden = counts("hidden", self.hidden)
        activation = choice("activation", self.activation, ACTIVATIONS)
        scheduler = choice("scheduler", self.scheduler, SCHEDULERS)(positive("eta", self.eta))
        lmbda = not_negative("lmbda", self.lmbda)
        epochs, batch_size = count("epochs", self.epochs), count("batch_size", self.batch_size)
        if sample_weight is not None:
            # A sample without weight is no sample: it must not take up places in the batches.
            sample_weight = _check_sample_weight(numeric("sample_weight", sample_weight), X, ensure_non_negative=True)
            kept = sample_weight > 0
            if not kept.any():              # as scikit-learn says it, in newer versions
                raise ValueError("Sample weights must contain at least one non-zero number.")
            X, Y, sample_weight = X[kept], Y[kept], sample_weight[kept]
        # One Generator for the weights and for the order of the samples.
        rng = np.random.default_rng(check_random_state(self.random_state).randint(2**31 - 1))
        self.network_ = Network((X.shape[1], *hidden, Y.shape[1]), activation, cost, seed=rng, dtype=X.dtype)
        self.network_.fit(X, Y, scheduler, epochs, batch_size, lmbda, seed=rng, sample_weight=sample_weight,
                          verbose=self.verbose)
        if self.network_.diverged():
            warnings.warn("training diverged: try a smaller eta, or scale the data", ConvergenceWarning, stacklevel=3)
        return self

    def _output(self, X):
        check_is_fitted(self)
        X = validate_data(self, X, reset=False, dtype=self.network_.dtype)
        return self.network_.output(X)


_PARAMETERS = """
    hidden: nodes of the hidden layers, a tuple; () for none.
    activation: "identity", "sigmoid", "tanh", "relu", "leaky_relu" or "elu".
    scheduler: "constant", "momentum", "adagrad", "adagrad_momentum", "rmsprop" or "adam".
    eta: the learning rate. lmbda: the penalty λ of (λ/2) Σ W².
    epochs, batch_size: passes over the data, and samples of one step.
    random_state: seeds the weights and the order of the samples, as everywhere in scikit-learn.
    verbose: whether a long `fit` shows its progress.

    After `fit`: `network_`, the trained `Network`, with its history; `n_features_in_`{more}.
    Float32 data are computed in single precision. Scale the inputs first, for example with StandardScaler.
"""


class NetworkClassifier(ClassifierMixin, _NetworkEstimator):
    __doc__ = "A classifier: a softmax output trained with the cross-entropy.\n" + _PARAMETERS.format(
        more="; `classes_`, the labels in the order of the outputs")

    def fit(self, X, y, sample_weight=None):
        """Train on X, shape (n, p), with labels y, shape (n,), each with a weight if `sample_weight` is given."""
        X, y = validate_data(self, X, y, dtype=[np.float64, np.float32])
        with np.errstate(invalid="ignore"):         # of labels too large for integers
            check_classification_targets(y)
        self.classes_, y = np.unique(y, return_inverse=True)
        return self._fit(X, np.eye(len(self.classes_))[y], sample_weight, cross_entropy)

    def predict_proba(self, X):
        """Return the probability of each class, shape (n, classes), in the order of `classes_`."""
        return self._output(X)

    def predict(self, X):
        """Return the most probable label of each sample, shape (n,)."""
        # The output comes first: it is what says that the estimator is not fitted, or that X does not fit.
        probability = self._output(X)
        return self.classes_[probability.argmax(axis=1)]


class NetworkRegressor(RegressorMixin, _NetworkEstimator):
    __doc__ = "A regressor: a linear output trained with half the squared error.\n" + _PARAMETERS.format(more="")

    def fit(self, X, y, sample_weight=None):
        """Train on X, shape (n, p), with targets y, shape (n,) or (n, outputs), each with a weight if given."""
        X, y = validate_data(self, X, y, dtype=[np.float64, np.float32], multi_output=True, y_numeric=True)
        self._one_target = y.ndim == 1
        return self._fit(X, numeric("y", y).reshape(len(X), -1), sample_weight, half_squared_error)

    def predict(self, X):
        """Return the predicted targets, of the shape that y had: (n,) or (n, outputs)."""
        output = self._output(X)
        return output[:, 0] if self._one_target else output

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.target_tags.multi_output = True
        return tags
