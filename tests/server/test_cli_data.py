"""What commands say of a data folder, a port or a database that they cannot use."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import gettempdir

import pytest

from headway.server.listener import listen
from tests.server.conftest import environment
from tests.server.test_cli import assert_refused, run

FILE = "tests/integrations/importers/msproject/documents.py"  # exists: none is read
COMMANDS = {
    "up": ["--port", "0"],
    "demo": ["--port", "0"],
    "web": ["--port", "0"],
    "worker": [],
    "migrate": [],
    "createadmin": [],
    "import": ["msproject", FILE],
    "shell": [],
}
every_command = pytest.mark.parametrize("command", COMMANDS)


@pytest.fixture
def mounted() -> Iterator[Callable[[Path], None]]:
    """Mount a folder or a file over itself so that even root cannot write it."""
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        pytest.skip("only root can mount a folder read-only")
    with ExitStack() as stack:

        def read_only(path: Path) -> None:
            bound = subprocess.run(
                [mount, "--bind", path, path],
                capture_output=True,
                text=True,
                check=False,
            )
            if bound.returncode:
                pytest.skip(f"this machine lets nobody mount: {bound.stderr.strip()}")
            stack.callback(subprocess.run, ["umount", path], check=True)
            subprocess.run([mount, "-o", "remount,bind,ro", path], check=True)

        yield read_only


@pytest.fixture
def read_only(tmp_path: Path, mounted: Callable[[Path], None]) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    mounted(folder)
    return folder


@every_command
def test_a_data_folder_on_a_read_only_disk_is_named(command: str, read_only: Path):
    for folder in (read_only, read_only / "below"):
        done = run(command, *COMMANDS[command], data=folder)
        assert_refused(done, str(folder), "Read-only", "make it writable", "--data")


@pytest.mark.django_db(transaction=True)
@every_command
def test_it_is_named_with_a_database_of_ones_own_too(command: str, read_only: Path):
    url = environment()["DATABASE_URL"]
    done = run(command, *COMMANDS[command], data=read_only, DATABASE_URL=url)
    assert_refused(done, str(read_only), "Read-only", "make it writable", "--data")


def test_a_single_file_that_cannot_be_written_is_named(tmp_path: Path, mounted):
    (tmp_path / "lock").touch()
    mounted(tmp_path / "lock")
    done = run("migrate", data=tmp_path)
    assert_refused(done, str(tmp_path / "lock"), "Read-only", "OS user", "--data")


@pytest.mark.parametrize("command", ["up", "demo", "web"])
def test_a_port_that_is_taken_is_named_with_the_remedy(command: str, tmp_path: Path):
    with closing(listen("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run(command, "--port", port, data=tmp_path)
    assert_refused(done, port, "in use", "--port")


@every_command
def test_the_database_of_another_instance_is_refused(command: str, tmp_path: Path):
    """Its folder is there, as mounted or copied by mistake; it is left alone."""
    control = tmp_path / "postgres/global/pg_control"
    control.parent.mkdir(parents=True)
    control.write_bytes(bytes(512))
    (tmp_path / "postgres/PG_VERSION").write_text("18\n")
    (tmp_path / "instance.json").write_text(json.dumps({"cluster": "7"}))
    tmp_path.chmod(0o755)
    for folder in tmp_path.parents:
        if folder == Path(gettempdir()):
            break
        folder.chmod(0o755)
    done = run(command, *COMMANDS[command], data=tmp_path)
    assert_refused(done, "another instance", "mount or restore", "HEADWAY_DATA")
    assert control.read_bytes() == bytes(512)
