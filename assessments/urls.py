"""Every address of the product; one per thing, not per fragment."""

from django.urls import path

from assessments.views import (
    company,
    dashboard,
    group,
    importance,
    pages,
    questionnaire,
    readiness,
    report,
    respondents,
    results,
    sign_in,
    team,
    use_cases,
    what_if,
)

ASSESSMENT = "b/<int:assessment_id>"
RESPONDENT = f"{ASSESSMENT}/gewichtung/personen/<int:response_id>"
USE_CASE = f"{ASSESSMENT}/anwendungsfaelle/<str:code>"

urlpatterns = [
    path("", pages.home, name="home"),
    path("quellen/", pages.sources, name="sources"),
    path("datenschutz/", pages.privacy, name="privacy"),
    path("barrierefreiheit/", pages.accessibility, name="accessibility"),
    path("impressum/", pages.imprint, name="imprint"),
    path("hilfe/", pages.help_page, name="help"),
    path("stil/", pages.style_guide, name="style_guide"),
    path("anmelden/<str:token>/", sign_in.sign_in_by_link, name="sign_in_by_link"),
    path("start/", dashboard.dashboard, name="dashboard"),
    path("team/", team.team, name="team"),
    path("team/<int:member_id>/", team.member, name="member"),
    path("beispiel/<str:name>/", dashboard.example_add, name="example_add"),
    path("firma/neu/", company.company_new, name="company_new"),
    path("firma/<int:company_id>/", company.company, name="company"),
    path("firma/<int:company_id>/bewertung/", dashboard.assessment_new, name="assessment_new"),
    path(f"{ASSESSMENT}/archiv/", dashboard.assessment_archive, name="assessment_archive"),
    path(f"{ASSESSMENT}/anwendungsfaelle/", use_cases.use_cases, name="use_cases"),
    path(f"{USE_CASE}/", use_cases.use_case, name="use_case"),
    path(f"{USE_CASE}/loeschen/", use_cases.use_case_delete, name="use_case_delete"),
    path(f"{USE_CASE}/verschieben/", use_cases.use_case_move, name="use_case_move"),
    path(f"{ASSESSMENT}/fragen/", questionnaire.questions, name="questions"),
    path(f"{ASSESSMENT}/frage/<str:code>/", questionnaire.question, name="question"),
    path(f"{ASSESSMENT}/gewichtung/", importance.importance, name="importance"),
    path(f"{ASSESSMENT}/gewichtung/gruppe/", group.importance_group, name="importance_group"),
    path(f"{ASSESSMENT}/gewichtung/personen/", respondents.respondents, name="respondents"),
    path(f"{RESPONDENT}/", respondents.respondent, name="respondent"),
    path(f"{RESPONDENT}/entfernen/", respondents.respondent_remove, name="respondent_remove"),
    path(f"{ASSESSMENT}/reifegrad/", readiness.readiness, name="readiness"),
    path(f"{ASSESSMENT}/reifegrad/<str:theme>/", readiness.readiness_theme, name="readiness_theme"),
    path(f"{ASSESSMENT}/ergebnis/", results.results, name="results"),
    path(f"{ASSESSMENT}/ergebnis/was-waere-wenn/", what_if.what_if, name="what_if"),
    path(f"{ASSESSMENT}/ergebnis/szenarien/", what_if.scenario_new, name="scenario_new"),
    path(f"{ASSESSMENT}/ergebnis/szenarien/<int:scenario_id>/", what_if.scenario, name="scenario"),
    path(f"{ASSESSMENT}/bericht/", report.report, name="report"),
    path(f"{ASSESSMENT}/bericht.pdf", report.report_pdf, name="report_pdf"),
]
