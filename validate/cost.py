"""What the work of this process has cost so far, and how much memory it may take."""

import re
import sys
from pathlib import Path


def cost(ended: bool = False) -> dict[str, float]:
    """CPU seconds and peak memory (MiB) of this process, with `ended` also of those that it has
    started and that have ended (all CPU, the largest peak); empty where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return {}
    used = [resource.getrusage(one) for one in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)[: 1 + ended]]
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return {
        "cpu_seconds": sum(one.ru_utime + one.ru_stime for one in used),
        "peak_mib": max(one.ru_maxrss for one in used) / unit,
    }


def hold_to(memory: int) -> None:
    """Let this process take no more than so many bytes of memory beyond those it has; on Linux only.
    Address space that is only reserved, of which polars has a lot, does not count."""
    if sys.platform == "linux":
        import resource

        has = re.search(r"VmData:\s*(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
        most = memory + (int(has[1]) * 2**10 if has else 0)
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
