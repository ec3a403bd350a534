"""The facts on models, cards and services: complete, sourced, dated and arithmetically sound."""

import csv
import re
import shutil
import tomllib
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from assessments.catalogue import CatalogueError, load, read_catalogue
from assessments.catalogue.reading import DATA
from assessments.catalogue.technology import ClosedModel, OpenModel
from assessments.engine.sizing import MissingFactsError, kv_bytes, kv_bytes_per_token

MODELS = load().models
CLOSED = load().closed_models
EVERY: tuple[OpenModel | ClosedModel, ...] = (*MODELS.values(), *CLOSED.values())
GPUS = load().gpus
FILES = (
    *("open_models", "closed_models", "gpus", "formats", "hardware"),
    *("electricity", "energy", "speeds"),
)
# Cache of every model as worked out from its published configuration on 2026-11-23.
FIXTURE = Path(__file__).with_name("kv_cache_2026-11-23.csv")
with FIXTURE.open(encoding="utf-8", newline="") as lines:
    CACHES = {row["name"]: row for row in csv.DictReader(lines)}

Refuse = Callable[[str, str, str], str]


@pytest.fixture
def refuse(tmp_path: Path) -> Refuse:
    """Copy the data, replace one piece of text in one file, and return what is said about it."""

    def said(file: str, old: str, new: str) -> str:
        folder = tmp_path / "data"
        shutil.copytree(DATA, folder)
        path = folder / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        with pytest.raises(CatalogueError) as refused:
            read_catalogue(folder)
        return str(refused.value)

    return said


def per_token(model: OpenModel) -> float | None:
    try:
        return kv_bytes_per_token(model)
    except MissingFactsError:
        return None


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])\s", text) if part]


# Open models


def test_there_are_75_open_models() -> None:
    assert len(MODELS) == 75
    assert len({model.publisher for model in MODELS.values()}) >= 20


def test_no_code_is_given_twice() -> None:
    for file in ("open_models", "closed_models", "gpus", "formats", "electricity"):
        (table,) = tomllib.loads((DATA / f"{file}.toml").read_text("utf-8")).values()
        codes = Counter(entry["code"] for entry in table)
        assert codes.most_common(1)[0][1] == 1, file


def test_models_stand_by_publisher_and_then_by_size() -> None:
    keys = [(model.publisher.casefold(), model.total_b or 0) for model in MODELS.values()]
    assert keys == sorted(keys)


@pytest.mark.parametrize("name", CACHES)
def test_the_cache_follows_from_the_columns(name: str) -> None:
    model, row = MODELS[name], CACHES[name]

    grown = per_token(model)

    assert grown == (float(row["kv_bytes_per_token"]) if row["kv_bytes_per_token"] else None)
    if grown is not None and row["kv_fixed"]:
        assert kv_bytes(model, 100_000) == 100_000 * grown + float(row["kv_fixed"])


@pytest.mark.parametrize(
    ("name", "kib"),
    [
        ("Llama-3.1-70B-Instruct", 320),  # 2 × 80 layers × 8 heads × 128 × 2 bytes
        ("Qwen3-14B", 160),  # 2 × 40 × 8 × 128 × 2
        ("Qwen3-235B-A22B", 188),  # 2 × 94 × 4 × 128 × 2
        ("gemma-3-27b-it", 80),  # 10 of 62 layers: 2 × 10 × 16 × 128 × 2
        ("DeepSeek-V3", 68.625),  # 61 × (512 + 64) × 2
        ("Kimi-K2.5", 68.625),
        ("Qwen3.6-27B", 64),  # 16 of 64 layers: 2 × 16 × 4 × 256 × 2
        ("gemma-4-31B-it", 80),  # 10 global layers: 2 × 10 × 4 × 512 × 2
    ],
)
def test_published_caches_are_met(name: str, kib: float) -> None:
    assert kv_bytes_per_token(MODELS[name]) == kib * 1024


def test_every_model_of_the_fixture_is_there() -> None:
    assert set(CACHES) == set(MODELS)


@pytest.mark.parametrize(
    ("trap", "names"),
    [
        ("eu_excluded", {"Llama-4-Scout-17B-16E-Instruct", "Llama-4-Maverick-17B-128E-Instruct"}),
        ("research_only", {"Ministral-8B-Instruct-2410", "Mistral-Large-Instruct-2407"}),
        ("non_commercial", {"Teuken-7B-instruct-v0.6"}),
    ],
)
def test_what_a_company_in_the_eu_may_not_use_is_marked(trap: str, names: set[str]) -> None:
    assert {model.code for model in MODELS.values() if model.trap == trap} == names


def test_limits_on_users_name_the_limit() -> None:
    limited = [model for model in MODELS.values() if model.trap == "user_limit"]

    assert {model.licence for model in limited} == {
        *("Llama 3.1 Community", "Llama 3.3 Community", "Qwen licence"),
    }
    for model in limited:
        assert "Millionen" in model.terms.de and "million" in model.terms.en


def test_a_model_without_a_licence_we_know_is_never_called_free() -> None:
    unknown = [model for model in MODELS.values() if not model.licence]

    assert unknown
    assert {model.trap for model in unknown} == {"unclear"}


def test_a_free_licence_is_one_of_those_we_know() -> None:
    free = {model.licence for model in MODELS.values() if model.trap == "none"}
    assert free == {"Apache-2.0", "MIT", "Gemma terms"}


def test_the_same_trap_and_licence_have_the_same_terms() -> None:
    terms: dict[tuple[str, str], set[str]] = {}
    for model in MODELS.values():
        terms.setdefault((model.trap, model.licence), set()).add(model.terms.de)

    several = {key for key, texts in terms.items() if len(texts) > 1}
    assert several <= {("unclear", "")}  # with and without a word of EuroEval


def test_terms_are_short_and_in_their_own_language() -> None:
    for model in MODELS.values():
        for text in (model.terms.de, model.terms.en):
            assert sentences(text), model.code
            assert [s for s in sentences(text) if len(s.split()) > 15] == [], model.code
        assert model.terms.de != model.terms.en
        assert not re.search(r"\b(the|licence|business|free)\b", model.terms.de), model.code
        assert not re.search(r"\b(die|nicht|Lizenz|Betrieb)\b", model.terms.en), model.code


def test_languages_are_codes_and_none_is_listed_twice() -> None:
    for model in MODELS.values():
        assert all(re.fullmatch(r"[a-z]{2}", code) for code in model.languages), model.code
        assert list(model.languages) == sorted(set(model.languages)), model.code
    assert "de" in MODELS["Teuken-7B-instruct-commercial-v0.4"].languages
    assert "de" not in MODELS["SmolLM3-3B"].languages


# Ranks and proprietary models


def test_ranks_come_from_one_dated_list() -> None:
    ranked = [m for m in EVERY if m.german_rank is not None]

    assert sum(isinstance(model, OpenModel) for model in ranked) == 32
    assert len(ranked) == 56
    assert min(m.german_rank for m in ranked if m.german_rank) == 1.44
    # Nothing that came out later than the list can stand in it.
    assert max(model.released or "" for model in ranked) < load().sources["S64"].dated


def test_what_was_tested_on_the_validation_split_says_so() -> None:
    for closed in CLOSED.values():
        noted = (closed.german_note or "").endswith("val")
        assert noted == (closed.german_rank is not None), closed.code


def test_a_note_never_stands_without_a_rank() -> None:
    for model in EVERY:
        assert model.german_note is None or model.german_rank is not None, model.code


def test_the_gap_can_be_drawn_over_two_years() -> None:
    for models in (MODELS.values(), CLOSED.values()):
        days = [m.released for m in models if m.german_rank is not None and m.released]
        assert len(days) >= 15
        assert min(days) < "2024-01" and max(days) > "2025-12"


def test_a_date_in_the_name_is_never_after_the_release() -> None:
    for closed in CLOSED.values():
        named = re.search(r"(20\d\d)-?(\d\d)-?(\d\d)$", closed.code)
        if named and closed.released:
            assert "-".join(named.groups()) <= closed.released, closed.code


def test_every_proprietary_model_has_a_price_of_the_list() -> None:
    assert len(CLOSED) >= 30
    assert len({closed.publisher for closed in CLOSED.values()}) >= 5
    for closed in CLOSED.values():
        assert closed.list_model and closed.usd_in and closed.usd_out, closed.code
        assert closed.usd_in < closed.usd_out, closed.code
        assert closed.source == "S3" and closed.dated == "2026-11-23"


def test_the_same_price_of_the_list_is_quoted_alike_in_the_lanes() -> None:
    lanes = {p.list_model: (p.per_million_in, p.per_million_out) for p in load().prices}
    shared = [m for m in CLOSED.values() if m.list_model in lanes]

    assert len(shared) >= 3
    for closed in shared:
        assert (closed.usd_in, closed.usd_out) == lanes[closed.list_model], closed.code


# Cards, formats, services


def test_unified_memory_is_marked_on_whole_computers_and_nothing_else() -> None:
    unified = {gpu.code for gpu in GPUS.values() if gpu.unified}

    assert unified == {
        "NVIDIA DGX Spark (GB10)",
        "AMD Ryzen AI Max+ 395 (Strix Halo)",
        "Apple Mac Studio M3 Ultra 96 GB",
        "Apple M4 Max (128 GB)",
        "Apple M5 Max",
    }


def test_shader_figures_never_pass_for_tensor_figures() -> None:
    for gpu in GPUS.values():
        assert gpu.tensor_tflops is None or "tensor figure" in gpu.evidence, gpu.code
        assert not (gpu.tensor_tflops and "GeForce" in gpu.code), gpu.code


def test_prices_of_cards_say_where_they_were_read() -> None:
    for gpu in GPUS.values():
        if gpu.price_eur is not None or gpu.price_usd is not None:
            assert gpu.price_note, gpu.code
        if gpu.price_usd is not None:
            assert re.fullmatch(r"\d+(-\d+)?", gpu.price_usd), gpu.code


def test_formats_of_llama_cpp_rise_in_bits_and_fall_in_loss() -> None:
    files = [f for f in load().quantisations.values() if not f.server]
    losses = [f.loss_percent for f in files if f.loss_percent is not None]

    assert len(files) == 22
    assert all(a.bits < b.bits for a, b in pairwise(files))
    assert losses == sorted(losses, reverse=True)


def test_the_speed_of_shared_services_favours_none() -> None:
    speeds = load().speeds.values()
    figures = {
        (s.first_low_s, s.first_s, s.first_high_s, s.tokens_low, s.tokens, s.tokens_high)
        for s in speeds
    }
    assert len(speeds) == 3
    assert len(figures) == 1


@pytest.mark.parametrize("file", FILES)
def test_every_fact_names_a_source_there_is(file: str) -> None:
    (table,) = tomllib.loads((DATA / f"{file}.toml").read_text("utf-8")).values()

    assert table
    assert {entry["source"] for entry in table} <= set(load().sources)


@pytest.mark.parametrize("file", FILES)
def test_no_word_praises_or_pushes(file: str) -> None:
    text = (DATA / f"{file}.toml").read_text("utf-8").casefold()
    praise = (
        *("best-in-class", "state of the art", "state-of-the-art", "cutting", "leading", "führend"),
        *("revolution", "world-class", "weltklasse", "powerful", "leistungsstark", "unmatched"),
        *("flagship", "frontier", "premium", "innovativ", "next-generation", "blazing"),
    )
    assert [word for word in praise if word in text] == []


# What is broken is refused with its place


@pytest.mark.parametrize(
    ("file", "old", "new", "place"),
    [
        ("open_models.toml", "total_b = 78.1", "total_b = -78.1", "total_b"),
        ("open_models.toml", "active_b = 5.06", "active_b = 90", "active_b"),
        ("open_models.toml", "full_layers = 10", "full_layers = 100", "full_layers"),
        ("open_models.toml", "state_bytes = 0", "state_bytes = -1", "state_bytes"),
        ("open_models.toml", 'released = "2026-10-03"', 'released = "Oktober"', "released"),
        ("open_models.toml", 'country = "DE"', 'country = "Deutschland"', "country"),
        ("open_models.toml", 'source = "S61"', 'source = "S999"', "no source S999"),
        ("open_models.toml", "german_rank = 2.11", "german_rank = 0.11", "german_rank"),
        ("closed_models.toml", "usd_in = 0.8", "usd_in = -0.8", "usd_in"),
        ("closed_models.toml", 'list_model = "aws/', 'list_model = "', "list_model"),
        ("gpus.toml", "bandwidth_gbs = 936", "bandwidth_gbs = 0", "bandwidth_gbs"),
        ("gpus.toml", 'price_dated = "2026"', 'price_dated = "2026 (early)"', "price_dated"),
        ("formats.toml", "bits = 2.004", "bits = inf", "bits"),
        ("hardware.toml", 'gpu = "NVIDIA L40S"', 'gpu = "Nichts"', "no gpu Nichts"),
        ("hardware.toml", 'model = "Qwen3-8B"', 'model = "Nichts"', "no model Nichts"),
        ("hardware.toml", "purchase_eur = ", "eur_per_hour = 1\npurchase_eur = ", "eur_per_hour"),
        ("energy.toml", 'option = "api_us"', 'option = "open_eu_gpu"', "every lane"),
        ("speeds.toml", "tokens_low = 30", "tokens_low = 300", "tokens_low"),
        ("speeds.toml", 'option = "api_us"', 'option = "open_onprem"', "every way paid by use"),
        ("electricity.toml", "kg_per_kwh = 0.32965", "kg_per_kwh = nan", "kg_per_kwh"),
    ],
)
def test_a_wrong_fact_is_refused_with_its_place(
    refuse: Refuse, file: str, old: str, new: str, place: str
) -> None:
    said = refuse(file, old, new)

    assert file in said
    assert place in said


def test_a_price_in_euros_needs_its_day(refuse: Refuse) -> None:
    said = refuse("gpus.toml", 'price_dated = "2024-09"\n', "")

    assert "price_eur: expected price_note and price_dated beside it" in said
