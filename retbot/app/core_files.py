"""Prevents core dumps and reading the memory of the process from outside: it holds messages and keys."""

import ctypes
import resource
import sys

_PR_SET_DUMPABLE = 4


def prevent() -> None:
    """For this process and its forks. When the system pipes dumps to a program (systemd-coredump), the size limit has
    no effect. Marking the process as not dumpable does (Linux, prctl(2)), and also keeps other processes of the same
    user out of its memory."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
