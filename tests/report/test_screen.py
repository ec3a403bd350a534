"""What the result page says of one use case."""

from assessments.catalogue import load
from assessments.engine.result import PathStep, RuleHit, UseCaseResult
from assessments.report.chapters.material import Material
from assessments.report.screen import screen
from assessments.report.voice import Voice
from tests.report import made


def material(*results: UseCaseResult, language: str = "de", **company: object) -> Material:
    return Material(
        made.dossier(*results),
        made.recommendation(*results, **company),
        Voice(load(), language),
    )


def test_the_second_place_is_compared_unless_another_is_named() -> None:
    result = made.result()
    given = material(result)

    shown = [screen(given, result, other).comparison for other in (None, "api_us", "open_eu_api")]

    assert result.ranking[:2] == ("open_eu_api", "open_onprem")
    assert [each.other for each in shown if each] == ["open_onprem", "api_us", "open_onprem"]


def test_the_only_way_allowed_is_compared_with_an_excluded_one() -> None:
    out = [code for code in made.OPTIONS if code != "open_eu_api"]
    result = made.result(excluded=dict.fromkeys(out, ("KO-07",)))

    shown = screen(material(result), result)

    assert shown.comparison is not None
    assert shown.comparison.other == "api_us"
    assert shown.sure.frequency is None
    assert shown.sure.ranks is None
    assert shown.changes.crossing is None


def test_with_every_way_excluded_nothing_is_compared_and_costs_still_stand() -> None:
    result = made.result(excluded=dict.fromkeys(made.OPTIONS, ("KO-07",)))

    shown = screen(material(result), result)

    assert shown.comparison is None
    assert shown.contributions is None
    assert not (shown.waiting or shown.cost_words)
    assert [entry.rank for entry in shown.ranking.entries] == [None] * 5
    assert len(shown.costs.table.rows) == 5


def test_the_share_of_first_place_is_a_natural_frequency() -> None:
    result = made.result()

    shown = screen(material(result), result)

    assert result.options["open_eu_api"].first_rank_share == 0.91
    assert shown.sure.frequency is not None
    assert (shown.sure.frequency.count, shown.sure.frequency.lead) == (91, "91 von 100")


def test_the_start_option_stands_first_among_those_that_wait() -> None:
    result = made.result(start_option="prop_eu_cloud")
    waiting = {
        code: made.option(code, option.rank, "conditional", ("KO-04",), option.first_rank_share)
        if code in ("open_eu_api", "prop_eu_cloud")
        else option
        for code, option in result.options.items()
    }
    result = made.result(start_option="prop_eu_cloud", options=waiting)
    hit = RuleHit("KO-04", "holds", ("UC1",), ("open_eu_api", "prop_eu_cloud"))

    shown = screen(material(result, rules=(hit,)), result)

    assert [way.option for way in shown.waiting] == ["prop_eu_cloud", "open_eu_api"]
    assert shown.waiting[0].conditions[0].lead.startswith("KO-04 ")


def test_the_way_from_start_to_target_is_told_step_by_step() -> None:
    path = (PathStep("theme", "T5", 2, None), PathStep("hardware", None, None, "open_onprem"))
    result = made.result(path=path)

    assert screen(material(result, language="en"), result).path_steps == (
        "Raise “Technical frame” from level 2 to 3.",
        "Buy the server and set it up. Then you can start with “Open, own server”.",
    )


def test_open_questions_come_with_their_code_and_name() -> None:
    result = made.result(open_answers=("KT2", "U8"))

    shown = screen(material(result), result)

    assert [code for code, _ in shown.open_questions] == ["KT2", "U8"]
    assert all(name and name not in ("KT2", "U8") for _, name in shown.open_questions)
