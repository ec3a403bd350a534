from django.http import HttpRequest, HttpResponse


def use_cases(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("…")


def use_case(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("…")


def use_case_delete(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("…")


def use_case_move(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("…")
