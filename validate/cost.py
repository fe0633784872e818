"""What the work of this process has cost so far."""

import sys


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
