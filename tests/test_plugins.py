from __future__ import annotations

import subprocess
import sys

import pytest

from auditor import plugins
from auditor.errors import BadInput

FOLDERS = ("checks", "engine", "formats", "readers")


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_plugin_has_the_name_of_its_module(folder: str) -> None:
    found = plugins.names(folder)
    assert found == tuple(sorted(found))
    assert found
    assert all(plugins.load(folder, name).__name__ == f"auditor.{folder}.{name.replace('-', '_')}" for name in found)


def test_protocols_and_private_modules_are_no_plugins() -> None:
    named = {name for folder in FOLDERS for name in plugins.names(folder)}
    assert "protocol" not in named
    assert not [name for name in named if name.startswith(("-", "_"))]


def test_an_unknown_plugin_is_refused_with_those_that_exist() -> None:
    with pytest.raises(BadInput) as caught:
        plugins.load("formats", "pdf")
    assert "'pdf'" in caught.value.what
    assert "json" in caught.value.remedy


@pytest.mark.parametrize("name", ["protocol", "_words", "../cli/main", "json.tool", ""])
def test_no_name_reaches_what_is_no_plugin(name: str) -> None:
    with pytest.raises(BadInput):
        plugins.load("formats", name)


def test_listing_plugins_imports_none_of_them() -> None:
    script = "import sys; from auditor import plugins; plugins.names('formats'); print('auditor.formats.console' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, timeout=60)
    assert done.stdout.split() == [b"False"]
