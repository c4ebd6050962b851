"""What content is, told by how it begins, never by what somebody called it."""

HEAD_BYTES = 16
OCTETS = "application/octet-stream"

RASTERS = {
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/gif": "GIF",
    "image/webp": "WebP",
}
"""Images that hold no script, and what people call them: browsers may show these."""

WORDS = {**RASTERS, "application/pdf": "PDF", "application/zip": "ZIP", OCTETS: ""}

BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
)


def media_type(head: bytes) -> str:
    """Return the type of content that begins so, or that of any bytes."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    return next((t for start, t in BEGINNINGS if head.startswith(start)), OCTETS)
