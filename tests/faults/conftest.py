"""What the fault run shares is asserted in words, too."""

import pytest

pytest.register_assert_rewrite("tests.faults.oracle", "tests.faults.site")
