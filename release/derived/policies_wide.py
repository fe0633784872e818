"""`policies_wide`: a row for each policy, with everything that hangs on it beside it.

Enters: frames. Leaves: a frame with one row a policy. Pure.
"""

import polars as pl

from release.derived.evidence import evidence
from release.derived.frames import Frames, actor_lists, actors, joined, places, policy_year

ISSUERS = ("issuer", "joint_issuer")
RESPONSIBLE = ("responsible_lead", "responsible_support")


def derive(frames: Frames) -> pl.DataFrame:
    """The table, in no certain order."""
    bodies = actors(frames, "policy_actors")
    parts = (
        actor_lists(bodies, "policy_id", "issuer", ISSUERS),
        actor_lists(bodies, "policy_id", "responsible", RESPONSIBLE),
        joined(frames["policy_topics"].sort("policy_id", "topic"), "policy_id", topics="topic"),
        joined(_instruments(frames), "policy_id", instruments="instrument"),
        _counted(frames["policy_measures"], "measure_count"),
        _counted(frames["policy_targets"], "target_count"),
        _counted(frames["pilot_applications"].filter(pl.col("policy_id").is_not_null()), "pilot_count"),
        evidence(frames, "policy_id", "policies", "policy_targets"),
    )
    rows = (
        frames["policies"].join(places(frames["regions"]), on="region_id", how="left").with_columns(policy_year=policy_year())
    )
    for one in parts:
        rows = rows.join(one, on="policy_id", how="left")
    return rows.with_columns(pl.col("^.*_count$").exclude("issuer_count").fill_null(0))


def _instruments(frames: Frames) -> pl.DataFrame:
    return frames["policy_measures"].select("policy_id", "instrument").unique().sort("policy_id", "instrument")


def _counted(rows: pl.DataFrame, name: str) -> pl.DataFrame:
    return rows.group_by("policy_id").len(name)
