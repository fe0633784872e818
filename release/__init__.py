"""Releases: what changed since the last one, and the files that make the next one."""
