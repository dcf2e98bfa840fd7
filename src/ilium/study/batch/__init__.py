"""Many people at once: coded answers, rules, posteriors, information and interviews as arrays."""
