"""Where machine code is looked for: made once, where Headway is installed."""

from pathlib import Path

import numpy as np
import pytest
from numba import njit
from numba.np import arrayobj

from headway_engine.kernels import compiling
from headway_engine.kernels.compiling import COMMON, COMPLETE, choose_folder, folder_for

HERE = "here 1"


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand for the folder of the kernels; nothing is said of where code is kept."""
    folder = tmp_path / "kernels"
    folder.mkdir()
    (folder / "dispatch.py").write_text("first")
    monkeypatch.setattr(compiling, "__file__", str(folder / "compiling.py"))
    for name, value in (("CACHE_DIR", ""), ("CPU_NAME", None), ("CPU_FEATURES", None)):
        monkeypatch.setattr(compiling.config, name, value)
    return folder


def installed(target: str) -> Path:
    folder = folder_for(target)
    folder.mkdir(parents=True)
    (folder / "code").write_text(target)
    (folder / COMPLETE).touch()
    return folder


def test_what_installing_compiled_is_taken_over_once(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = installed(HERE)
    assert beside.is_relative_to(sources)
    monkeypatch.setattr(compiling.config, "CACHE_DIR", str(tmp_path / "data"))
    taken = folder_for(HERE)
    assert taken.parent == tmp_path / "data"
    assert (taken / "code").read_text() == HERE
    (taken / COMPLETE).unlink()
    assert not compiling.is_complete(folder_for(HERE))
    assert [each.name for each in taken.parent.iterdir()] == [beside.name]


def test_code_of_other_sources_or_for_another_processor_is_not_found(
    sources: Path,
) -> None:
    installed(HERE)
    assert not compiling.is_complete(folder_for("there 1"))
    (sources / "dispatch.py").write_text("second")
    assert not compiling.is_complete(folder_for(HERE))


def test_half_of_the_code_is_not_taken_over(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (installed(HERE) / COMPLETE).unlink()
    monkeypatch.setattr(compiling.config, "CACHE_DIR", str(tmp_path / "data"))
    assert not folder_for(HERE).exists()


@pytest.mark.parametrize("has_all", [True, False])
def test_an_images_code_is_used_where_the_processor_can(
    has_all: bool,  # noqa: FBT001
    sources: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    features = dict.fromkeys(compiling.COMMON_FEATURES, True) | {"fma": has_all}
    monkeypatch.setattr(compiling.binding, "get_host_cpu_features", lambda: features)
    common = installed(f"{COMMON} ")
    assert (choose_folder() == common) == has_all
    target = COMMON if has_all else None
    assert target == compiling.config.CPU_NAME


def test_code_for_this_very_processor_goes_before_an_images(sources: Path) -> None:
    own = choose_folder()
    installed(f"{COMMON} ")
    own.mkdir(parents=True)
    (own / COMPLETE).touch()
    assert choose_folder() == own
    assert compiling.config.CPU_NAME is None


def test_an_index_below_nought_is_no_index(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = arrayobj.fix_integer_index
    monkeypatch.setattr(compiling.config, "BOUNDSCHECK", 1)

    def read(values, place):
        return values[place]

    at = compiling.counted_from_zero(njit(read))
    assert at(np.arange(3), 2) == 2
    with pytest.raises(IndexError):
        at(np.arange(3), -1)
    assert arrayobj.fix_integer_index is kept
    assert njit(read)(np.arange(3), -1) == 2
