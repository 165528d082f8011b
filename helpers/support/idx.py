"""Files in the IDX format, in which MNIST is distributed: a header, and then the numbers.

The header is the bytes 0, 0, the code of a type, the number of dimensions; then each dimension in four bytes, the
highest first. MNIST has the type 8, unsigned bytes.
"""

import gzip
import math
import struct
import zlib

import numpy as np

from helpers.support.texts import location
from helpers.support.validation import counts

UNSIGNED_BYTE = 8


def read_idx(path, shape):
    """Return the array of unsigned bytes in an IDX file, gzipped or not.

    shape: the shape that it must have. Raises ValueError, naming the file, if it has another one, is damaged or is
    no IDX file.
    """
    path, shape = location("path", path), counts("shape", shape)
    try:
        with open(path, "rb") as raw:
            zipped = raw.read(2) == b"\x1f\x8b"
            raw.seek(0)
            with gzip.GzipFile(fileobj=raw) if zipped else raw as file:
                return _read(file, shape)
    except (ValueError, EOFError, IsADirectoryError, gzip.BadGzipFile, zlib.error) as error:
        raise ValueError(f"{path} is damaged, or not what its name says: {error}") from None


def _read(file, shape):
    magic, wanted = file.read(4), bytes([0, 0, UNSIGNED_BYTE, len(shape)])
    if magic != wanted:
        raise ValueError(f"it must begin with the bytes {wanted.hex(' ')}, but begins with {magic.hex(' ')}")
    header = file.read(4 * len(shape))
    if len(header) < 4 * len(shape):
        raise ValueError("it ends within its header")
    found = struct.unpack(f">{len(shape)}I", header)
    if found != shape:
        raise ValueError(f"it must hold an array of shape {shape}, but holds {found}")
    size = math.prod(shape)
    content = file.read(size + 1)
    if len(content) != size:
        came = "more" if len(content) > size else f"only {len(content)}"
        raise ValueError(f"it must hold {size} bytes after its header, but holds {came}")
    return np.frombuffer(content, np.uint8).reshape(shape).copy()       # a copy that may be written to
