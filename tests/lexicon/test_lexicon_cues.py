"""The words of contact: choices in brackets, and each phrase once."""

from __future__ import annotations

from banggiao import lexicon


def test_choices_are_written_out() -> None:
    assert lexicon.written_out("(mở|tổ chức) (|dạ )tiệc") == [
        "mở tiệc",
        "mở dạ tiệc",
        "tổ chức tiệc",
        "tổ chức dạ tiệc",
    ]
    assert lexicon.written_out("hội đàm với") == ["hội đàm với"]


def test_every_word_of_contact_comes_once() -> None:
    lexicon.unique("events/cues.tsv", ((cue.phrase,) for cue in lexicon.cues()))


def test_no_word_of_contact_is_left_with_a_sign() -> None:
    odd = [cue.phrase for cue in lexicon.cues() if set(cue.phrase) & set("()|") or "  " in cue.phrase]
    assert odd == []
