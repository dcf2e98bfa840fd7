"""The client brings what the server says, from every call, and from a real server too."""

from __future__ import annotations

import json
import logging
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from tests.client.conftest import TODAY, InProcess

from ilium.assessment import assess
from ilium.client import Client, ProblemError
from ilium.faces.api.examples import check_in_example, clearing_example
from ilium.knowledge.case_reading import read_case
from ilium.knowledge.library import Knowledge
from ilium.result import as_plain

Example = dict[str, Any]


def call_everything(client: Client, knowledge: Knowledge, case: Example) -> str:
    """Call every method with all that it takes; gives the id of the episode that was begun and deleted."""
    client.assess(case, after_emergency=True)
    client.next_question(case, after_emergency=True)
    client.plan(case)
    client.explain(case, "malignancy")
    client.questions()
    client.question("fever")
    client.knowledge()
    client.knowledge_version()
    client.concepts("red_flags")
    client.concept("questions", "fever")
    id_ = client.begin_episode(case, today=TODAY, mark="one")["episode"]["id"]
    client.check_in(id_, check_in_example(knowledge), today=TODAY, mark="two")
    client.clear(id_, clearing_example(knowledge), today=TODAY)
    client.episodes()
    client.episode(id_, today=TODAY)
    client.export_episode(id_)
    client.delete_episode(id_)
    client.description(answers=True)
    return id_


def test_there_is_a_method_for_every_call_with_every_parameter(
    client: Client, server: InProcess, knowledge: Knowledge, case: Example, description: Example
) -> None:
    call_everything(client, knowledge, case)
    left = list(server.sent)
    for path, methods in description["paths"].items():
        for method, described in methods.items() if path.startswith("/api/v1") else ():
            found = [one for one in left if one.method == method.upper() and fits(one.address, path)]
            assert found, f"no method calls {method} {path}"
            left = [one for one in left if one not in found]
            given = {name for one in found for name in (*parse_qs(urlsplit(one.address).query), *one.headers)}
            named = {one["name"] for one in described.get("parameters", []) if one["in"] != "path"}
            assert named <= given, f"{method} {path} is never sent {named - given}"
    assert left == [], "a method calls what is not described"


def fits(address: str, path: str) -> bool:
    """Whether an address is one of a described path; a path without names goes before one with."""
    pattern = path.replace("{kind}", "(?!version$)[^/]+")
    return re.fullmatch(re.sub(r"{\w+}", "[^/]+", pattern), urlsplit(address).path) is not None


def test_the_assessment_is_the_one_of_the_engine(client: Client, knowledge: Knowledge, case: Example) -> None:
    engine = as_plain(assess(knowledge, read_case(knowledge, json.dumps(case))))
    assert client.assess(case) == engine
    assert client.plan(case) == {key: engine[key] for key in ("knowledge", "urgency", "plan")}
    dated = {**case, "today": TODAY}
    assert client.assess(dated) == client.assess({**case, "today": TODAY.isoformat()})


def test_an_episode_is_kept_and_comes_back(client: Client, knowledge: Knowledge, case: Example) -> None:
    begun = client.begin_episode(case)
    id_ = begun["episode"]["id"]
    later = client.check_in(id_, check_in_example(knowledge))
    assert len(later["episode"]["case"]["check_ins"]) == 1
    assert [one["id"] for one in client.episodes()] == [id_]
    assert client.export_episode(id_) == client.episode(id_)["episode"]
    client.delete_episode(id_)
    with pytest.raises(ProblemError) as refused:
        client.episode(id_)
    assert (refused.value.status, refused.value.kind) == (404, "not_found")


def test_what_is_sent_twice_under_one_mark_is_kept_once(client: Client, case: Example) -> None:
    first, again = client.begin_episode(case, mark="a-1"), client.begin_episode(case, mark="a-1")
    assert first == again
    with pytest.raises(ProblemError) as refused:
        client.begin_episode({**case, "country": "NO"}, mark="a-1")
    assert refused.value.kind == "used_twice"
    assert client.begin_episode(case)["episode"]["id"] != first["episode"]["id"]


def test_a_refusal_says_where_and_what_to_do(client: Client) -> None:
    with pytest.raises(ProblemError) as refused:
        client.assess({"answers": {"fevr": "no"}})
    fault = refused.value.problem["faults"][0]
    assert (refused.value.status, refused.value.kind, fault["line"]) == (422, "bad_document", 1)
    assert "'fever'" in fault["remedy"]


@pytest.mark.parametrize("bad", ["../assess", "", ".", "a b", "fever?x=1", "épisode"])
def test_an_id_leads_nowhere_else(client: Client, server: InProcess, bad: str) -> None:
    for call in (client.question, client.concepts, client.episode, client.delete_episode):
        with pytest.raises(ValueError, match="letters, digits"):
            call(bad)
    assert server.sent == []


def test_a_real_server_is_called_with_everything(
    address: str, key: str, knowledge: Knowledge, case: Example
) -> None:
    call_everything(Client(address, key, timeout=60), knowledge, case)
    with pytest.raises(ProblemError) as refused:
        Client(address).assess(case)
    assert (refused.value.status, refused.value.kind) == (401, "key_missing")
    raw = httpx.post(f"{address}/api/v1/assess", json=case, headers={"Authorization": f"Bearer {key}"})
    assert Client(f"{address}/", key).assess(case) == raw.json()


def test_many_threads_may_use_one_client(address: str, key: str, case: Example) -> None:
    client = Client(address, key, timeout=60)
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda n: client.next_question({**case, "id": str(n)}), range(8)))
    assert all(one == found[0] for one in found)


def test_a_server_that_is_not_there_is_told_as_a_problem(address: str) -> None:
    nowhere = Client("http://127.0.0.1:9", timeout=5)
    with pytest.raises(ProblemError) as refused:
        nowhere.knowledge_version()
    assert (refused.value.status, refused.value.kind) == (0, "no_answer")
    assert refused.value.problem["detail"] == "ConnectionRefusedError"


def test_nothing_sent_is_logged_printed_or_told_by_an_error(
    address: str,
    key: str,
    case: Example,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    client, secret = Client(address, key), "zanzibar_5731"
    client.assess({**case, "note": secret})
    with pytest.raises(ProblemError) as refused:
        client.assess({"answers": {secret: secret}})
    printed = capsys.readouterr()
    told = f"{refused.value} {refused.value!r} {client!r} {printed.out} {printed.err} {caplog.text}"
    assert secret in json.dumps(refused.value.problem)
    assert secret not in told and key not in told and "saddle_feeling" not in told


def test_it_brings_the_standard_library_along_and_nothing_else() -> None:
    program = "import sys, ilium.client; print(*{name.split('.')[0] for name in sys.modules})"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    foreign = {name for name in found.stdout.split() if name not in sys.stdlib_module_names}
    assert {name for name in foreign if not name.startswith(("_", "sitecustomize"))} <= {"ilium"}
    program = "import sys, ilium.client; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    ours = {name for name in found.stdout.split() if name.startswith("ilium.")}
    assert not {name for name in ours if not name.startswith("ilium.client")}
