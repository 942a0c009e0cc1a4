"""No file with the memory of the process, and no look into it: it holds what people said, and keys."""

import ctypes
import resource
import sys

_PR_SET_DUMPABLE = 4


def prevent() -> None:
    """For this process and what it forks. Where the system hands a dump to a program (systemd-coredump) the limit
    says nothing; that the process is not dumpable does (Linux, prctl(2)), and it keeps other processes of the same
    user out of its memory as well."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
