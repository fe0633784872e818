changes = pd.read_csv("changes.csv", dtype=str, keep_default_na=False)
answer = changes.groupby(["table", "change", "revision_kind"], as_index=False).agg(
    lines=("record", "count"), rows=("record", "nunique")
)
