panel = read("region_year_panel").astype({"has_dedicated": int, "has_plan": int})
answer = panel.groupby("year", as_index=False).agg(
    regions=("region_id", "count"), with_dedicated=("has_dedicated", "sum"), with_plan=("has_plan", "sum")
)
answer["percent_dedicated"] = (100 * answer["with_dedicated"] / answer["regions"]).round(1)
