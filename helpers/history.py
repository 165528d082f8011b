"""The record of a training."""

from dataclasses import dataclass, field


@dataclass
class History:
    """What happened in a training.

    cost: for each epoch the mean cost of its batches, as they were met, without the penalty; numbers, or arrays of
    the stack's shape. stopped: why the training ended early, "diverged in epoch 3" for example; "" if it did not.
    """

    cost: list = field(default_factory=list)
    stopped: str = ""
