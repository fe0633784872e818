"""Rules on pilot applications: events, programmes, batches, technologies.

Enters: the pilot tables, programmes and programme_batches. Leaves: faults.
"""

from collections.abc import Iterator

import polars as pl

from validate.relations.faults import Faults, rule
from validate.relations.frames import Tables, earliest, latest
from validate.relations.hierarchy import ancestors, links

NEVER_AFTER = {
    "proposed": ("launched", "expanded", "exited"),
    "public_comment": ("approved", "registered", "exited"),
    "approved": ("exited",),
    "registered": ("exited",),
    "launched": ("expanded", "exited"),
    "expanded": ("exited",),
    "completed": ("exited",),
    "exited": ("exited",),
}
SANDBOXES = ("fintech_sandbox", "capital_market_pilot")
CHAIN = ("blockchain", "distributed_ledger")
CHAIN_ONLY = (
    *CHAIN, "blockchain_acceleration_chip", "changan_chain", "cross_chain", "dpos",
    "fisco_bcos", "smart_contract", "wutong_chain",
)  # fmt: skip


@rule("events-in-order", needs=("pilot_events",))
def events_in_order(tables: Tables) -> Iterator[Faults]:
    """Events are numbered in the order of their dates."""
    events = tables.rows("pilot_events").sort("pilot_id", "event_seq")
    before = [pl.col("event_date").shift().over("pilot_id").alias("earlier"), earliest("event_date").alias("first")]
    dated = events.with_columns(*before, last=latest("event_date"))
    failing = dated.filter(pl.col("last") < pl.col("first").shift().over("pilot_id"))
    yield Faults("pilot_events", "event_date", failing.select("line", "earlier"))


@rule("event-stages", needs=("pilot_events",))
def event_stages(tables: Tables) -> Iterator[Faults]:
    """Nothing is proposed after its launch, commented on after its approval, launched after its
    expansion; and after an exit there are only reports."""
    events = tables.rows("pilot_events").select("pilot_id", "event_seq", "event", "line")
    pairs = pl.DataFrame(
        [(one, late) for one, lates in NEVER_AFTER.items() for late in lates], schema=["event", "earlier"], orient="row"
    )
    earlier = events.select("pilot_id", earlier="event", earlier_seq="event_seq")
    both = events.join(pairs, on="event").join(earlier, on=["pilot_id", "earlier"])
    failing = both.filter(pl.col("earlier_seq") < pl.col("event_seq")).sort("line", "earlier_seq")
    yield Faults("pilot_events", "event", failing.unique("line", keep="first", maintain_order=True).select("line", "earlier"))


@rule("sandbox-programme", needs=("pilot_applications", "programmes"))
def sandbox_programme(tables: Tables) -> Iterator[Faults]:
    """A sandbox application is in the programme of a sandbox."""
    sandboxes = tables.rows("programmes").filter(pl.col("programme_type").is_in(SANDBOXES))
    applications = tables.rows("pilot_applications").filter(pl.col("pilot_type") == "sandbox_application")
    yield Faults(
        "pilot_applications", "programme_id", applications.join(sandboxes, on="programme_id", how="anti").select("line")
    )


@rule("sandbox-pilot", needs=("pilot_applications", "programmes"))
def sandbox_pilot(tables: Tables) -> Iterator[Faults]:
    """What is in the programme of a sandbox is a sandbox application."""
    sandboxes = tables.rows("programmes").filter(pl.col("programme_type").is_in(SANDBOXES))
    others = tables.rows("pilot_applications").filter(pl.col("pilot_type") != "sandbox_application")
    yield Faults(
        "pilot_applications", "pilot_type", others.join(sandboxes, on="programme_id", how="semi").select("line", "programme_id")
    )


@rule("pilot-in-programme-region", needs=("pilot_applications", "programmes", "regions"))
def pilot_in_programme_region(tables: Tables) -> Iterator[Faults]:
    """A pilot lies in the region of its programme."""
    programmes = tables.rows("programmes").select("programme_id", outer="region_id")
    placed = tables.rows("pilot_applications").join(programmes, on="programme_id").drop_nulls("region_id")
    above = ancestors(links(tables.rows("regions"), "region_id", "parent_region_id"), placed["region_id"])
    failing = placed.join(above, left_on=["region_id", "outer"], right_on=["key", "ancestor"], how="anti")
    yield Faults("pilot_applications", "region_id", failing.select("line", "programme_id", "outer"))


@rule("uses-blockchain", needs=("pilot_applications", "pilot_technologies"))
def uses_blockchain(tables: Tables) -> Iterator[Faults]:
    """`yes` goes with blockchain or a distributed ledger among the technologies; `no` with others
    only, and at least one; `unknown` with no technology of chains, whatever else is listed."""
    technology = pl.col("technology")
    listed = tables.rows("pilot_technologies").group_by("pilot_id").agg(
        technology.is_in(CHAIN).any().alias("chain"),
        technology.is_in(CHAIN_ONLY).any().alias("chain_only"),
        technology.sort().str.join(", ").alias("technologies"),
    )  # fmt: skip
    pilots = tables.rows("pilot_applications").join(listed, on="pilot_id", how="left")
    chain, chain_only = pl.col("chain").fill_null(False), pl.col("chain_only").fill_null(False)
    stated = pl.col("uses_blockchain")
    wrong = (
        pl.when(stated == "yes").then(~chain)
        .when(stated == "no").then(chain_only | pl.col("technologies").is_null())
        .otherwise(chain_only)
    )  # fmt: skip
    yield Faults(
        "pilot_applications", "uses_blockchain", pilots.filter(wrong).select("line", pl.col("technologies").fill_null("—"))
    )


@rule("batch-programme", needs=("pilot_applications",))
def batch_programme(tables: Tables) -> Iterator[Faults]:
    """A batch is one of a programme."""
    failing = tables.rows("pilot_applications").filter(pl.col("batch").is_not_null() & pl.col("programme_id").is_null())
    yield Faults("pilot_applications", "batch", failing.select("line"))


@rule("batch-exists", needs=("pilot_applications", "programme_batches"))
def batch_exists(tables: Tables) -> Iterator[Faults]:
    """The batch of a pilot is one of its programme's batches."""
    pilots = tables.rows("pilot_applications").drop_nulls(["programme_id", "batch"])
    failing = pilots.join(tables.rows("programme_batches"), on=["programme_id", "batch"], how="anti")
    yield Faults("pilot_applications", "batch", failing.select("line", "programme_id"))


@rule("batch-count", needs=("pilot_applications", "programme_batches"))
def batch_count(tables: Tables) -> Iterator[Faults]:
    """A batch counts no fewer applications than are listed."""
    batch = ["programme_id", "batch"]
    listed = tables.rows("pilot_applications").group_by(batch).agg(listed=pl.len())
    failing = tables.rows("programme_batches").join(listed, on=batch).filter(pl.col("application_count") < pl.col("listed"))
    yield Faults("programme_batches", "application_count", failing.select("line", "listed"))
