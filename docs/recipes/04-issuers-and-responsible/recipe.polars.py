issuing = pl.col("role").is_in(["issuer", "joint_issuer"])
responsible = pl.col("role").is_in(["responsible_lead", "responsible_support"])
answer = (
    read("policy_actors")
    .join(read("agencies").select("agency_id", "agency_type"), on="agency_id")
    .group_by("agency_type")
    .agg(
        issued=pl.col("policy_id").filter(issuing).n_unique(),
        responsible=pl.col("policy_id").filter(responsible).n_unique(),
    )
    .filter((pl.col("issued") > 0) | (pl.col("responsible") > 0))
    .sort("agency_type")
)
