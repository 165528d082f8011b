"""Progress of long work, on a terminal only: nothing of it reaches the stored output of a notebook."""

from tqdm import tqdm


def progress(items, what):
    """Iterate over `items`; a terminal shows a bar named `what` meanwhile, which is gone at the end."""
    return tqdm(items, desc=what, leave=False, disable=None)
