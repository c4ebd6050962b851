"""``headway up`` and its processes, with the database that it brings along."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import pytest

from headway.server.postgres.server import STOP_SECONDS
from headway.server.stopping import GRACE_SECONDS
from tests.server.conftest import (
    START_SECONDS,
    Running,
    await_answer,
    await_worker,
    started,
)
from tests.waiting import wait_until

MEMORY_MB = 450
START_CPU_SECONDS = 5
"""What a start may cost before it shows a page; on its own it takes half as long."""


def variables(data: Path) -> dict[str, str]:
    return {
        "HEADWAY_DATA": str(data),
        "HEADWAY_SECRET_KEY": "",
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "headway.settings",
    }


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    """A data folder in which Headway was started once."""
    with TemporaryDirectory(prefix="headway-") as folder:
        path = Path(folder)
        path.chmod(0o755)
        with started("up", variables(path)) as first:
            await_answer(first)
            first.stop()
        yield path


@pytest.fixture(scope="module")
def headway(data: Path) -> Iterator[Running]:
    """Runs on another folder than the tests that start one themselves."""
    own = data.with_name(f"{data.name}-steady")
    subprocess.run(["cp", "-a", data, own], check=True)
    with started("up", variables(own)) as running:
        await_answer(running)
        await_worker(running)
        yield running
    shutil.rmtree(own)


def family(running: Running) -> list[psutil.Process]:
    supervisor = psutil.Process(running.process.pid)
    return [supervisor, *supervisor.children(recursive=True)]


def cpu_seconds(process: psutil.Process) -> float:
    used = process.cpu_times()
    return used.user + used.system


def have_ended(processes: list[psutil.Process], seconds: float) -> bool:
    """Whether all end in time; where init is lazy, zombies are as good as gone."""
    _, alive = psutil.wait_procs(processes, seconds)
    return all(each.status() == psutil.STATUS_ZOMBIE for each in alive)


def test_a_second_start_soon_shows_a_page_and_ctrl_c_ends_it_all(data: Path):
    with started("up", variables(data)) as running:
        wait_until(lambda: running.health().get("status") == "ready", START_SECONDS)
        assert running.get("/sign-in/").status == 200
        processes = family(running)
        assert sum(cpu_seconds(process) for process in processes) < START_CPU_SECONDS

        began = time.monotonic()
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(10) == 0
        assert time.monotonic() - began < 5
        assert have_ended(processes, 0.5)


def test_nothing_outlives_a_killed_supervisor(data: Path):
    with started("up", variables(data)) as running:
        await_answer(running)
        processes = family(running)
        running.process.kill()
        assert have_ended(processes, GRACE_SECONDS + 1 + STOP_SECONDS)


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel must see to it")
def test_a_worker_that_still_loads_its_code_does_not_outlive_its_supervisor(data: Path):
    """It is stopped where it would only look for its supervisor once it has loaded."""
    code = (
        "import signal, sys, headway.cli.serving as serving;"
        "serving.keep_compiled_code = lambda: (print('loading', flush=True),"
        " signal.sigwait([signal.SIGUSR1]));"
        "from headway.cli import main; sys.exit(main(['worker']))"
    )
    supervisor = (
        "import os, subprocess, sys, time;"
        "os.environ['HEADWAY_SUPERVISOR'] = str(os.getpid());"
        "child = subprocess.Popen([sys.executable, '-c', sys.argv[1]]);"
        "print(child.pid, flush=True); time.sleep(60)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", supervisor, code],
        env=os.environ | variables(data),
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        worker = psutil.Process(int(process.stdout.readline()))
        assert process.stdout.readline() == "loading\n"
        process.kill()
        assert have_ended([worker], START_SECONDS)


def test_idle_it_stays_small(headway: Running):
    maps = [Path(f"/proc/{process.pid}/smaps_rollup") for process in family(headway)]
    lines = [line.split() for m in maps for line in m.read_text().splitlines()]
    kilobytes = sum(int(line[1]) for line in lines if line[0] == "Pss:")
    assert kilobytes / 1024 <= MEMORY_MB


def test_the_worker_yields_to_pages(headway: Running):
    assert headway.child("worker").nice() == 10
    assert headway.child("web").nice() == 0


def test_requests_wait_while_a_crashed_web_server_starts_again(headway: Running):
    headway.child("web").kill()
    assert headway.get("/sign-in/").status == 200
    assert cpu_seconds(headway.child("web")) < START_CPU_SECONDS


def test_it_recovers_from_a_crash_of_the_database(headway: Running):
    postgres = next(p for p in family(headway) if p.name() == "postgres")
    postgres.kill()
    statuses = {headway.get("/").status for _ in range(20)}
    assert statuses <= {200, 302, 404, 503}
    wait_until(lambda: headway.health().get("status") == "ready", 10)
    await_worker(headway)


def test_health_is_told_in_json_with_the_workers_age(headway: Running):
    live = headway.get("/health/live")
    assert (live.status, json.loads(live.content)) == (200, {"status": "live"})
    await_worker(headway)
    report = headway.health()
    assert (report["status"], report["database"]) == ("ready", "ok")
    assert report["migrations"] == "applied"
    assert report["worker"]["heartbeat_age_seconds"] < 6
    assert headway.get("/health/elsewhere").status == 404


def test_the_key_that_signs_sessions_is_kept_for_its_owner(data: Path):
    key = data / "secret_key"
    assert len(key.read_text()) > 60
    assert key.stat().st_mode & 0o777 == 0o600
    assert key.stat().st_uid == os.geteuid()


def test_without_a_user_it_prints_how_to_become_administrator(headway: Running):
    wait_until(lambda: "Headway is at" in headway.output, 5)
    assert f"http://127.0.0.1:{headway.port}/setup/?token=" in headway.output


def test_pages_and_files_are_compressed_and_files_are_kept_for_ever(headway: Running):
    page = headway.get("/sign-in/", **{"Accept-Encoding": "gzip"})
    assert page.headers["Content-Encoding"] == "gzip"
    plain = headway.get("/sign-in/").content.decode()
    name = next(part for part in plain.split('"') if part.startswith("/static/ui/"))
    file = headway.get(name, **{"Accept-Encoding": "br"})
    assert file.headers["Content-Encoding"] == "br"
    assert "immutable" in file.headers["Cache-Control"]


def test_this_machine_is_told_what_is_measured_and_no_proxy(headway: Running):
    headway.get("/sign-in/")
    answer = headway.get("/metrics")
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert b'headway_request_seconds_count{status="200"}' in answer.content
    assert b"headway_database_up 1.0" in answer.content
    assert b"headway_streams 0.0" in answer.content
    assert headway.get("/metrics", **{"X-Forwarded-For": "::1"}).status == 404
