from django.http import HttpRequest, HttpResponse


def company_new(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("…")


def company(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("…")
