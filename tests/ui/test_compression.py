"""What pages are compressed by, and that their length tells nothing."""

import gzip

import brotli
import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from headway.ui.compression import MOST_PADDING, CompressionMiddleware

PAGE = b"<p>Cut the beams</p>" * 100


def answer(accepted: str, response: HttpResponse | None = None) -> HttpResponse:
    request = RequestFactory().get("/", headers={"Accept-Encoding": accepted})
    middleware = CompressionMiddleware(lambda _: response or HttpResponse(PAGE))
    return middleware(request)


@pytest.mark.parametrize("accepted", ["br", "gzip, deflate, br, zstd", "br;q=0.5"])
def test_browsers_that_read_brotli_get_it(accepted: str):
    response = answer(accepted)
    assert response["Content-Encoding"] == "br"
    assert response["Vary"] == "Accept-Encoding"
    assert int(response["Content-Length"]) == len(response.content) < len(PAGE)
    assert brotli.decompress(response.content) == PAGE


@pytest.mark.parametrize("accepted", ["gzip", "gzip, br;q=0", "gzip, br; q=0.0, x"])
def test_others_get_gzip(accepted: str):
    response = answer(accepted)
    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content) == PAGE


def test_the_length_is_another_each_time():
    lengths = {len(answer("br").content) for _ in range(40)}
    assert len(lengths) > 10
    assert max(lengths) - min(lengths) < MOST_PADDING


def test_what_is_short_or_compressed_already_stays_as_it_is():
    assert "Content-Encoding" not in answer("br", HttpResponse(b"short"))
    done = HttpResponse(PAGE, headers={"Content-Encoding": "zstd"})
    assert answer("br", done).content == PAGE


def test_files_that_say_their_length_and_streams_are_not_held_up():
    file = StreamingHttpResponse([PAGE], headers={"Content-Length": str(len(PAGE))})
    assert "Content-Encoding" not in answer("br", file)
    stream = answer("gzip, br", StreamingHttpResponse([PAGE]))
    assert stream["Content-Encoding"] == "gzip"


def test_a_tag_says_that_bytes_may_be_others():
    response = answer("br", HttpResponse(PAGE, headers={"ETag": '"a"'}))
    assert response["ETag"] == 'W/"a"'
