panel = read("region_year_panel")
panel["new_pilots"] = panel["new_pilots"].astype(int)
time = panel["year"].astype(float) - panel["first_plan_year"].astype(float)
panel["event_time"] = time.map(lambda one: "never" if pd.isna(one) else f"{one:+.0f}")
near = panel[time.abs().le(3) | time.isna()]
answer = near.groupby("event_time", as_index=False).agg(
    region_years=("region_id", "count"), new_pilots=("new_pilots", "sum"), mean_new_pilots=("new_pilots", "mean")
)
answer["mean_new_pilots"] = answer["mean_new_pilots"].round(3)
