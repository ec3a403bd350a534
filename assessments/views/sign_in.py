from django.http import HttpRequest, HttpResponse


def sign_in_by_link(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("…")
