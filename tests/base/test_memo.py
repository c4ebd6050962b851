from headway.base.memo import Memo


def test_what_was_made_of_a_key_is_made_once():
    memo, made = Memo[str](4), []

    def make() -> str:
        made.append("it")
        return "it"

    assert [memo.of(("a", 1), make) for _ in range(3)] == ["it"] * 3
    assert made == ["it"]


def test_with_too_many_keys_it_begins_anew():
    memo = Memo[int](2)
    for key in (1, 2, 3):
        memo.of(key, lambda key=key: key)
    assert memo.of(3, lambda: 0) == 3
    assert memo.of(1, lambda: 0) == 0
