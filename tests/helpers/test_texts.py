"""What is no path of a file is refused in the same words wherever a path is asked for."""

import pytest

from helpers.network import Network
from helpers.support.idx import read_idx
from helpers.support.openml import read_openml


@pytest.mark.parametrize("call", [
    Network((2, 1), seed=0).save, Network.load, lambda path: read_idx(path, (2,)),
    lambda path: read_openml(path, 2, 3)], ids=["save", "load", "read_idx", "read_openml"])
@pytest.mark.parametrize("path, error", [
    ("", ValueError), (".", ValueError), ("a\0b", ValueError), (3, TypeError), (None, TypeError), (b"a", TypeError)],
    ids=["nothing", "folder", "zero", "number", "None", "bytes"])
def test_what_is_no_path_is_refused(call, path, error):
    with pytest.raises(error) as raised:
        call(path)
    assert str(raised.value) == f"path must be the path of a file, got {path!r}"
