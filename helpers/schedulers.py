from helpers.optimizers import *  # noqa: F403
from helpers.optimizers import GradientDescent as Constant  # noqa: F401
