"""Acceptance: clients that nobody here wrote read a release, and refuse what they can see is wrong."""

REAL, SOUND, DAMAGED = "real", "mini", "damaged"  # folders of releases, as accept.prepare makes and the clients get them
