actors = read("policy_actors").merge(read("agencies")[["agency_id", "agency_type"]], on="agency_id")
issued = actors[actors["role"].isin(["issuer", "joint_issuer"])].groupby("agency_type")["policy_id"].nunique()
responsible = (
    actors[actors["role"].isin(["responsible_lead", "responsible_support"])].groupby("agency_type")["policy_id"].nunique()
)
counts = {"issued": issued, "responsible": responsible}
answer = pd.DataFrame(counts).fillna(0).astype(int).rename_axis("agency_type").sort_index().reset_index()
