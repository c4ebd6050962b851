"""What the scripts and the CSS of a page weigh, libraries included.

For each page all that Chromium loads is counted: bytes as written, and as transferred
over HTTP.  The figures are those of the heaviest page.
"""

import brotli  # with whitenoise's own: what it serves is br
