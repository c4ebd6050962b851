"""What is handed to other programs can be read by them, and names what there is."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"


def needs(program: str) -> pytest.MarkDecorator:
    is_missing = shutil.which(program) is None
    return pytest.mark.skipif(is_missing, reason=f"{program} is not installed")


def run(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stderr


@pytest.mark.parametrize("file", sorted(DEPLOY.iterdir()), ids=lambda file: file.name)
def test_every_variable_is_one_that_headway_reads(file: Path):
    listed = (ROOT / "README.md").read_text()
    for name in re.findall(r"\b(?:HEADWAY_[A-Z_]+|DATABASE_URL)\b", file.read_text()):
        assert f"| `{name}`" in listed, name


def test_the_image_installs_pinned_packages_and_runs_as_nobody_special():
    text = (DEPLOY / "Dockerfile").read_text()
    joined = text.replace("\\\n", " ")
    steps = [
        line.split(maxsplit=1)
        for line in joined.splitlines()
        if line and not line.startswith("#")
    ]
    known = {
        "FROM", "WORKDIR", "COPY", "RUN", "USER", "ENV", "VOLUME", "EXPOSE",
        "HEALTHCHECK", "STOPSIGNAL", "ENTRYPOINT", "CMD",
    }  # fmt: skip
    assert {name for name, _ in steps} <= known
    assert ["USER", "headway"] in steps
    assert any("--require-hashes -r /tmp/run.lock" in rest for _, rest in steps)
    copied = [rest.split() for name, rest in steps if name == "COPY"]
    assert all((ROOT / words[0]).exists() for words in copied)
    last = steps[[name for name, _ in steps].index("USER") :]
    assert not any(name == "RUN" for name, _ in last)


def test_compose_waits_for_the_database_and_opens_no_port_to_others():
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    headway = services["headway"]
    assert headway["depends_on"]["database"]["condition"] == "service_healthy"
    assert all(port.startswith("127.0.0.1:") for port in headway["ports"])
    assert "ports" not in services["database"]
    build = headway["build"]
    assert (DEPLOY / build["context"] / build["dockerfile"]).resolve().is_file()
    url = headway["environment"]["DATABASE_URL"]
    assert url.startswith("postgresql://headway:${POSTGRES_PASSWORD:?}@database/")


@needs("systemd-analyze")
def test_systemd_takes_the_unit(tmp_path: Path):
    unit = (DEPLOY / "headway.service").read_text()
    assert "ExecStart=/opt/headway/bin/headway up" in unit
    copy = tmp_path / "headway.service"
    there = shutil.which("true")
    copy.write_text(unit.replace("/opt/headway/bin/headway up", str(there)))
    assert "headway.service" not in run("systemd-analyze", "verify", copy)


def test_proxies_stream_events_and_hide_metrics():
    nginx = (DEPLOY / "nginx.conf").read_text()
    events = nginx.partition("location = /events {")[2].partition("}")[0]
    assert "proxy_buffering off;" in events
    assert "location = /metrics {\n        return 404;" in nginx
    assert nginx.count("{") == nginx.count("}")
    caddy = (DEPLOY / "Caddyfile").read_text()
    assert "respond /metrics 404" in caddy
    assert "flush_interval -1" in caddy


@needs("nginx")
@needs("openssl")
def test_nginx_takes_its_file(tmp_path: Path):
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    run(
        *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-batch"),
        *("-days", "1", "-subj", "/CN=work.example.org"),
        *("-keyout", key, "-out", certificate),
    )
    site = (DEPLOY / "nginx.conf").read_text()
    live = "/etc/letsencrypt/live/work.example.org"
    site = site.replace(f"{live}/fullchain.pem", str(certificate))
    site = site.replace(f"{live}/privkey.pem", str(key))
    whole = tmp_path / "nginx.conf"
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    folders = "".join(f"{kind}_temp_path {tmp_path}/{kind};\n" for kind in kinds)
    whole.write_text(
        f"pid {tmp_path}/pid; error_log stderr;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{folders}{site}\n}}\n"
    )
    run("nginx", "-t", "-p", tmp_path, "-c", whole)


@needs("caddy")
def test_caddy_takes_its_file():
    file = DEPLOY / "Caddyfile"
    run("caddy", "validate", "--adapter", "caddyfile", "--config", file)
