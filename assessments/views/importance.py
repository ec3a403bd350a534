from django.http import HttpRequest, HttpResponse


def importance(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("…")
