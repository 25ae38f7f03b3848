"""What a speech verb with its content does: the act, and what it asks or promises."""

from __future__ import annotations

from functools import cache

import regex

from banggiao.statement.words import Verb, one_of

_HEAD = 90  # the first words of a content, in characters: who shall do what
_NEAR = 200  # where a duty of a position stands at the latest


@cache
def _pattern(name: str) -> regex.Pattern[str]:
    """The shapes of a content, built of the words of the tables when first asked for."""
    shapes = {
        # those who shall do something: "trong thời gian tới, hai bên tăng cường", "phía bạn tạo điều kiện"
        "asked": rf"(?:{one_of('soon')}[, ]+)*(?:dù [^,;]{{3,50}}, ?)?(?:cả )?"
        rf"(?!(?:các|những) {one_of('means')}\b){one_of('asked')}\b",
        "future": r"\b(?:sẽ|ngày càng)\b",
        "soon": r"(?:sớm(?! (?:được|sang|đến|trở lại|thăm|gặp))|đẩy nhanh)\b",
        "promise": r"(?<!nhất định |chắc chắn )\b(?:(?<!để )sẵn sàng|"
        r"(?<!những |các |nhiều )(?:cam kết|quyết tâm) (?!của|chính trị|và nỗ lực)|nguyện (?!vọng)|"
        rf"sẽ (?!{one_of('outcome')}\b))",
        "resolve": r"(?!nỗ lực [^,;]{0,70}(?:là|không|đã|đang|có thể) )"
        rf"(?:{one_of('resolve')}|sẽ(?! có| là| được| góp phần))\b",
        "duty": r"\b(?:cần(?! thiết| biết| hiểu)|(?<!không |mắc |gặp |vấp |buộc )phải"
        r"(?! trả giá| trả cái giá| gánh chịu| hối hận| hối tiếc)|(?<!trở )nên|hãy)\b",
        "together": r"(?:.{0,40}\b(?:là|thì) )?(?:cả )?(?:hai|các) (?:bên|nước|phía|quốc gia)\b.{0,25}$",
        "therefore": rf"\b{one_of('therefore')}[, ]+(?:hai \p{{L}}+ )?$",
        "position": rf"\b{one_of('position')}\b",
        "thing": rf"\b{one_of('thing')}\b",
        "hoping": rf"\b{one_of('hoping')} (?!sẽ)",
        "admiring": rf"\b{one_of('admiring')}\b",
        "glad": rf"\b{one_of('glad')}\b",
        "backing": r"(?:rất|hoàn toàn) ủng hộ\b",
        "opposing": rf"\b{one_of('opposing')}\b",
        "demand": r"\b(?:đề nghị|yêu cầu|kêu gọi)\b",
        "trusting": r"(?:chúng )?tôi (?:rất )?(?:tin|hy vọng|hi vọng|mong)\b(?! muốn (?:các|bạn|quý))",
        "polite": r"(?:(?:chúng )?tôi )?(?:xin |rất |thực sự |chân thành |trân trọng |nhiệt liệt )*"
        r"(chúc mừng|cảm ơn|cám ơn|biết ơn|vui mừng|rất vui|vui vì|vinh dự)\b",
        "needed": r"\bnhững (?!nước|bên|người|nhà|doanh|cơ quan)(?:\p{L}+ ){1,3}$",
        "opinions": r"(?:với (?:(?:những|các|mọi) )?(?:ý|đề|nhận|quan|đánh|giải|phát)|đánh giá|nhận định)",
        "myself": r"(?:tôi|chúng tôi|chúng ta|theo tôi)\b",
        "opinion": rf"{one_of('topic')}\b[^,;]{{0,50}}?\b(?:còn|là|đã|có|đang)\b",
    }
    return regex.compile(shapes[name])


def act_of(verb: Verb, content: str, both: bool) -> tuple[str, str | None]:
    """(act, commitment) of a verb with its content (lower case); `both` when the sides speak together."""
    act, commitment = _by_content(verb, content, both)
    if both and commitment in ("pledge", "proposal"):
        commitment = "agreement"
    return act, commitment


def asks(head: str) -> bool:
    """Whether the content begins with those who shall do something."""
    return _pattern("asked").match(head) is not None


def is_duty(head: str) -> bool:
    """Whether these words say that something shall be done: "nên mở văn phòng"."""
    return _pattern("duty").search(head) is not None


# What somebody's own words begin with: "Xin chúc mừng …", "Chúng tôi rất vui …".
_POLITE = {
    "chúc mừng": "congratulate", "cảm ơn": "thank", "cám ơn": "thank", "biết ơn": "thank",
    "vui mừng": "please", "rất vui": "please", "vui vì": "please", "vinh dự": "please",
}  # fmt: skip
# Verbs of opinion that never bind their speaker: "coi đó là minh chứng cho quyết tâm".
_OPINIONS = frozenset(["coi", "xem", "cho", "nhận thấy", "đánh giá"])


def _by_content(verb: Verb, content: str, both: bool) -> tuple[str, str | None]:
    head = content[:_HEAD]
    match verb.act:
        case "wish":
            return _wish(head, both)
        case "express":
            return _express(head)
        case "send":
            return _send(content)
        case "say":
            return _say(head, content)
        case "affirm" if verb.phrase not in _OPINIONS:
            return _affirm("affirm", head, content, both)
        case "propose" if verb.phrase == "lưu ý" and not asks(head) and _IS_SO.search(head[:30]):
            return "affirm", None  # "lưu ý: “Đã có ba tàu bị giữ”"; "lưu ý làm rõ ai gây ra" asks
        case "agree":
            return "agree", _agreed(verb, content)
        case "inform" if verb.phrase.startswith("chia sẻ") and _pattern("admiring").search(head[: _HEAD // 2]):
            return "praise", None  # "chia sẻ những ấn tượng tốt đẹp"
        case _:
            return verb.act, verb.commitment


def _wish(head: str, both: bool) -> tuple[str, str | None]:
    """ "mong hai nước tăng cường" asks; "mong chuyến thăm sẽ thành công" and "mong được đóng góp" hope."""
    if not both and (_pattern("soon").match(head) or (asks(head) and not _pattern("future").search(head))):
        return "propose", "proposal"
    return "believe", None


_IS_SO = regex.compile(r"(?:^|\s)(?:đã|đang|vẫn|chưa|từng|là)\s")
# "ông không nghĩ rằng các bên sẽ …": nobody promises so
_UNSURE = regex.compile(r"(?:\p{L}+ ){1,2}không (?:nghĩ|tin|cho rằng|biết|rõ|chắc)\b")


def _affirm(act: str, head: str, content: str, both: bool) -> tuple[str, str | None]:
    """ "khẳng định sẽ nỗ lực" binds, "nhấn mạnh hai bên cần mở cảng" asks, the rest is the position that `act` says."""
    if _pattern("resolve").match(head):
        return "pledge", "agreement" if both else "pledge"
    promise = None if _UNSURE.match(head) else _pattern("promise").search(head)
    before = head[: promise.start()] if promise else ""
    if promise and not _pattern("thing").search(before) and not _pattern("hoping").search(before):
        return "pledge", "pledge"
    duty = _pattern("duty").search(content[:_NEAR])
    if duty:
        before = content[: duty.start()]
        nearest = before.rpartition(", ")[2]  # "trên nền tảng ấy, hai nước cần"
        named = asks(nearest) and " và " in nearest  # "để mở cảng, Bộ A và Bộ B cần"
        if _pattern("needed").search(before):  # "những thách thức cần chung tay giải quyết"
            return act, None
        if asks(before) or named or (_pattern("together").match(nearest)) or _pattern("therefore").search(before):
            return ("agree" if both else "propose"), "proposal"
    return act, None


def _say(head: str, content: str) -> tuple[str, str | None]:
    """News, unless the content says how its speaker feels or stands."""
    if _pattern("trusting").match(head):
        return "believe", None
    if (polite := _pattern("polite").match(head)) is not None:
        return _POLITE[polite[1]], None
    act, commitment = _affirm("inform", head, content, False)
    if act != "inform":
        return act, commitment
    first = head[: _HEAD // 2]
    if _pattern("opposing").search(first):  # "nói rằng ông phản đối mạnh …": a demand may follow
        return "object", "proposal" if _pattern("demand").search(content) else None
    if _pattern("myself").match(head):
        return "affirm", None
    for shape, feeling in (("admiring", "praise"), ("glad", "please"), ("backing", "support")):
        if _pattern(shape).search(first):
            return feeling, None
    return ("affirm" if _pattern("position").search(content) else "inform"), None


def _express(head: str) -> tuple[str, str | None]:
    """ "bày tỏ" with words that are no verb of their own: "bày tỏ sẽ tiếp tục …", "bày tỏ tình cảm tốt đẹp"."""
    if _pattern("promise").search(head):
        return "pledge", "pledge"
    return ("praise" if _pattern("admiring").search(head) else "affirm"), None


_SENT: tuple[tuple[str, str, str | None], ...] = (
    ("mời", "invite", "invitation"),
    ("chia buồn", "condole", None),
    ("cảm ơn", "thank", None),
    ("cám ơn", "thank", None),
    ("chúc mừng", "congratulate", None),
)


def _send(content: str) -> tuple[str, str | None]:
    """What is passed on: "gửi tới X lời chúc mừng"."""
    return next(((act, bound) for word, act, bound in _SENT if word in content), ("greet", None))


def _agreed(verb: Verb, content: str) -> str | None:
    """Agreed to do something; agreeing with an opinion binds no one."""
    if is_duty(content):
        return "agreement"
    if _pattern("opinions").match(content) or "cho rằng" in verb.phrase:
        return None
    if _pattern("opinion").match(content) and " sẽ " not in content:
        return None
    return "agreement"
