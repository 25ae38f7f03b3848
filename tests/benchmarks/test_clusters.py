"""What the record makes of one story on many pages doesn't get worse."""

from __future__ import annotations

import pytest

from benchmarks import clusters

# Tellings found by the reader; pairwise F1 and B-cubed F1 of all tellings, those not found counted. They may only rise.
_FOUND = 101
_PAIRS = 0.965
_B3 = 0.981


def test_the_tellings_of_a_contact_stay_together() -> None:
    if not clusters.CLUSTERS.is_file():
        pytest.skip("the pages of the clusters are not here")
    record, cluster = clusters.filled(clusters.CLUSTERS)
    with record:
        pages, _, _ = clusters.copies(record, cluster)
        found = clusters.contacts(record, cluster.keys())
    pairs = clusters.pairwise(found)
    assert pages.right == pages.found == pages.wanted
    assert sum(one.contact is not None for one in found) >= _FOUND
    assert 2 * pairs.right / (pairs.found + pairs.wanted) >= _PAIRS
    assert clusters.b3(found)[2] >= _B3
