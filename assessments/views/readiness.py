from django.http import HttpRequest, HttpResponse


def readiness(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("…")


def readiness_theme(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("…")
