"""A process that dies leaves no file with its memory."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

DIES = """
import os, resource
hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
os.chdir({directory!r})
from retbot.app import core_files
{prevented}
os.abort()
"""


def left_behind(directory: Path, prevented: str) -> list[Path]:
    code = DIES.format(directory=str(directory), prevented=prevented)
    ended = subprocess.run([sys.executable, "-c", code], check=False)
    assert ended.returncode == -6
    return list(directory.iterdir())


def test_a_crash_leaves_no_core_file(tmp_path: Path) -> None:
    assert left_behind(tmp_path, "core_files.prevent()") == []


def test_without_it_there_would_be_one(tmp_path: Path) -> None:
    pattern = Path("/proc/sys/kernel/core_pattern")
    if not pattern.exists() or pattern.read_text().startswith(("|", "/")):
        pytest.skip("this system keeps core files elsewhere")
    if resource.getrlimit(resource.RLIMIT_CORE)[1] == 0:
        pytest.skip("this system keeps no core files")
    assert len(left_behind(tmp_path, "")) == 1


def test_the_limit_and_the_kernel_say_so() -> None:
    code = (
        "import ctypes; from retbot.app import core_files; core_files.prevent();"
        "import resource; print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    )
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert told.stdout == "(0, 0) 0\n"
