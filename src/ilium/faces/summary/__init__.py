"""One page for the clinician who sees the person next, as a PDF."""
