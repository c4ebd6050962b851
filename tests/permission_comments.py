"""Who may say something about an item, change what was said, and take it away.

Ada wrote the comment; Cleo may comment, and views the item otherwise.
"""

from tests.permission_row import (
    API_EMPTY,
    API_ITEM,
    API_VIEWERS,
    CHANGED,
    IN,
    ITEM,
    NO,
    OUT,
    VIEWERS,
    A,
    Row,
)

KEY = {"key": "{survey_key}"}
COMMENT = KEY | {"comment_id": "{comment}"}
API_COMMENT = API_ITEM | {"comment": "{comment}"}
SAID = {"text": "x"}

COMMENT_PAGES = [
    Row(f"{ITEM}comments/", "GET", VIEWERS, KEY),
    Row(f"{ITEM}comments/", "POST", CHANGED, KEY, SAID, {"cleo": IN}),
    Row(
        f"{ITEM}comments/<int:comment_id>/",
        "GET",
        (NO, NO, 200, NO, OUT, OUT, IN),
        COMMENT,
    ),
    Row(
        f"{ITEM}comments/<int:comment_id>/",
        "POST",
        (NO, NO, 302, NO, OUT, OUT, IN),
        COMMENT,
        SAID,
    ),
    Row(f"{ITEM}comments/<int:comment_id>/removal/", "POST", CHANGED, COMMENT),
]

COMMENT_API = [
    Row(f"{A}items/{{item}}/comments", "GET", API_VIEWERS, API_ITEM),
    Row(
        f"{A}items/{{item}}/comments",
        "POST",
        (201, 201, 201, NO, OUT, OUT, 401),
        API_ITEM,
        SAID,
        {"cleo": 201},
    ),
    Row(
        f"{A}items/{{item}}/comments/{{comment}}",
        "PATCH",
        (NO, NO, 200, NO, OUT, OUT, 401),
        API_COMMENT,
        SAID,
    ),
    Row(f"{A}items/{{item}}/comments/{{comment}}", "DELETE", API_EMPTY, API_COMMENT),
]
