"""A plugin of pytest for `make mutants`: every run imports helpers and tests anew, although mutmut runs each change in
a copy of a process that has imported them. What is computed at import would otherwise not know of the change.
"""

import sys
from pathlib import Path


def pytest_configure():
    here = Path.cwd()
    for name, module in list(sys.modules.items()):
        if here in Path(getattr(module, "__file__", None) or "/").parents and name not in {"conftest", __name__}:
            del sys.modules[name]
