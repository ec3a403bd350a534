"""Nothing is lost when two save at once: every round one save counts, the other is refused."""

import json

from tests.processes.running import run

ROUNDS = 300


def test_of_two_saves_at_once_one_counts_and_the_other_is_refused(
    database: dict[str, str],
) -> None:
    found = json.loads(
        run(["-m", "tests.processes.two_clients", str(ROUNDS)], database).splitlines()[-1]
    )

    one, other = found["outcomes"]
    for kind in ("same", "create"):
        pairs = list(zip(one[kind], other[kind], strict=True))
        assert len(pairs) == ROUNDS
        # in every round exactly one was saved, and the other saw what stands now
        assert [p for p in pairs if sorted(w.split()[0] for w in p) != ["refused", "saved"]] == []
        assert not any(word.startswith(("failed", "refused blindly")) for p in pairs for word in p)
    saved = [next(w for w in pair if w.startswith("saved")) for pair in zip(
        one["same"], other["same"], strict=True)]  # fmt: skip
    assert found["version"] == ROUNDS + 1
    assert saved[-1] == f"saved {found['last']}"
    # nothing was created twice, and what was told to be saved is there
    created = [next(w for w in pair if w.startswith("saved")) for pair in zip(
        one["create"], other["create"], strict=True)]  # fmt: skip
    assert found["count"] == ROUNDS
    assert [f"saved {found['firsts'][f'R{turn}']}" for turn in range(ROUNDS)] == created
    assert found["changes"] == 1 + 2 * ROUNDS
