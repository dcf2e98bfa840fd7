"""What the causal picture and its table say."""

from typing import Final

from ilium.faces.causal_graph.graph import Kind

HEADINGS: Final[dict[Kind, str]] = {
    "trigger": "What changes its odds",
    "condition": "Cause",
    "mechanism": "What happens in the tissue",
    "finding": "What is seen",
}
NOTE: Final = "×: odds ratio of a trigger. Other numbers: λ, how often the left alone brings on the right."
LEFT_OUT: Final = "The strongest links are drawn; the table holds {n} more."
ALL_DRAWN: Final = "Every link is drawn."
TOLD: Final = "{source} to {target}: {label}."
