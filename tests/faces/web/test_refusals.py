"""What no page of ours sends: each gets a clear page and the right status, and nothing leaks."""

from collections.abc import Iterator

import pytest
from cryptography.fernet import Fernet
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ilium.answers.case import Case
from ilium.answers.values import Kind, Ticked
from ilium.faces.web.app import create_app
from ilium.faces.web.sealed import COOKIE, MOST_COOKIE, Seal
from ilium.faces.web.settings import MOST_BYTES, Settings
from ilium.faces.web.sitting import Sitting, pack, unpack
from ilium.knowledge.library import Knowledge

ABOUT_YOU = {"age": "40", "sex": "male"}


@pytest.fixture
def client(pages: Starlette) -> Iterator[TestClient]:
    with TestClient(pages, base_url="http://localhost", follow_redirects=False) as client:
        yield client


@pytest.fixture
def begun(client: TestClient) -> TestClient:
    client.post("/start", data={"who": "me", "country": "GB"})
    return client


def test_every_page_is_private_and_may_load_nothing_foreign(begun: TestClient) -> None:
    for path in ("/", "/question/about_you", "/answers", "/result", "/erase", "/about", "/nowhere"):
        headers = begun.get(path).headers
        assert headers["cache-control"] == "no-store", path
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["referrer-policy"] == "no-referrer"
        assert "unsafe" not in headers["content-security-policy"]


def test_there_is_one_cookie_that_scripts_and_other_sites_cannot_use(client: TestClient) -> None:
    set_cookie = client.post("/start", data={"who": "me", "country": "GB"}).headers.get_list("set-cookie")
    assert len(set_cookie) == 1
    assert set_cookie[0].startswith(f"{COOKIE}=")
    assert "HttpOnly" in set_cookie[0]
    assert "samesite=strict" in set_cookie[0].lower()
    assert "expires" not in set_cookie[0].lower() and "max-age" not in set_cookie[0].lower()


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://elsewhere.example"},
        {"origin": "null"},
    ],
)
def test_a_post_from_another_site_changes_nothing(begun: TestClient, headers: dict[str, str]) -> None:
    refused = begun.post("/question/about_you", data=ABOUT_YOU, headers=headers)
    assert (refused.status_code, "set-cookie" in refused.headers) == (403, False)
    assert "another site" in refused.text.lower()


def test_a_post_from_here_counts(begun: TestClient) -> None:
    for headers in ({"sec-fetch-site": "same-origin"}, {"origin": "http://localhost"}):
        assert begun.post("/question/about_you", data=ABOUT_YOU, headers=headers).status_code == 303


@pytest.mark.parametrize(
    "data",
    [
        {**ABOUT_YOU, "fever": "no"},
        {**ABOUT_YOU, "sex": "elephant"},
        {**ABOUT_YOU, "age.unit": "fortnights"},
        {**ABOUT_YOU, "age.unsure": "no"},
        {**ABOUT_YOU, "sex": ["male", "female"]},
    ],
)
def test_a_form_that_no_page_sends_is_refused(begun: TestClient, data: dict[str, str]) -> None:
    refused = begun.post("/question/about_you", data=data)
    assert (refused.status_code, "set-cookie" in refused.headers) == (400, False)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/question/nonsense", 404),
        ("GET", "/question/thigh_thrust_test", 404),
        ("GET", "/question/fever", 404),
        ("POST", "/question/nonsense", 404),
        ("GET", "/why/nonsense", 404),
        ("GET", "/static/../app.py", 404),
        ("GET", "/static/nothing.css", 404),
        ("PUT", "/question/about_you", 405),
        ("DELETE", "/result", 405),
        ("GET", "/start", 405),
    ],
)
def test_what_is_not_there_says_so(begun: TestClient, method: str, path: str, status: int) -> None:
    refused = begun.request(method, path)
    assert refused.status_code == status
    assert "<h1" in refused.text


@pytest.mark.parametrize("told", [True, False])
def test_a_form_that_is_too_large_is_not_read(begun: TestClient, told: bool) -> None:
    body = b"age=40&x=" + b"x" * MOST_BYTES
    content = body if told else iter([body[:1000], body[1000:]])
    headers = {"content-type": "application/x-www-form-urlencoded"}
    refused = begun.post("/question/about_you", content=content, headers=headers)
    assert (refused.status_code, "set-cookie" in refused.headers) == (413, False)


@pytest.mark.parametrize("cookie", ["", "nonsense", "gAAAAABm" + "x" * 100, "ü"])
def test_answers_that_were_changed_or_are_gone_are_no_answers(client: TestClient, cookie: str) -> None:
    headers = {"cookie": f"{COOKIE}={cookie}".encode("latin-1")}
    for path in ("/result", "/answers", "/question/about_you", "/emergency"):
        refused = client.get(path, headers=headers)  # type: ignore[arg-type]
        assert (refused.status_code, "no answers" in refused.text.lower()) == (409, True)


def test_a_seal_of_another_installation_or_of_yesterday_does_not_open() -> None:
    ours = Seal(Fernet.generate_key(), hours=1)
    value = ours.close(b"answers")
    assert ours.open(value) == b"answers"
    assert Seal(Fernet.generate_key(), hours=1).open(value) is None
    assert Seal(ours.key, hours=-1).open(value) is None


def test_all_answers_fit_into_the_cookie(knowledge: Knowledge) -> None:
    seal = Seal(Fernet.generate_key(), hours=1)
    answers = {
        id_: Ticked(frozenset(form.words))
        if form.kind in (Kind.CHECKLIST, Kind.BODY_MAP)
        else (form.words[-1] if form.words else form.maximum or 0.0)
        for id_, form in knowledge.forms.items()
    }
    sitting = Sitting(Case(answers=answers))
    assert unpack(knowledge, seal.open(seal.close(pack(sitting))) or b"") == sitting
    assert len(seal.close(pack(sitting))) < MOST_COOKIE


def test_an_answer_that_the_knowledge_no_longer_takes_counts_as_never_asked(knowledge: Knowledge) -> None:
    sitting = Sitting(Case(answers={"fever": "no", "age": 40.0}))
    changed = pack(sitting).replace(b'"no"', b'"perhaps"').replace(b'"age"', b'"aged"')
    found = unpack(knowledge, changed)
    assert found is not None
    assert dict(found.case.answers) == {}


@pytest.mark.parametrize("data", [b"{}", b"[]", b"nonsense", b'{"answers": 1}'])
def test_what_another_version_packed_is_no_sitting(knowledge: Knowledge, data: bytes) -> None:
    assert unpack(knowledge, data) is None


def test_another_name_for_this_machine_is_refused(knowledge: Knowledge) -> None:
    settings = Settings(key=Fernet.generate_key(), hosts=frozenset({"localhost"}))
    with TestClient(create_app(knowledge, settings), base_url="http://evil.example") as client:
        assert client.get("/").status_code == 421
        assert client.get("/", headers={"host": "localhost:8321"}).status_code == 200


def test_a_fault_of_ours_tells_nothing(pages: Starlette, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_args: object) -> None:
        raise RuntimeError("age=40 secret")

    monkeypatch.setattr("ilium.faces.web.pages.about.about", break_down)
    with TestClient(pages, base_url="http://localhost", raise_server_exceptions=False) as client:
        broken = client.get("/about")
    assert (broken.status_code, "secret" in broken.text) == (500, False)
    assert broken.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in broken.headers["content-security-policy"]


def test_somebody_under_18_is_stopped_kindly(begun: TestClient) -> None:
    stopped = begun.post("/question/about_you", data={"age": "15", "sex": "male"})
    assert stopped.headers["location"] == "/under-18"
    assert "parent" in begun.get("/under-18").text


@pytest.mark.parametrize("age", ["abc", "-4", "500", "1e9", "nan", "٤٠٠", "9" * 50])
def test_an_impossible_age_is_asked_again_with_the_bounds(begun: TestClient, age: str) -> None:
    again = begun.post("/question/about_you", data={"age": age, "sex": "male"})
    assert again.status_code == 422
    assert "from 18 to 110" in again.text


def test_https_marks_the_cookie_and_insists(knowledge: Knowledge) -> None:
    settings = Settings(key=Fernet.generate_key(), secure=True)
    with TestClient(create_app(knowledge, settings), base_url="https://localhost") as client:
        sent = client.post("/start", data={"who": "me", "country": "GB"}, follow_redirects=False)
    assert "; Secure" in sent.headers["set-cookie"]
    assert "strict-transport-security" in sent.headers
