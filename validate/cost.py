"""What the work of this process has cost so far."""

import sys


def cost() -> dict[str, float]:
    """CPU seconds and peak memory (MiB) of this process; empty where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return {}
    used = resource.getrusage(resource.RUSAGE_SELF)
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return {"cpu_seconds": used.ru_utime + used.ru_stime, "peak_mib": used.ru_maxrss / unit}
