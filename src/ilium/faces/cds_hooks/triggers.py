"""The diagnoses of a chart for which cards come: ICD-10-CM by category, each with all that stands below it.

They are kept apart from the codes that Ilium sends out. Those leave the side open and are the nearest single
code of a condition; a chart names the side, the encounter and often a neighbouring code. Each code and title
was compared by program with the tabular list of ICD-10-CM, update of 1 April 2026 (source `icd10cm_2026`), as
the Python package simple-icd-10-cm 1.5.0 carries it. Categories of the whole spine stand here only by their
lumbar, lumbosacral and sacral members. Bones of the pelvis, the hip, its muscles and the nerve beside it
stand here whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ilium.faces.fhir.chart.diagnoses import Diagnosis
from ilium.faces.fhir.systems import SYSTEMS
from ilium.knowledge.library import Knowledge

CATEGORIES: Final[Mapping[str, str]] = {
    "B02.9": "Zoster without complications",
    "C41.4": "Malignant neoplasm of pelvic bones, sacrum and coccyx",
    "C49.5": "Malignant neoplasm of connective and soft tissue of pelvis",
    "C79.51": "Secondary malignant neoplasm of bone",
    "G06.1": "Intraspinal abscess and granuloma",
    "G57.0": "Lesion of sciatic nerve",
    "G83.4": "Cauda equina syndrome",
    "G95.2": "Other and unspecified cord compression",
    "I70.21": "Atherosclerosis of native arteries of extremities with intermittent claudication",
    "I70.22": "Atherosclerosis of native arteries of extremities with rest pain",
    "I74.3": "Embolism and thrombosis of arteries of the lower extremities",
    "I74.5": "Embolism and thrombosis of iliac artery",
    "I82.4": "Acute embolism and thrombosis of deep veins of lower extremity",
    "K61": "Abscess of anal and rectal regions",
    "L02.31": "Cutaneous abscess of buttock",
    "L03.317": "Cellulitis of buttock",
    "M16": "Osteoarthritis of hip",
    "M24.15": "Other articular cartilage disorders, hip",
    "M25.55": "Pain in hip",
    "M25.85": "Other specified joint disorders, hip",
    "M35.3": "Polymyalgia rheumatica",
    "M45": "Ankylosing spondylitis",
    "M46.08": "Spinal enthesopathy, sacral and sacrococcygeal region",
    "M46.1": "Sacroiliitis, not elsewhere classified",
    "M46.26": "Osteomyelitis of vertebra, lumbar region",
    "M46.27": "Osteomyelitis of vertebra, lumbosacral region",
    "M46.28": "Osteomyelitis of vertebra, sacral and sacrococcygeal region",
    "M46.36": "Infection of intervertebral disc (pyogenic), lumbar region",
    "M46.37": "Infection of intervertebral disc (pyogenic), lumbosacral region",
    "M46.38": "Infection of intervertebral disc (pyogenic), sacral and sacrococcygeal region",
    "M46.46": "Discitis, unspecified, lumbar region",
    "M46.47": "Discitis, unspecified, lumbosacral region",
    "M46.48": "Discitis, unspecified, sacral and sacrococcygeal region",
    "M46.56": "Other infective spondylopathies, lumbar region",
    "M46.57": "Other infective spondylopathies, lumbosacral region",
    "M46.58": "Other infective spondylopathies, sacral and sacrococcygeal region",
    "M48.06": "Spinal stenosis, lumbar region",
    "M48.07": "Spinal stenosis, lumbosacral region",
    "M51.16": "Intervertebral disc disorders with radiculopathy, lumbar region",
    "M51.17": "Intervertebral disc disorders with radiculopathy, lumbosacral region",
    "M51.26": "Other intervertebral disc displacement, lumbar region",
    "M51.27": "Other intervertebral disc displacement, lumbosacral region",
    "M51.36": "Other intervertebral disc degeneration, lumbar region",
    "M51.37": "Other intervertebral disc degeneration, lumbosacral region",
    "M53.2X6": "Spinal instabilities, lumbar region",
    "M53.2X7": "Spinal instabilities, lumbosacral region",
    "M53.2X8": "Spinal instabilities, sacral and sacrococcygeal region",
    "M53.3": "Sacrococcygeal disorders, not elsewhere classified",
    "M54.16": "Radiculopathy, lumbar region",
    "M54.17": "Radiculopathy, lumbosacral region",
    "M54.18": "Radiculopathy, sacral and sacrococcygeal region",
    "M54.3": "Sciatica",
    "M54.4": "Lumbago with sciatica",
    "M54.5": "Low back pain",
    "M70.6": "Trochanteric bursitis",
    "M70.7": "Other bursitis of hip",
    "M70.88": "Other soft tissue disorders related to use, overuse and pressure other site",
    "M76.0": "Gluteal tendinitis",
    "M76.2": "Iliac crest spur",
    "M76.89": "Other specified enthesopathies of lower limb, excluding foot",
    "M79.18": "Myalgia, other site",
    "M79.81": "Nontraumatic hematoma of soft tissue",
    "M84.35": "Stress fracture, pelvis and femur",
    "M84.45": "Pathological fracture, femur and pelvis",
    "M84.55": "Pathological fracture in neoplastic disease, pelvis and femur",
    "M84.65": "Pathological fracture in other disease, pelvis and femur",
    "M87.05": "Idiopathic aseptic necrosis of pelvis and femur",
    "M87.15": "Osteonecrosis due to drugs, pelvis and femur",
    "M87.25": "Osteonecrosis due to previous trauma, pelvis and femur",
    "M87.35": "Other secondary osteonecrosis, pelvis and femur",
    "M87.85": "Other osteonecrosis, pelvis and femur",
    "N80": "Endometriosis",
    "N83.2": "Other and unspecified ovarian cysts",
    "O00": "Ectopic pregnancy",
    "S30.0": "Contusion of lower back and pelvis",
    "S32.1": "Fracture of sacrum",
    "S32.3": "Fracture of ilium",
    "S32.4": "Fracture of acetabulum",
    "S32.5": "Fracture of pubis",
    "S32.6": "Fracture of ischium",
    "S32.8": "Fracture of other parts of pelvis",
    "S33.6": "Sprain of sacroiliac joint",
    "S72.0": "Fracture of head and neck of femur",
    "S73.1": "Sprain of hip",
    "S76.01": "Strain of muscle, fascia and tendon of hip",
    "S76.31": "Strain of muscle, fascia and tendon of the posterior muscle group at thigh level",
}
"""Codes of ICD-10-CM, and what the classification calls each."""
CURRENT: Final = ("so", "suspected")


def calls_for_cards(knowledge: Knowledge, one: Diagnosis) -> bool:
    """Whether a diagnosis stands now, or is suspected, and is or may be one that Ilium ranks."""
    if one.standing not in CURRENT:
        return False
    ours = tuple(code for condition in knowledge.conditions.values() for code in condition.codes)
    return one.means_any(ours) or any(_is_in_categories(coding) for coding in one.codings)


def _is_in_categories(coding: Mapping[str, Any]) -> bool:
    code = str(coding.get("code", ""))
    return coding.get("system") == SYSTEMS["icd10cm"] and any(_is_below(code, top) for top in CATEGORIES)


def _is_below(code: str, top: str) -> bool:
    """Whether a code is a category or stands below it; the point counts as part of a category's end."""
    return code == top or code.startswith(top if "." in top else f"{top}.")
