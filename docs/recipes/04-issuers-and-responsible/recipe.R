actors <- merge(read("policy_actors"), read("agencies")[c("agency_id", "agency_type")], by = "agency_id")
policies_with <- function(roles) {
  chosen <- unique(subset(actors, role %in% roles, c(agency_type, policy_id)))
  as.data.frame(table(agency_type = chosen$agency_type), stringsAsFactors = FALSE)
}
answer <- merge(
  policies_with(c("issuer", "joint_issuer")), policies_with(c("responsible_lead", "responsible_support")),
  by = "agency_type", all = TRUE
)
names(answer) <- c("agency_type", "issued", "responsible")
answer[is.na(answer)] <- 0L
answer <- answer[order(answer$agency_type, method = "radix"), ]
