from django.http import HttpRequest, HttpResponse


def home(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("…")


def sources(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("…")


def privacy(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("…")


def accessibility(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("…")


def help_page(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("…")


def style_guide(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("…")
