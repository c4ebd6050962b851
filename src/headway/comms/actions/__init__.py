"""What can be done to files and comments.

The action of an app above, in whose transaction these run, checks rights and records.
"""

from headway.comms.actions.comments import (
    add_comment,
    cleaned,
    edit_comment,
    forget_threads,
    put_comments_back,
    remove_comments,
)
from headway.comms.actions.files import (
    add_file,
    add_version,
    check_room,
    forget_files,
    put_version_back,
)

__all__ = [
    "add_comment",
    "add_file",
    "add_version",
    "check_room",
    "cleaned",
    "edit_comment",
    "forget_files",
    "forget_threads",
    "put_comments_back",
    "put_version_back",
    "remove_comments",
]
