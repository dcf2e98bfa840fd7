"""What the open benchmark takes another tool's word for a cause to mean, and where that places it."""

from __future__ import annotations

import string
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilium.faces.cds_hooks.triggers import CATEGORIES
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge
from ilium.study.open_set_causes import codes_named, families_named, place_among, read_meanings

FAMILIES = st.frozensets(st.sampled_from("abcdef"), max_size=4)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def families(knowledge: Knowledge) -> frozenset[str]:
    return frozenset(knowledge.family_of(id_) for id_ in knowledge.conditions)


def test_the_table_names_only_families_that_we_have_and_each_code_and_name_once(
    families: frozenset[str],
) -> None:
    groups = read_meanings().groups
    assert {one for group in groups for one in group.means} <= families
    codes = [code for group in groups for code in group.codes]
    names = [name for group in groups for name in group.names]
    assert len(codes) == len(set(codes))
    assert len(names) == len(set(names))


def test_every_family_can_be_named_alone_by_a_code_and_by_its_names(
    knowledge: Knowledge, families: frozenset[str]
) -> None:
    assert {
        one for row in codes_named(knowledge) if len(row.families) == 1 for one in row.families
    } == families
    for condition in knowledge.conditions.values():
        family = {knowledge.family_of(condition.id)}
        for name in (condition.id, condition.id.replace("_", " "), condition.name, condition.clinical_name):
            assert families_named(knowledge, name) == family, name
            assert families_named(knowledge, f" {name.upper()}") == family or name == condition.id


def test_every_code_of_ours_names_its_own_family(knowledge: Knowledge) -> None:
    """But one: that of a bone metastasis names cancer; the cord that it presses on has another code."""
    missed = {
        (condition.id, code.code)
        for condition in knowledge.conditions.values()
        for code in condition.codes
        if code.system == "icd10cm"
        and knowledge.family_of(condition.id) not in families_named(knowledge, code.code)
    }
    assert missed == {("metastatic_cord_compression", "C79.51")}


@pytest.mark.parametrize(
    ("codes", "family"),
    [
        (
            "M54.1 M54.16 M54.17 M54.3 M54.31 M54.4 M54.41 M51.16 M51.17 M51.1 G54.4",
            "lumbar_disc_radiculopathy",
        ),
        ("M48.06 M48.061 M48.062 M48.07 M48.0 M99.33", "lumbar_spinal_stenosis"),
        ("M54.5 M54.50 M54.59 M54.9 S39.012A S33.5XXA M47.816", "nonspecific_low_back_pain"),
        ("M51.36 M51.360 M51.370", "discogenic_low_back_pain"),
        ("M53.3 M53.2X8 S33.6XXA M99.04 M99.05 M47.818 M43.28", "si_joint_dysfunction"),
        ("M45.7 M45.A0 M46.88 M46.90 M08.1", "axial_spondyloarthritis"),
        ("G57.00 G57.01 G57.02 G57.0", "piriformis_syndrome"),
        ("G58.8", "cluneal_nerve_entrapment"),
        ("G83.4", "cauda_equina_syndrome"),
        ("M76.01 M70.61 M70.62 M70.6", "gluteal_tendinopathy"),
        ("M76.891", "proximal_hamstring_tendinopathy"),
        ("S76.311A S76.312D", "hamstring_avulsion"),
        ("S76.011A S76.012A S39.013A", "gluteal_muscle_strain"),
        ("M70.88", "gluteal_overuse"),
        ("M76.20", "iliac_crest_pain"),
        ("S70.01XA", "gluteal_contusion"),
        ("M79.81", "gluteal_haematoma"),
        ("M16.11 M16.9 M16", "hip_osteoarthritis"),
        ("M24.151 S73.191A", "hip_labral_tear"),
        ("M25.851", "ischiofemoral_impingement"),
        ("M87.051 M87.852 M87", "avascular_necrosis"),
        ("S72.001A S72.011A M84.359A M84.351A", "femoral_neck_fracture"),
        ("S32.10XA M84.350A M84.454A M80.0B1A S32", "pelvic_or_sacral_fracture"),
        ("C41.4 C49.5 C79.51 C61 C90.00 C7B.03 C50.911", "malignancy"),
        ("G95.29 G95.20", "metastatic_cord_compression"),
        ("M46.28 M46.47 L02.31 L03.317 M86.9 M00.851", "infection"),
        ("G06.1 G06", "epidural_abscess"),
        ("K61.0 K61.39 K61", "perianal_abscess"),
        ("B02.9 B02.29 B02", "herpes_zoster"),
        ("M35.3 M31.5", "polymyalgia_rheumatica"),
        ("I82.401 I82.421 I80.1", "deep_vein_thrombosis"),
        ("I74.3 I74.5", "acute_limb_ischaemia"),
        ("I70.211 I73.9", "aortoiliac_claudication"),
        ("N80.9 N83.201 O00.90 R10.2", "pelvic_organ_pain"),
    ],
)
def test_the_usual_codes_of_each_family_name_it_alone(knowledge: Knowledge, codes: str, family: str) -> None:
    for code in codes.split():
        for written in (code, code.lower(), code.replace(".", ""), f"ICD-10: {code}", f"{code} some title"):
            assert families_named(knowledge, written) == {family}, written


@pytest.mark.parametrize(
    ("cause", "names"),
    [
        ("M46.1", {"si_joint_dysfunction", "axial_spondyloarthritis"}),
        ("M79.18", {"gluteal_overuse", "iliac_crest_pain"}),
        ("S30.0XXA", {"gluteal_contusion", "gluteal_haematoma"}),
        (
            "M54",
            {"lumbar_disc_radiculopathy", "nonspecific_low_back_pain", "discogenic_low_back_pain"},
        ),
        ("Left Sciatica", {"lumbar_disc_radiculopathy"}),
        ("sacroiliitis", {"si_joint_dysfunction", "axial_spondyloarthritis"}),
        ("Acute limb ischemia", {"acute_limb_ischaemia"}),
        ("Gluteal hematoma", {"gluteal_haematoma"}),
        ("Greater trochanteric pain syndrome (GTPS)", {"gluteal_tendinopathy"}),
        ("M5", set()),
        ("M54.2", set()),
        ("N20.0", set()),
        ("a pulled muscle somewhere", set()),
        (" ", set()),
    ],
)
def test_broad_words_mean_several_families_and_strange_ones_none(
    knowledge: Knowledge, cause: str, names: set[str]
) -> None:
    assert families_named(knowledge, cause) == names


def test_a_pain_in_the_hip_names_no_cause_and_cannot_stand_among_the_first_three(
    knowledge: Knowledge,
) -> None:
    named = families_named(knowledge, "M25.551")
    assert {place_among([named], frozenset({family})) for family in named} == {len(named)}
    assert len(named) > 3


def test_every_diagnosis_that_calls_for_cards_is_read_by_the_same_title(knowledge: Knowledge) -> None:
    titles = {row.code: row.title for row in codes_named(knowledge)}
    for code, title in CATEGORIES.items():
        assert families_named(knowledge, code), code
        assert titles.get(code, title) == title or len(titles[code]) > len(title)


@given(st.text(string.printable, max_size=30))
def test_any_text_is_read_without_a_fault(cause: str) -> None:
    assert families_named(load_knowledge(), cause) is not None


@given(st.lists(FAMILIES, max_size=5), st.frozensets(st.sampled_from("abcdef"), min_size=1, max_size=2))
def test_the_right_one_of_a_broad_cause_is_the_last_of_all_orders(
    named: list[frozenset[str]], right: frozenset[str]
) -> None:
    assert place_among(named, right) == slowly(named, right)


def slowly(named: list[frozenset[str]], right: frozenset[str]) -> int | None:
    """The worst place of a right family over every order in which each cause's families could be told."""
    told: list[str] = []
    for number, families in enumerate(named):
        if not families:
            told.append(f"strange {number}")
        new = [one for one in sorted(families) if one not in told]
        if families & right:
            orders = ([*told, *order] for order in permutations(new))
            return max(next(n for n, one in enumerate(order, 1) if one in right) for order in orders)
        told += new
    return None
