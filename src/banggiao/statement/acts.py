"""What a speech verb with its content does: the act, and what it asks or promises."""

from __future__ import annotations

import regex

from banggiao.statement.words import Verb

# The other side, or both, as those who shall do something: "hai bên tăng cường", "phía bạn tạo điều kiện".
_OTHERS = regex.compile(
    r"(?:(?:trong|tới đây|thời gian|những năm|giai đoạn|thời điểm|sắp|tới|này|nữa|và|lâu dài)[, ]+)*"
    r"(?:cả )?(?:hai|các|phía|chính phủ|quốc hội|bạn|ngài|ông|bà|đồng chí|lãnh đạo|đảng|nhà nước|doanh nghiệp|đại sứ|"
    r"bộ trưởng|thủ tướng|tổng thống|chủ tịch|cơ quan|cộng đồng|nhà đầu tư|đôi bên|liên hợp quốc|quý)\b"
)
_FUTURE = regex.compile(r"\b(?:sẽ|ngày càng)\b")
_SOON = regex.compile(r"(?:sớm|đẩy nhanh)\b")
_PROMISE = regex.compile(
    r"\b(?:sẵn sàng|(?:cam kết|quyết tâm) (?!của|chính trị|và nỗ lực)|nguyện (?!vọng)|sẽ (?!góp phần|là |trở thành|có |mở ra|"
    r"tạo (?:đà|xung|động|ra)|đóng góp|mang|đem|thành công|được|giúp|ngày càng|phát triển|giành|đạt))"
)
_GOING_ON = regex.compile(r"(?:tiếp tục|sẽ(?! có| là| được| góp phần)|quyết tâm|sẵn sàng|cam kết|nỗ lực|phối hợp|hợp tác chặt chẽ)\b")
DUTY = regex.compile(r"\b(?:cần(?! thiết)|phải|nên|hãy)\b")
_THEREFORE = regex.compile(r"\b(?:vì vậy|do đó|do vậy|vì thế|bởi vậy)[, ]+(?:hai \p{L}+ )?$")
_STANCE = regex.compile(r"\b(?:coi trọng|quan tâm|ủng hộ|chủ trương|luôn coi|luôn|quan trọng|khẳng định|mong muốn|nhất quán)\b")
_PRAISING = regex.compile(r"\b(?:ấn tượng|ngưỡng mộ|tình cảm|khâm phục|trân trọng|đánh giá cao)\b")
_OPINION = regex.compile(r"(?:hai nước|hai bên|quan hệ|đây|chuyến thăm|kết quả|tiềm năng|dư địa)\b[^,;]{0,50}?\b(?:còn|là|đã|có|đang)\b")
_HEAD = 90  # the first words of a content, in characters: who shall do what


def act_of(verb: Verb, content: str, both: bool) -> tuple[str, str | None]:
    """(act, commitment) of a verb with its content (lower case); `both` when the sides speak together."""
    act, commitment = _by_content(verb, content, both)
    if both and commitment in ("pledge", "proposal"):
        commitment = "agreement"
    return act, commitment


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
        case "affirm" if verb.phrase in ("coi", "xem", "cho", "nhận thấy", "đánh giá"):
            return "affirm", None
        case "affirm":
            return _affirm("affirm", head, content, both)
        case "agree":
            return "agree", _agreed(verb, content)
        case _:
            return verb.act, verb.commitment


def _wish(head: str, both: bool) -> tuple[str, str | None]:
    """"mong hai nước tăng cường" asks; "mong chuyến thăm sẽ thành công" and "mong được đóng góp" hope."""
    if both:
        return "believe", None
    if _SOON.match(head) or (asks(head) and not _FUTURE.search(head)):
        return "propose", "proposal"
    return "believe", None


def asks(head: str) -> bool:
    """Whether the content begins with those who shall do something."""
    return _OTHERS.match(head) is not None


def _affirm(act: str, head: str, content: str, both: bool) -> tuple[str, str | None]:
    if both and _GOING_ON.match(head):
        return "pledge", "agreement"
    promise = _PROMISE.search(head)
    if promise and _own(head[: promise.start()]):
        return "pledge", "pledge"
    if _GOING_ON.match(head):
        return "pledge", "pledge"
    duty = DUTY.search(content[:200])
    if duty and (_OTHERS.match(content[: duty.start()]) or _THEREFORE.search(content[: duty.start()])):
        return "propose", "proposal"
    return act, None


def _own(subject: str) -> bool:
    """Whether what stands before the promise is a side, not a thing: "Chính phủ Việt Nam", not "chuyến thăm này"."""
    return not regex.search(r"\b(?:chuyến|cuộc|việc|quan hệ|hợp tác|hiệp định|dự án|kim ngạch|kết quả|đây|diễn đàn|hội nghị|tháp tùng|cơ chế)\b", subject)


def _say(head: str, content: str) -> tuple[str, str | None]:
    act, commitment = _affirm("inform", head, content, False)
    if act != "inform":
        return act, commitment
    first = head[:45]
    if _PRAISING.search(first):
        return "praise", None
    if regex.search(r"\b(?:vui mừng|vinh dự|hài lòng|rất vui)\b", first):
        return "please", None
    if regex.search(r"(?:rất|hoàn toàn) ủng hộ\b", first):
        return "support", None
    return ("affirm" if _STANCE.search(content) else "inform"), None


def _express(head: str) -> tuple[str, str | None]:
    if _PROMISE.search(head) or head.startswith("sẽ "):
        return "pledge", "pledge"
    return ("praise" if _PRAISING.search(head) else "affirm"), None


_SENT = (("mời", "invite", "invitation"), ("chia buồn", "condole", None), ("cảm ơn", "thank", None), ("cám ơn", "thank", None), ("chúc mừng", "congratulate", None))


def _send(content: str) -> tuple[str, str | None]:
    for word, act, commitment in _SENT:
        if word in content:
            return act, commitment
    return "greet", None


def _agreed(verb: Verb, content: str) -> str | None:
    """Agreed to do something; agreeing with an opinion binds no one."""
    if content.startswith(("với ", "đánh giá", "nhận định")) and not DUTY.search(content):
        return None
    if _OPINION.match(content) and not DUTY.search(content) and " sẽ " not in content:
        return None
    if "cho rằng" in verb.phrase and not DUTY.search(content):
        return None
    return "agreement"
