"""`manage.py evaluate` and `manage.py report`: files in, files out, no database."""

import io
import json
from pathlib import Path

import pikepdf
import pytest
from django.core.management import CommandError, call_command

from assessments.catalogue.reading import DATA

HALLWEG = DATA / "demo" / "hallweg.json"


class _Stdin:
    """Standard input that holds these bytes."""

    def __init__(self, raw: bytes) -> None:
        self.buffer = io.BytesIO(raw)


def evaluated(*arguments: str) -> str:
    out = io.StringIO()
    call_command("evaluate", *arguments, stdout=out)
    return out.getvalue()


def test_evaluate_prints_the_recommendation() -> None:
    document = json.loads(evaluated(str(HALLWEG)))

    assert document["format"] == "modellwahl-recommendation/1"
    assert [u["id"] for u in document["use_cases"]] == ["UC1", "UC2", "UC3", "UC4"]
    assert document["use_cases"][3]["ranking"] == ["open_onprem"]


def test_evaluate_prints_the_same_bytes_twice() -> None:
    assert evaluated(str(HALLWEG)) == evaluated(str(HALLWEG))


def test_a_dash_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", _Stdin(HALLWEG.read_bytes()))

    assert json.loads(evaluated("-")) == json.loads(evaluated(str(HALLWEG)))


def test_a_broken_dossier_is_refused_with_place_and_expectation(tmp_path: Path) -> None:
    document = json.loads(HALLWEG.read_text("utf-8"))
    document["answers"]["KT1"]["level"] = "7"
    document["company"]["profile"]["U99"] = True
    broken = tmp_path / "broken.json"
    broken.write_text(json.dumps(document), encoding="utf-8")

    with pytest.raises(CommandError) as refused:
        evaluated(str(broken))

    lines = str(refused.value).splitlines()
    assert lines[0].endswith("not a sound dossier")
    assert any(line.strip().startswith("/answers/KT1") for line in lines[1:])
    assert any("U99" in line for line in lines[1:])
    assert refused.value.returncode == 1


@pytest.mark.parametrize("raw", [b"{", b"\xff\xfe\x00", b""])
def test_what_is_no_json_is_refused(tmp_path: Path, raw: bytes) -> None:
    broken = tmp_path / "broken.json"
    broken.write_bytes(raw)

    with pytest.raises(CommandError, match="not JSON in UTF-8"):
        evaluated(str(broken))


def test_a_missing_file_is_named() -> None:
    with pytest.raises(CommandError, match=r"nowhere\.json: cannot be read"):
        evaluated("nowhere.json")


@pytest.mark.parametrize(("arguments", "language"), [((), "de"), (("--language", "en"), "en")])
def test_report_writes_a_pdf(tmp_path: Path, arguments: tuple[str, ...], language: str) -> None:
    target = tmp_path / "report.pdf"
    out = io.StringIO()

    call_command("report", str(HALLWEG), "--pdf", str(target), *arguments, stdout=out)

    with pikepdf.open(target) as pdf:
        assert str(pdf.Root.Lang).startswith(language)
    assert str(target) in out.getvalue()


def test_report_says_where_it_cannot_write(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("report", str(HALLWEG), "--pdf", str(tmp_path / "no" / "report.pdf"))


def test_report_refuses_a_broken_dossier_before_it_draws(tmp_path: Path) -> None:
    broken, target = tmp_path / "broken.json", tmp_path / "report.pdf"
    broken.write_text("{}", encoding="utf-8")

    with pytest.raises(CommandError, match="not a sound dossier"):
        call_command("report", str(broken), "--pdf", str(target))

    assert not target.exists()


def test_report_writes_every_form_at_once(tmp_path: Path) -> None:
    forms = ("pdf", "docx", "xlsx", "csv", "json")
    targets = {form: tmp_path / f"report.{form}" for form in forms}
    out = io.StringIO()

    call_command(
        "report", str(HALLWEG), *(f"--{f}={path}" for f, path in targets.items()), stdout=out
    )

    starts = {form: path.read_bytes()[:4] for form, path in targets.items()}
    assert starts == {
        "pdf": b"%PDF",
        **dict.fromkeys(("docx", "xlsx", "csv"), b"PK\x03\x04"),
        "json": b'{\n "',
    }
    assert [line.split(": ")[0] for line in out.getvalue().splitlines()] == [
        str(path) for path in targets.values()
    ]


def test_an_export_of_the_report_can_be_evaluated_and_reported_again(tmp_path: Path) -> None:
    first, again = tmp_path / "first.json", tmp_path / "again.json"

    call_command("report", str(HALLWEG), "--json", str(first), stdout=io.StringIO())
    call_command("report", str(first), "--json", str(again), stdout=io.StringIO())

    assert again.read_bytes() == first.read_bytes()
    assert json.loads(evaluated(str(first))) == json.loads(first.read_bytes())["recommendation"]
    assert json.loads(first.read_bytes())["versions"]["edition"] is None


def test_faults_of_an_export_are_placed_within_it(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text('{"format": "modellwahl-export/1", "dossier": {}}', encoding="utf-8")

    with pytest.raises(CommandError, match="/dossier/company: this key to be present"):
        evaluated(str(broken))


def test_report_without_a_file_to_write_says_which_there_are() -> None:
    with pytest.raises(CommandError, match="--pdf OUT, --docx OUT, --xlsx OUT, --csv OUT"):
        call_command("report", str(HALLWEG))
