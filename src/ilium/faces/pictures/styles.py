"""How pictures look, on a light page and on a dark one: a page may set every colour."""

from __future__ import annotations

import re
from typing import Final

LIGHT: Final = {
    "paper": "#fffdf9",
    "ink": "#2b2622",
    "quiet": "#6d645c",
    "skin": "#f7e7db",
    "skin-edge": "#a9806a",
    "shade": "#e0c6b2",
    "fat": "#f8e3ad",
    "bone": "#f4eedd",
    "bone-edge": "#85765a",
    "hole": "#cdbf9f",
    "disc": "#a3cfe0",
    "cartilage": "#4fa3bf",
    "canal": "#f9efc2",
    "muscle": "#dd9a8c",
    "deep-muscle": "#cd8577",
    "muscle-edge": "#8c4a40",
    "tendon": "#efe9e2",
    "tendon-edge": "#978b80",
    "ligament": "#dde3cd",
    "ligament-edge": "#7c8660",
    "nerve": "#f0c419",
    "nerve-edge": "#7d6200",
    "artery": "#c9413c",
    "lit": "#5b1a99",
    "chosen": "#8a1c5b",
    "focus": "#0b57d0",
    "person": "#eab896",
    "person-far": "#f3d9c6",
    "shirt": "#5f9c94",
    "shirt-far": "#a9cbc6",
    "trousers": "#4f6690",
    "trousers-far": "#a3b0c9",
    "hair": "#5b4034",
    "line": "#39414f",
    "line-far": "#8b93a1",
    "prop": "#efe8dc",
    "prop-edge": "#9a8f80",
    "soft": "#ffffff",
    "ground": "#e9e2d6",
    "arrow": "#a3341f",
}
DARK: Final = {
    "paper": "#15181c",
    "ink": "#ece6df",
    "quiet": "#a89f96",
    "skin": "#33292a",
    "skin-edge": "#a8897a",
    "shade": "#1c1617",
    "fat": "#6b5a30",
    "bone": "#a99f87",
    "bone-edge": "#e2d8bf",
    "hole": "#5e563f",
    "disc": "#4f7c8c",
    "cartilage": "#5fa3b8",
    "canal": "#6e6437",
    "muscle": "#8d4d44",
    "deep-muscle": "#7c4038",
    "muscle-edge": "#e3a79b",
    "tendon": "#8f867c",
    "tendon-edge": "#e6ded6",
    "ligament": "#667052",
    "ligament-edge": "#c9d3b1",
    "nerve": "#d9b01b",
    "nerve-edge": "#fff0b0",
    "artery": "#c9524d",
    "lit": "#dcb8ff",
    "chosen": "#ff9fce",
    "focus": "#8ab4ff",
    "person": "#c99474",
    "person-far": "#79604f",
    "shirt": "#5aa79d",
    "shirt-far": "#335a56",
    "trousers": "#7b92c4",
    "trousers-far": "#434f6b",
    "hair": "#2a1d17",
    "line": "#f1ece4",
    "line-far": "#8f8d8b",
    "prop": "#2b2f35",
    "prop-edge": "#8d857a",
    "soft": "#70767f",
    "ground": "#22262b",
    "arrow": "#ffb199",
}

_SHAPES: Final = """
.ilium-picture{background:var(--picture-paper);color:var(--picture-ink);font-family:system-ui,sans-serif;
display:block;max-width:100%;height:auto}
.ilium-picture path{stroke-linejoin:round;stroke-linecap:round}
.ilium-picture .area{stroke-width:1.2}
.ilium-picture .line{fill:none}
.ilium-picture .behind{opacity:.45}
.ilium-picture .skin{fill:var(--picture-skin);stroke:none}
.ilium-picture .shade{fill:var(--picture-shade);fill-opacity:.4;stroke:none}
.ilium-picture .crease{fill:none;stroke:var(--picture-skin-edge)}
.ilium-picture .fat{fill:var(--picture-fat);stroke:none}
.ilium-picture .bone{fill:var(--picture-bone);stroke:var(--picture-bone-edge)}
.ilium-picture .edge{fill:none;stroke:var(--picture-bone-edge)}
.ilium-picture .hole{fill:var(--picture-hole);stroke:var(--picture-bone-edge)}
.ilium-picture .disc{fill:var(--picture-disc);stroke:var(--picture-bone-edge)}
.ilium-picture .cartilage.area{fill:var(--picture-cartilage);stroke:var(--picture-bone-edge)}
.ilium-picture .cartilage.line{stroke:var(--picture-cartilage)}
.ilium-picture .canal{fill:var(--picture-canal);stroke:var(--picture-nerve-edge)}
.ilium-picture .muscle{fill:var(--picture-muscle);stroke:var(--picture-muscle-edge)}
.ilium-picture .deep_muscle{fill:var(--picture-deep-muscle);stroke:var(--picture-muscle-edge)}
.ilium-picture .fibre{fill:none;stroke:var(--picture-muscle-edge);opacity:.45}
.ilium-picture .tendon{fill:var(--picture-tendon);stroke:var(--picture-tendon-edge)}
.ilium-picture .ligament{fill:var(--picture-ligament);stroke:var(--picture-ligament-edge)}
.ilium-picture .nerve.line{stroke:var(--picture-nerve)}
.ilium-picture .artery.line{stroke:var(--picture-artery)}
.ilium-picture .rim{stroke:var(--picture-nerve-edge);fill:none}
.ilium-picture .artery.rim{stroke:var(--picture-ink)}
.ilium-picture .caption{fill:var(--picture-quiet);font-size:14px;text-anchor:middle;
paint-order:stroke;stroke:var(--picture-paper);stroke-width:4px;stroke-linejoin:round}
"""

ANATOMY: Final = """
.ilium-picture .tint,.ilium-picture .stripes{stroke:none}
.ilium-picture .tint{fill:var(--picture-lit)}
.ilium-picture .tint.line{fill:none;stroke:var(--picture-lit)}
.ilium-picture .stripe{stroke:var(--picture-lit)}
.ilium-picture .outline{fill:none;stroke:var(--picture-lit)}
.ilium-picture .halo{fill:none;stroke:var(--picture-paper);opacity:.75}
.ilium-picture .leader{fill:none;stroke:var(--picture-quiet);stroke-width:1.3}
.ilium-picture .leader.lit{stroke:var(--picture-lit);stroke-width:2.4}
.ilium-picture .point{fill:var(--picture-ink)}
.ilium-picture .number{fill:var(--picture-paper);stroke:var(--picture-quiet);stroke-width:1.5}
.ilium-picture .number.lit{fill:var(--picture-lit);stroke:var(--picture-lit)}
.ilium-picture .digits{fill:var(--picture-ink);font-size:20px;text-anchor:middle}
.ilium-picture .digits.lit{fill:var(--picture-paper);font-weight:bold}
"""

POSE: Final = """
.ilium-picture .person,.ilium-picture .shirt,.ilium-picture .trousers,.ilium-picture .hair{
stroke:var(--picture-line);stroke-width:2.6;paint-order:stroke}
.ilium-picture .person{fill:var(--picture-person)}
.ilium-picture .shirt{fill:var(--picture-shirt)}
.ilium-picture .trousers{fill:var(--picture-trousers)}
.ilium-picture .hair{fill:var(--picture-hair)}
.ilium-picture .far{stroke:var(--picture-line-far)}
.ilium-picture .person.far{fill:var(--picture-person-far)}
.ilium-picture .shirt.far{fill:var(--picture-shirt-far)}
.ilium-picture .trousers.far{fill:var(--picture-trousers-far)}
.ilium-picture .person.ear{stroke-width:1.2}
.ilium-picture .eye{fill:var(--picture-line)}
.ilium-picture .prop{fill:var(--picture-prop);stroke:var(--picture-prop-edge);stroke-width:1.4}
.ilium-picture .prop.pillow,.ilium-picture .prop.cushion{fill:var(--picture-soft)}
.ilium-picture .prop.wheel{fill:none;stroke-width:5}
.ilium-picture .prop-leg{fill:none;stroke:var(--picture-prop-edge);stroke-width:3.4}
.ilium-picture .belt{fill:none;stroke:var(--picture-arrow);stroke-width:4}
.ilium-picture .pose-name{fill:var(--picture-ink);font-size:16px;font-weight:bold}
.ilium-picture .ground{fill:var(--picture-ground);stroke:none}
.ilium-picture .arrow,.ilium-picture .arrow-halo{fill:none;stroke:var(--picture-arrow);stroke-width:3.6}
.ilium-picture .arrow-halo{stroke:var(--picture-paper);stroke-width:7.5}
.ilium-pose{display:flex;flex-wrap:wrap;gap:.5rem;max-width:40rem}
.ilium-pose>svg{flex:1 1 14rem;min-width:min(14rem,100%);max-height:22rem}
"""

MAP: Final = """
.ilium-picture .place{fill:var(--picture-skin-edge);fill-opacity:.05;stroke:var(--picture-skin-edge);
stroke-opacity:.55;stroke-width:.8;stroke-dasharray:1 3}
.ilium-picture .place.chosen,.ilium-map input:checked~svg .place{fill:var(--picture-chosen);fill-opacity:.38;
stroke:var(--picture-chosen);stroke-opacity:1;stroke-width:2.4;stroke-dasharray:none}
"""

TAP: Final = """
.ilium-map{position:relative;--picture-width:min(100%,24rem)}
.ilium-map>svg,.ilium-map label>svg{width:var(--picture-width);height:auto}
.ilium-map label{display:flex;gap:.75rem;align-items:center;min-height:2.75rem;cursor:pointer}
.ilium-map input{width:1.5rem;height:1.5rem;flex:none}
.ilium-map label>svg{position:absolute;top:0;left:0;background:none;pointer-events:none;max-width:none}
.ilium-map label>svg .place{pointer-events:all;cursor:pointer}
.ilium-map ul{list-style:none;margin:1rem 0;padding:0}
.ilium-map label:hover .place{fill-opacity:.3;stroke-dasharray:none;stroke-width:2}
.ilium-map input:focus-visible~svg .place{stroke:var(--picture-focus);stroke-width:4;stroke-dasharray:none}
@media (min-width:48rem){.ilium-map>svg{float:left}
.ilium-map ul{margin-left:26rem}.ilium-map::after{content:"";display:block;clear:both}}
@media (forced-colors:active){.ilium-map input:checked~svg .place{fill:Highlight;stroke:Highlight}}
"""


def colours() -> str:
    """The colours of both schemes; a page with a switch of its own sets `data-theme` on its root."""
    light, dark = _properties(LIGHT), _properties(DARK)
    where = ".ilium-picture,.ilium-map"
    return (
        f"{where}{{{light}}}"
        f'@media (prefers-color-scheme:dark){{:root:not([data-theme="light"]) :is({where}),'
        f":is({where}):root{{{dark}}}}}"
        f':root[data-theme="dark"] :is({where}){{{dark}}}'
    )


def _properties(chosen: dict[str, str]) -> str:
    return "".join(f"--picture-{name}:{value};" for name, value in chosen.items())


def anatomy_style() -> str:
    """The style of the anatomy."""
    return _squeeze(colours() + _SHAPES + ANATOMY)


def map_style() -> str:
    """The style of the body map as a picture alone."""
    return _squeeze(colours() + _SHAPES + MAP)


def pose_style() -> str:
    """The style of an exercise as a picture alone."""
    return _squeeze(colours() + _SHAPES + POSE)


def page_style() -> str:
    """All of it, for the style sheet of a page that holds pictures and a map to tap on."""
    return _squeeze(colours() + _SHAPES + ANATOMY + MAP + POSE + TAP)


def _squeeze(text: str) -> str:
    """The style on one line; before each custom property stands its light colour, for what knows none."""
    plain = re.sub(
        r"([a-z-]+):var\(--picture-([a-z-]+)\)",
        lambda found: f"{found[1]}:{LIGHT[found[2]]};{found[0]}" if found[2] in LIGHT else found[0],
        text,
    )
    return plain.replace("\n", "")
