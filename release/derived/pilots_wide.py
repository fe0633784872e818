"""`pilots_wide`: a row for each pilot application, with its status as its events give it.

Enters: frames. Leaves: a frame with one row a pilot application. Pure.
"""

import polars as pl

from release.derived.evidence import evidence
from release.derived.frames import Frames, actor_lists, actors, joined, places

MERE_REPORT = "reported"  # shows that the pilot exists; it is no step in its life


def derive(frames: Frames) -> pl.DataFrame:
    """The table, in no certain order."""
    bodies = actors(frames, "pilot_actors")
    programmes = frames["programmes"].select(
        "programme_id", "programme_type", programme_name_zh="name_zh", programme_name_en="name_en"
    )
    rows = frames["pilot_applications"].join(places(frames["regions"]), on="region_id", how="left")
    rows = rows.join(programmes, on="programme_id", how="left")
    for one in (
        status(frames["pilot_events"]),
        actor_lists(bodies, "pilot_id", "lead", ("lead",)),
        joined(bodies, "pilot_id", actor_ids="actor_id", actor_names="actor_name", actor_names_en="actor_name_en"),
        joined(frames["pilot_technologies"].sort("pilot_id", "technology"), "pilot_id", technologies="technology"),
        evidence(frames, "pilot_id", "pilot_applications", "pilot_events"),
    ):
        rows = rows.join(one, on="pilot_id", how="left")
    return rows.with_columns(pl.col("^.*_count$").fill_null(0))


def status(events: pl.DataFrame) -> pl.DataFrame:
    """The first and the last step of each pilot. Events stand in their order of time; a mere report counts
    as a step only where there is no other."""
    ordered = events.sort("pilot_id", pl.col("event_seq").cast(pl.Int64))
    counted = ordered.group_by("pilot_id", maintain_order=True).agg(
        event_count=pl.len(), first_event=pl.first("event"), first_event_date=pl.first("event_date")
    )
    is_step = (pl.col("event") != MERE_REPORT) | (pl.col("event") == MERE_REPORT).all().over("pilot_id")
    steps = ordered.filter(is_step).group_by("pilot_id", maintain_order=True)
    return counted.join(steps.agg(status=pl.last("event"), status_date=pl.last("event_date")), on="pilot_id")
