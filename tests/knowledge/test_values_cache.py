"""What was read once is kept beside the files, and never outlives them."""

import json
import shutil
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from ilium.documents.problems import BadDocumentError
from ilium.knowledge import reading
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge, read_knowledge

TOY = Path(__file__).parents[1] / "toy_region"


@pytest.fixture
def region(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A region of one's own, in a Python that may keep what it compiles."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    ignored = shutil.ignore_patterns("__pycache__")
    return Path(shutil.copytree(TOY, tmp_path / "region", ignore=ignored))


def read_kept(region: Path) -> Knowledge:
    return read_knowledge(region, keep=True)


def kept(region: Path) -> list[Path]:
    return sorted((region / "__pycache__").glob("*"))


def never_read(text: str, file: str) -> None:
    raise AssertionError(f"{file} was read again")


def test_what_was_read_is_not_read_again(region: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read_kept(region).hash
    assert len(kept(region)) == 1
    monkeypatch.setattr(reading, "read_yaml", never_read)
    assert read_kept(region).hash == first


def test_a_changed_file_is_read_and_the_old_values_go(region: Path) -> None:
    first, before = read_kept(region).hash, kept(region)
    text = (region / "region.yaml").read_text("utf-8")
    (region / "region.yaml").write_text(text.replace("version: ", "version: 9", 1), "utf-8")
    assert read_kept(region).hash != first
    assert len(kept(region)) == 1
    assert kept(region) != before


def test_a_new_file_and_a_file_taken_away_are_seen(region: Path) -> None:
    read_kept(region)
    source = next((region / "sources").glob("*.yaml"))
    text = source.read_text("utf-8").replace(f"id: {source.stem}", "id: another")
    (region / "sources" / "another.yaml").write_text(text, "utf-8")
    assert "another" in read_kept(region).sources
    (region / "sources" / "another.yaml").unlink()
    assert "another" not in read_kept(region).sources


def half(kept: bytes) -> bytes:
    return kept[: len(kept) // 2]


def without_rules(kept: bytes) -> bytes:
    head, _, held = kept.partition(b"\n")
    values = {file: one for file, one in json.loads(held).items() if not file.startswith("red_flags/")}
    return head + b"\n" + json.dumps(values).encode()


def calmer(kept: bytes) -> bytes:
    return kept.replace(b"emergency_now", b"self_care")


def of_other_files(kept: bytes) -> bytes:
    return b"0" * 64 + kept[64:]


@pytest.mark.parametrize(
    "spoil", [half, without_rules, calmer, of_other_files, lambda _: b"", lambda _: b"[]"]
)
def test_spoilt_values_are_read_anew(region: Path, spoil: Callable[[bytes], bytes]) -> None:
    first = read_kept(region).hash
    (file,) = kept(region)
    whole = file.read_bytes()
    file.write_bytes(spoil(whole))
    assert read_kept(region).hash == first
    assert file.read_bytes() == whole


def test_a_region_of_somebody_else_is_never_believed_by_what_was_kept_beside_it(region: Path) -> None:
    read_kept(region)
    (file,) = kept(region)
    head, _, held = file.read_bytes().partition(b"\n")
    forged = held.replace(b"emergency_now", b"self_care")
    file.write_bytes(head[:65] + sha256(forged).hexdigest().encode() + b"\n" + forged)
    assert read_kept(region).hash != read_knowledge(TOY).hash
    assert load_knowledge(region).hash == read_knowledge(TOY).hash


def test_a_fault_is_told_at_its_place_also_where_the_values_were_kept(region: Path) -> None:
    (region / "region.yaml").write_text((region / "region.yaml").read_text("utf-8") + "odd: 1\n", "utf-8")
    told = []
    for _ in range(2):
        with pytest.raises(BadDocumentError) as caught:
            read_kept(region)
        told.append([str(problem) for problem in caught.value.problems])
    assert kept(region)
    assert told[0] == told[1]
    assert "region.yaml" in told[0][0]


def test_a_text_that_cannot_be_read_is_not_kept(region: Path) -> None:
    (region / "region.yaml").write_text("id: [", "utf-8")
    with pytest.raises(BadDocumentError):
        read_kept(region)
    assert not kept(region)


def test_nothing_is_kept_where_python_keeps_nothing(region: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    read_kept(region)
    assert not kept(region)


def test_values_go_where_python_is_told_to_keep_things(
    region: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "elsewhere"))
    read_kept(region)
    assert not kept(region)
    assert list((tmp_path / "elsewhere").rglob("*.json"))


def test_where_nothing_can_be_written_the_knowledge_is_read_all_the_same(region: Path) -> None:
    (region / "__pycache__").write_text("no folder", "utf-8")
    assert read_kept(region).hash == read_knowledge(TOY).hash
