"""Every page of reference that is made from the knowledge, by the name of its file."""

from __future__ import annotations

from ilium.faces.causal_graph.building import MOST, build_graph
from ilium.faces.causal_graph.drawing import draw
from ilium.faces.reference.api_page import write_api
from ilium.faces.reference.codes_page import write_codes
from ilium.faces.reference.condition_page import write_condition
from ilium.faces.reference.index_page import write_index
from ilium.faces.reference.priors_page import write_priors
from ilium.faces.reference.sources_page import write_sources
from ilium.knowledge.library import Knowledge

CONDITIONS = "conditions"


def write_pages(knowledge: Knowledge) -> dict[str, str]:
    """The text of each file by its path in the reference. The same knowledge gives the same text."""
    pages = {
        "api.md": write_api(knowledge),
        "sources.md": write_sources(knowledge),
        "priors.md": write_priors(knowledge),
        "codes.md": write_codes(knowledge),
        f"{CONDITIONS}/README.md": write_index(knowledge),
    }
    for id_ in knowledge.conditions:
        pages[f"{CONDITIONS}/{id_}.md"] = write_condition(knowledge, id_)
        pages[f"{CONDITIONS}/{id_}.svg"] = draw(build_graph(knowledge, "conditions", id_, MOST))
    return pages
