"""A whole assessment as FHIR resources: one module for each kind, and the bundle of them all."""
