"""What a person does in a browser: the staff's desk, a head's pages, the pages for everybody.

The same areas as in `handlers/`, the same services, rights and texts. Each page works by GET, and each form by POST and
a redirect; the scripts only make it quicker. A page is a function below `@page`, a form one below `@form`
(`web/routes.py`), and its template stands in `web/templates/<area>/`.
"""

from __future__ import annotations

import importlib
import pkgutil


def import_all() -> None:
    """Imports every module of this package, so that all its pages are known."""
    for module in pkgutil.walk_packages(__path__, f"{__name__}."):
        importlib.import_module(module.name)
