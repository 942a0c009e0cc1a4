"""The steps of the container image, replayed: what they make runs for a user who owns nothing of it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.paths import REPOSITORY

UID = 10001
NEEDED = ("pyproject.toml", "README.md", "LICENSE", "config", "retbot", "requirements", "tools")


def copied_in() -> set[str]:
    """What .dockerignore lets into the build."""
    lines = (REPOSITORY / ".dockerignore").read_text().splitlines()
    return {line[1:].partition("/")[0] for line in lines if line.startswith("!")}


def test_the_build_gets_what_its_steps_need() -> None:
    assert copied_in() == set(NEEDED)
    assert "RUN /src/tools/image.sh /src /opt/retbot" in (REPOSITORY / "Dockerfile").read_text()


def may_be_run_by_others(program: Path) -> bool:
    return all(one.stat().st_mode & 0o001 for one in (program, *program.parents))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
@pytest.mark.skipif(
    not may_be_run_by_others(Path(shutil.which("python3") or sys.executable).resolve()),
    reason="the Python of this machine lies where only its owner comes",
)
def test_what_the_steps_make_runs_for_a_user_who_owns_nothing_of_it() -> None:
    # Under /var/tmp, as pytest's own directories are closed to others.
    at = Path(subprocess.check_output(["mktemp", "-d", "-p", "/var/tmp"], text=True).strip())
    try:
        at.chmod(0o755)
        source, target = at / "src", at / "opt"
        source.mkdir()
        for name in NEEDED:
            there = REPOSITORY / name
            (shutil.copytree if there.is_dir() else shutil.copy)(there, source / name)
        subprocess.run(["sh", source / "tools/image.sh", source, target], check=True, timeout=600)
        shutil.rmtree(source)
        ran = subprocess.run(
            [target / "bin/retbot", "--version"],
            user=UID,
            group=UID,
            env={"HOME": "/nonexistent", "PYTHONDONTWRITEBYTECODE": "1"},
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
        )
        assert (ran.returncode, ran.stdout) == (0, "retbot 0.1.0\n"), ran.stderr
        subprocess.run([target / "bin/python", "-c", "import asyncpg, prometheus_client"], user=UID, check=True)
        status = subprocess.run(
            [target / "bin/retbot", "status"], user=UID, capture_output=True, text=True, check=False
        )
        assert (status.returncode, "niet te lezen" in status.stderr) == (2, True)
    finally:
        shutil.rmtree(at)
