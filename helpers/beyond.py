"""What notebooks 16 to 20 need on top of the core environment: packages, looked for before they are imported."""

import importlib.util
import os


class Missing(ImportError):
    """Packages are not installed; a notebook shows the message alone, without a traceback."""

    def _render_traceback_(self):
        return [str(self)]


def require(*packages):
    """Say in one line what to install if any of these packages is missing; call it before importing them.

    TensorFlow and JAX then keep to the processor and report errors only; their notes on the machine they run on would
    differ from one to the next. TensorFlow's oneDNN, which announces itself whatever the level of messages and rounds
    as the processor suggests, stays off. Raises Missing.
    """
    missing = [name for name in packages if importlib.util.find_spec(name) is None]
    if missing:
        raise Missing(
            f"This notebook needs {', '.join(missing)}: run `make beyond`, or `pip install -r requirements-beyond.txt`."
        )
    os.environ.update(
        TF_CPP_MIN_LOG_LEVEL="3",
        TF_ENABLE_ONEDNN_OPTS="0",
        KERAS_BACKEND="tensorflow",
        CUDA_VISIBLE_DEVICES="-1",
        JAX_PLATFORMS="cpu",
    )
