"""The wheel alone, without the repository."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from numba.core.caching import UserWideCacheLocator

from headway_engine.kernels import compiling
from tests.server.conftest import await_answer, await_worker, started

REPOSITORY = Path(__file__).parents[2]
UV = Path(sys.executable).with_name("uv")


@pytest.fixture
def folder() -> Iterator[Path]:
    """One that the database's OS user can enter too."""
    with TemporaryDirectory(prefix="headway-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.skipif(not UV.exists(), reason="bin/setup installs uv")
def test_the_wheel_runs_without_the_repository(folder: Path, monkeypatch):
    wheels, packages = folder / "wheels", folder / "packages"
    run("build", "--wheel", "--out-dir", wheels, REPOSITORY)
    (wheel,) = wheels.glob("*.whl")
    run("pip", "install", "--no-deps", "--target", packages, wheel)

    monkeypatch.chdir(folder)  # away from the repository
    bring_compiled_code(packages / "headway_engine/kernels", folder / "compiled")
    variables = {
        "HEADWAY_DATA": str(folder / "data"),
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "headway.settings",
        "NUMBA_CACHE_DIR": str(folder / "compiled"),
        "PYTHONPATH": str(packages),  # before the repository, which is installed too
    }
    where = [sys.executable, "-c", "import headway; print(headway.__file__)"]
    found = subprocess.check_output(where, env=os.environ | variables, text=True)
    assert found.startswith(str(packages))

    with started("up", variables) as running:
        await_answer(running)
        page = running.get("/sign-in/").content.decode()
        parts = [part.partition("#")[0] for part in page.split('"')]
        names = [part for part in parts if part.startswith("/static/")]
        assert any("/vendor/" in name for name in names)
        assert [name for name in names if running.get(name).status != 200] == []
        await_worker(running)  # it has all packages that planning needs


def bring_compiled_code(kernels: Path, target: Path) -> None:
    """Let the kernels of the wheel have the code of the repository's: they are these.

    numba finds it by the folder of the sources, and by their size and time.
    """
    own = Path(compiling.__file__).parent
    for path in own.glob("*.py"):
        assert (kernels / path.name).read_bytes() == path.read_bytes()
        shutil.copystat(path, kernels / path.name)
    here, there = (
        UserWideCacheLocator.get_suitable_cache_subpath(str(folder / "any.py"))
        for folder in (own, kernels)
    )
    found, made = compiling.FOLDER, target / compiling.FOLDER.name
    shutil.copytree(found / here, made / there)
    (made / compiling.COMPLETE).touch()


def run(*arguments: str | Path) -> None:
    done = subprocess.run(
        [UV, *arguments], capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
