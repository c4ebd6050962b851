"""A small site that uses every part the browser has a say in, with what it was sent."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from types import SimpleNamespace

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.template.backends.django import DjangoTemplates
from django.urls import include, path
from django.views.decorators.csrf import csrf_protect

from headway.ui.http import with_toast
from headway.ui.sheet import rail

SENT: Counter[str] = Counter()
SAVED = {"A": "4 h", "B": "2 h"}
STREAMS: list[Queue[str]] = []

YARD = SimpleNamespace(slug="yard", name="Harbour Yard")
VISITOR = SimpleNamespace(name="Mira Olsen", workspace=YARD)

TEMPLATES = DjangoTemplates(
    {
        "NAME": "site",
        "DIRS": [Path(__file__).parent / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request"]
        },
    }
)


def shown(
    request: HttpRequest, name: str, status: int = 200, **context: object
) -> HttpResponse:
    context |= {"actor": VISITOR, "rail": rail()}
    template = TEMPLATES.get_template(f"site/{name}.html")
    return HttpResponse(template.render(context, request), status=status)


@csrf_protect
def site(request: HttpRequest, place: str, key: str = "") -> HttpResponse:
    SENT[f"{request.method} {place} {key}".strip()] += 1
    return PLACES[place](request, key)


def page(request: HttpRequest, _: str) -> HttpResponse:
    return shown(request, "list", saved=SAVED, count=SENT["GET region"])


def item(request: HttpRequest, key: str) -> HttpResponse:
    return shown(request, "panel" if "panel" in request.GET else "item", key=key)


def cell(request: HttpRequest, key: str) -> HttpResponse:
    if request.method == "GET":
        return shown(request, "form", key=key, left=SAVED[key])
    left = request.POST["left"]
    if "h" not in left:
        error = "Write it in hours."
        return shown(request, "form", status=422, key=key, left=left, error=error)
    SAVED[key] = left
    return shown(request, "cell", left=left)


def region(request: HttpRequest, _: str) -> HttpResponse:
    return shown(request, "region", count=SENT["GET region"])


def gone(request: HttpRequest, _: str) -> HttpResponse:
    return redirect("/site/list/")


def toast(_: HttpRequest, key: str) -> HttpResponse:
    return with_toast(HttpResponse(), f"{key} is done.", undo="/site/undo/")


def undo(_: HttpRequest, key: str) -> HttpResponse:
    return with_toast(HttpResponse(status=204), "Taken back.")


def events(request: HttpRequest) -> StreamingHttpResponse:
    SENT["GET events"] += 1
    news: Queue[str] = Queue()
    STREAMS.append(news)

    def told() -> Iterator[bytes]:
        yield b": begin\n\n"
        while subject := news.get():
            yield f"event: changed\ndata: {subject}\n\n".encode()

    headers = {"Content-Type": "text/event-stream", "Content-Encoding": "identity"}
    return StreamingHttpResponse(told(), headers=headers)


def tell(subject: str) -> None:
    """Say on all streams that this changed; "" ends them."""
    for news in STREAMS:
        news.put(subject)


PLACES = {
    "list": page,
    "items": item,
    "cell": cell,
    "region": region,
    "toast": toast,
    "undo": undo,
    "gone": gone,
}
urlpatterns = [
    path("ui/", include("headway.ui.urls")),
    path("events", events),
    path("work/", page, {"_": ""}),
    path("site/<slug:place>/", site),
    path("site/<slug:place>/<slug:key>/", site),
    path("sign-out/", page, {"_": ""}, name="sign_out"),
]
