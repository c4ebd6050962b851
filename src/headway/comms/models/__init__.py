"""Files and their versions, threads and their comments."""

from headway.comms.models.files import File, FileVersion
from headway.comms.models.threads import LONGEST_COMMENT, Comment, Thread

__all__ = ["LONGEST_COMMENT", "Comment", "File", "FileVersion", "Thread"]
