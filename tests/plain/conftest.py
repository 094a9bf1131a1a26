"""What a failing comparison shows is worth having in the helper, too."""

import pytest

pytest.register_assert_rewrite("tests.plain.playing")
