from django.http import HttpRequest, HttpResponse


def dashboard(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("…")


def assessment_new(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("…")


def assessment_archive(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("…")
