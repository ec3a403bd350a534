from django.http import HttpRequest, HttpResponse


def report(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("…")


def report_pdf(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("…")
