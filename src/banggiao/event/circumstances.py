"""What surrounds a cue: whether the contact took place, on which day, at which place."""

from __future__ import annotations

from banggiao.event.frame import IN_PICTURE, Frame
from banggiao.event.words import listed, pattern
from banggiao.model import Cue, Spot, TimeWord

# --- status -------------------------------------------------------------------------------------------------------

# "chưa thể gặp B", "từ chối có cuộc gặp", "chưa có bất kỳ tiếp xúc nào"
_NEGATED = pattern(
    r"\b(?<!\b(?:tài|dữ|tư|nguyên|nhiên|vật|chất|số) )<denial>\s+"
    r"(?:hề\s+|thể\s+|được\s+|có\s+|muốn\s+|đồng ý\s+|bất (?:kỳ|kì|cứ)\s+|một\s+|cuộc\s+|ký\s+|kết\s+|vào\s+"
    r"|tham gia\s+|thông qua\s+)*$"
)
# "về việc có gặp nhau hay không"
_WHETHER = pattern(r"[^,;.]{0,60}\bhay (?:không|chưa)\b")
_MAY = pattern(r"\bcó\s+(?:thể\s+|nên\s+)?$")
# "A có thể đã gửi điện mừng tới B", "A được cho là đã bí mật gặp B": nobody knows; not "A có thể đã nêu vấn đề này tại
# cuộc gặp với B"
_MAY_HAVE = pattern(
    r"\b(?:có thể|có lẽ|có khả năng|dường như|hình như|(?:được|bị) cho là|nghi)\s+(?:là\s+)?(?:đã|từng|vừa)\s+"
    r"(?:(?:có|gửi|nhận|bí mật|âm thầm|lặng lẽ|ngầm|trực tiếp|tiến hành|thực hiện|tổ chức|một|các|nhiều|cuộc"
    r"|chuyến|buổi|bay|sang|đến|tới)\s+)*$"
)
# "mong sớm được gặp B"
_WISHED = pattern(r"\b(?<!\bsau )<wish>[”\"]?\s+(?:\S+\s+){0,2}$")
# "yêu cầu đoàn kiểm tra làm việc với B"
_ORDERED = pattern(
    r"\b<order>\b[^,;.]{0,60}$|\bkêu gọi\b[^,;.]{0,140}$"
    r"|\b(?:yêu cầu|đề nghị|chỉ đạo)\b[^;.]{0,120}\b(?:cần|phải|phối hợp|khẩn trương)\b[^;.]{0,120}$"
)
# "không có kế hoạch nào cho A và B gặp nhau", "chưa có kế hoạch cho cuộc gặp với B"
_NOT_PLANNED = pattern(
    r"\b(?:chưa|không)\s+(?:hề\s+)?(?:có|lên)\s+(?:bất (?:kỳ|kì|cứ)\s+|một\s+)?(?:kế hoạch|dự định|ý định|lịch trình)\b"
    r"(?!\s+(?:thay đổi|hủy|huỷ|hoãn|trì hoãn|dời|rút ngắn))[^;.]{0,130}$"
)
# "chưa có tổng thống X nào thăm Y", "chưa có nhà lãnh đạo X thăm Y trong nhiều năm qua"
_NOBODY = pattern(
    r"\b(?:chưa|không)\s+(?:có|một)\b[^,;.]{0,40}\bnào\b[^,;.]{0,24}$"
    r"|\bchưa\s+(?:từng\s+)?có\s+(?:một\s+)?(?:nhà\s+|vị\s+)?(?:lãnh đạo|nguyên thủ|tổng thống|thủ tướng|ngoại trưởng"
    r"|quan chức)\b[^,;.]{0,40}$"
)
_PLANNED = pattern(r"\b(?!(?<=\bđã )chuẩn bị)<plan>\b")
# in a sentence with none of these nothing is called off
_CALL_OFF = (*listed("cancel"), "đổ vỡ", "lùi", "dời")
_CANCELLED = pattern(r"\b<cancel>\b")
# "không có lý do để trì hoãn chuyến thăm", "bác tin A hủy chuyến thăm"
_NOT_CALLED_OFF = pattern(
    r"\b(?:lý do|nếu|khả năng|bác bỏ|bác|phủ nhận|nguy cơ|dọa|đe dọa|chưa|không)\b[^,;.]{0,50}\b<cancel>\b"
)
_CALLED_OFF_FOR = pattern(r"\b<cancel>\s(?!(?:bỏ\s+)?(?:kế hoạch|dự định|ý định)\b)[^,;.]{3,90}\bđể\s+(?:\S+\s+){0,2}$")
# "chuyến thăm X của A đã bị hoãn"
_CALLED_OFF = pattern(r"^\s+(?:\S+\s+){0,12}?(?:bị|đã)\s+(?:(?:trì |tạm )?hoãn|hủy|huỷ)\b")
# "A lùi (lịch trình) chuyến thăm X sang tháng 10"
_WAS_PUT_BACK = pattern(r"\s+(?:[^\s,;.]+\s+){0,12}?(?:bị|được|phải)\s+(?:lùi|dời)\b")
_TO_LATER = pattern(r"\b(?:sang|đến|tới)\s+(?:ngày|tháng|năm|tuần|quý|cuối|đầu|giữa|mùa|\d)")
_PUT_BACK = pattern(r"\b(?:lùi|dời)\s+(?:lại\s+)?(?:(?:lịch trình|lịch|thời gian|thời điểm|ngày|kế hoạch)\s+)*$")
# "cuộc gặp giữa A, chức vụ, và B, chức vụ, dự kiến diễn ra ngày 3/4, đã bị hủy"; not "… sau khi C bị hoãn"
_NOUN_CALLED_OFF = pattern(
    r"(?:(?!\b(?:khi|vì|(?<!tự )do|dù|sau|trước|nhưng)\b)[^;]){0,300}?\b(?:(?:bị|phải)\s+<cancel>|(?:đã|bị)\s+đổ vỡ)\b"
)
# "đã có cuộc gặp", "vừa tiếp"
# "nếu ông A gặp B", "khả năng A thăm X", "bác tin A đã điện đàm với B"
_IMAGINED = pattern(
    r"\b(?:nếu|giả sử)\b[^,;.]{0,36}$"
    r"|\bnếu\s[^,;.]{2,40},\s+(?:đây|đó|thì đây)\s+(?:sẽ\s+)?là\b[^,;.]{0,40}$"
    r"|\bnếu\s[^;.]{2,140}\s(?:các|những)\s+(?:cuộc\s+)?$"
    r"|\bnếu\s+(?:được\s+)?(?:diễn ra|tổ chức|tiến hành)\b[^;.]{0,40}\blà\s+(?:một\s+)?$"
    r"|\b(?<!\b(?:tài|dữ|tư|nguyên|nhiên|vật|chất|số) )<imagined>\b[^,;.]{0,80}$"
    r"|\b(?:phủ nhận|bác bỏ|bác|(?:chưa|không|từ chối) (?:thể )?xác nhận) "
    r"(?:(?:các|những) )?(?:thông tin|tin|việc)\b[^;]{0,260}$"
)
# "X bác tin A đã điện đàm với B": what the page says did not take place
_DENIED = pattern(
    r"\b(?:phủ nhận|bác bỏ|bác) (?:(?:các|những) )?(?:thông tin|tin|việc)\b[^;]{0,160}$|\bphủ nhận\b[^,;.]{0,50}$"
    r"|\bkhông (?:hề )?có (?:bất (?:kỳ|kì|cứ) )?(?:một )?$"
)
# "Tờ X viết A đã gọi điện cho B": told by the papers
_BY_PAPERS = pattern(
    r"\b(?:bài báo|bài viết|tờ|báo|cuốn sách|truyền thông|nguồn tin)\b[^;]*\b(?:viết|đưa tin|đăng|cho rằng|nói rằng|dẫn"
    r"|tiết lộ)\b"
)
# "không phá vỡ khối bằng cách hội đàm với từng nước": how something might be done
_BY_WAY_OF = pattern(r"\b(?:không|nhằm|để|nên|có thể|cần|kêu gọi)\b[^;.]{0,80}\bbằng cách\s+(?:\S+\s+){0,2}$")
# "A đồng ý (sẽ) gặp B"
_PROMISED = pattern(r"\b<promise>\s+(?:sẽ\s+)?$")
# "cuộc gặp giữa A và B ngày 7/7 sẽ diễn ra"
_TO_COME = pattern(r"[^;.]{0,160}?\bsẽ\s+<to_come>\b")
# "đòi hủy chuyến thăm của A"
_TO_CALL_OFF = pattern(
    r"\b<call_off_wish>\s+(?:hoãn|hủy|huỷ)\b"
    r"|\b(?:đòi|kêu gọi|yêu cầu|đề nghị|thúc giục)\b[^,;.]{0,60}\b(?:hoãn|hủy|huỷ)\b"
)
# "những cuộc trao đổi giữa A và B đóng vai trò quan trọng": talk in general
_SEVERAL = pattern(r"\b(?:những|các)\s+(?:cuộc\s+)?$")
_IN_GENERAL = pattern(r"[^;.]{0,120}?\b(?:đóng vai trò|đóng góp|góp phần|có ý nghĩa|là dịp|luôn)\b")
# "Tại cuộc gặp", "kết quả cuộc hội đàm"; "nhân" as in "nhân cuộc gặp", not in "phu nhân"
RETOLD = pattern(r"\b(?:<retold>|(?<!phu )nhân)\s+(?:các\s+|hai\s+|những\s+)?(?:cuộc\s+|buổi\s+|lễ\s+)?$")
# "…, đang chờ đợi, A nói: “B thăm X”": what is quoted stands for itself
_ONE_WORD = pattern(r"[\"“]\p{L}+[\"”]")  # "sẽ là chủ đề “nóng” trong cuộc gặp"
_QUOTED = pattern(r":\s*[\"“]|[\"”],?\s")
# "X là nơi A tiếp khách"; not "X là nơi A đã tiếp B", "X từng là nơi diễn ra cuộc gặp đầu tiên giữa A và B"
_ONLY_PLACE = pattern(r"(?<!\btừng )\blà nơi\b(?!.*\bđã\s*$)")
# "A đã thành lập tổ công tác làm việc với Tập đoàn B": what the body is for
_SET_UP = pattern(
    r"\b(?:thành lập|cử)\s+(?:\S+\s+){0,3}?(?:tổ|đoàn|nhóm|ban)\s+"
    r"(?:công tác|thanh tra|kiểm tra|liên ngành)[^,;.]{0,24}$"
)
# "A sẽ sẵn sàng gặp B", "A sẽ muốn gặp B", "dân mạng hy vọng hai nhà lãnh đạo sẽ sớm gặp mặt": ready or hoped for
_READY = pattern(
    r"\bsẵn sàng\s+(?:sẽ\s+)?$"
    r"|\bsẽ\s+(?:rất\s+)?[“\"]?(?:vinh dự|hân hạnh)[”\"]?\s+(?:được\s+|khi\s+)*$"
    r"|\b(?:đề nghị|đề xuất)\s+(?:là\s+)?sẽ\s+$"
    r"|\bsẽ\s+(?:rất\s+)?muốn\s+(?:được\s+|sớm\s+)*$"
    r"|\b(?:hy vọng|hi vọng|mong|mong muốn|mong chờ)\b[^,;.]{0,140}\bsẽ sớm\s+(?:\S+\s+)?$"
)
# "A còn muốn sang X gặp B"
_WISHED_THERE = pattern(r"\b(?:muốn|mong|hy vọng)\s+(?:được\s+|sớm\s+)*(?:sang|đến|tới|đi)\s+\S+(?:\s\S+){0,3}\s*$")
# "chị Hà (xã X, huyện Y) mà chúng tôi đã gặp": whom the reporters met
_OUR_OWN = pattern(r"\bmà (?:chúng tôi|tôi|phóng viên|pv)\s+(?:\S+\s+)?$")
# "A và B nhất trí tổ chức một cuộc gặp cấp thứ trưởng vào cuối tháng 8 tới", "… các cuộc tiếp xúc cấp cao": of others
# than A and B
_AGREED_TO_HOLD = pattern(
    r"\b(?:nhất trí|đồng ý|thống nhất|thỏa thuận|thoả thuận)\s+(?:sẽ\s+|sớm\s+)*tổ chức\s+(?:một\s+)?"
    r"((?:các|những)\s+)?(?:cuộc\s+)?$"
)
# "Ngày 3/4, A và B đồng ý (sẽ) gặp nhau": the day is that of the agreement, the meeting is to come
_AGREED_TO_MEET = pattern(
    r"\b(?:nhất trí|đồng ý|thống nhất|thỏa thuận|thoả thuận)\s+(?:sẽ\s+|sớm\s+)*"
    r"(?:(?:tổ chức|tiến hành|có)\s+)?(?:một\s+)?(?:cuộc\s+)?$"
)
_AT_LOWER_LEVEL = pattern(r"\s*(?:song phương\s+)?(?:ở\s+)?cấp\s+(?!cao\b)")
# "A và B nhất trí … cũng như tiếp tục đối thoại": what they will go on with
_GOES_ON_TALKING = pattern(r"\b(?:nhất trí|đồng ý|thống nhất|cam kết|sẵn sàng)\b[^;.]*\btiếp tục\s+$")
# "việc A phải làm việc với B là do …": what A has to do
_HAS_TO = pattern(r"\bphải\s+$")
_FURTHERED = pattern(
    r"\b(?:tăng cường|duy trì|đẩy mạnh|thúc đẩy)\s+(?:(?!(?:trong|tại|sau|nhân)\s)\S+\s+){0,3}$"
    r"|\btrao đổi (?:các )?đoàn(?: (?:các cấp|cấp cao))?(?:,| và)\s+(?:các\s+)?(?:cuộc\s+)?$"
)
# "thiết lập quan hệ làm việc với B", "điều kiện làm việc với B": how one works together
_OF_WORK = pattern(r"\b(?:quan hệ|tinh thần|điều kiện|môi trường|phong cách|cách|kinh nghiệm)\s+$")
# "Vinh dự được gặp lại B, A nói": at their meeting
_GLAD_TO = pattern(r"\s*(?:bày tỏ\s+)?(?:rất\s+)?(?:vui mừng|vinh dự|hân hạnh|phấn khởi)\s+(?:được\s+)?")
# "A hy vọng sẽ (sớm có cuộc) gặp B"
_HOPES_TO = pattern(
    r"\b(?:hy vọng|hi vọng|mong|mong muốn|kỳ vọng)\s+(?:rằng\s+)?(?:<address>\s+)*sẽ\s+"
    r"(?:(?:sớm|được|có thể|có cơ hội|tổ chức|có|tiến hành|mở|một|cuộc)\s+)*$"
)
# "vui mừng trở lại thăm X và gặp lại B"
_GLAD_AND = pattern(r"\b(?:vui mừng|vinh dự|hân hạnh|phấn khởi)\s(?!được\s)[^,;.]{6,80}\svà\s+(?:được\s+)?$")
_PREPARED = pattern(
    r"\b(?:chuẩn bị|sắp xếp|thu xếp|lên kế hoạch)\s+(?:tổ chức\s+)?(?:cho\s+)?(?:các\s+|một\s+)?(?:cuộc\s+|buổi\s+)?$"
    r"|\b(?:nhằm|để)\s[^,;.]{3,80}\btrước\s+(?:thềm\s+)?(?:các\s+|một\s+)?(?:cuộc\s+|buổi\s+)?$"
)
# "A đã lên lịch điện đàm với B"
_SCHEDULED = pattern(r"\b(?:lên lịch|xếp lịch|đặt lịch)\s+(?:để\s+|sẽ\s+|cho\s+|có\s+|một\s+|cuộc\s+|buổi\s+)*$")
# "bước tiến hướng tới cuộc gặp trực tiếp giữa A và B": nobody says that it is fixed
_ON_THE_WAY = pattern(
    r"\b(?:hướng tới|tiến tới|mở đường|dọn đường|đặt nền móng|tạo tiền đề|tạo điều kiện)\s+(?:cho\s+|đến\s+|tới\s+)?"
    r"(?:(?:việc|khả năng|tổ chức|các|một|những)\s+)*(?:cuộc\s+|buổi\s+)?$"
)
# "kỳ vọng thông qua các cuộc hội đàm giữa A và B", "cuộc gặp với A, B được kỳ vọng là dịp để"
_EXPECTED = pattern(
    r"\b(?:kỳ vọng|trông đợi|mong đợi)\s+(?:rằng\s+)?(?:thông qua|qua|ở|vào|tại)\s+"
    r"(?:các\s+|những\s+)?(?:cuộc\s+|buổi\s+)?$"
)
# "cuộc thảo luận với B đang được lên kế hoạch"
_IS_PREPARED = pattern(
    r"[^,;.]{0,160}?\b(?:đang|đã)\s+được\s+(?:lên kế hoạch|lên lịch|chuẩn bị|sắp xếp|thu xếp|ấn định)\b"
)
# "hội nghị thượng đỉnh giữa A và B khó có thể mang lại kết quả"
_MIGHT = pattern(
    r"\s*(?:(?!đã\b|vừa\b)[^\s,;.]+\s+){0,24}?(?:khó có thể|khó|có thể)\s+(?:sẽ\s+|sớm\s+)?"
    r"(?:mang lại|đạt|dẫn đến|tạo ra|giúp|thành công|diễn ra|được tổ chức|bị|đổ vỡ)\b"
    r"|\s*(?:(?!đã\b|vừa\b)[^\s,;.]+\s+){0,24}?(?:có|đứng trước|đối mặt với|đối mặt)\s+nguy cơ\b"
)
_EXPECTED_OF = pattern(r"[^;.]{0,180}?\bđược\s+(?:kỳ vọng|trông đợi|mong đợi|chờ đợi)\b")
# "A đã gặp B ngày 3/4 trước khi lên đường tới X gặp C": what comes after, on another day, at another place
GOES_ON_TO = pattern(
    r"\btrước khi\s+(?:sẽ\s+|tiếp tục\s+)?(?:lên đường|bay|rời|di chuyển|sang|đến|tới)\b(?:(?!\b(?:đã|từng)\b)[^,;.])*$"
)
_AFTERWARDS = pattern(r"\b(?:ngay )?sau khi\s+(?:có\s+|kết thúc\s+)?$")
_JUST_DONE = pattern(r"\b(?:đã|vừa)\s+(?:\S+\s+){0,2}$")
_DONE = pattern(r"\bđã\b")
# "đoàn chuẩn bị xây dựng X đã được B tiếp"
_DONE_TO = pattern(r"\bđã được\b(?!.*\b<plan>\b)[^;]{0,120}$")
# "cuộc gặp giữa A và B, nếu diễn ra, sẽ là …": only weighed
_IF_HELD = pattern(
    r"[^;.]{0,160}?\bnếu\s+(?:(?:thực sự|thật sự|có|được|nó|nó được|cuộc gặp|cuộc gặp được)\s+)?"
    r"(?:diễn ra|tổ chức|tiến hành|thành hiện thực|thành công|suôn sẻ)\b"
)
# "vụ nổ xảy ra vài ngày trước khi A (có chuyến) thăm X": to come, as far as the page tells
_DAYS_BEFORE = pattern(
    r"\b(?:xảy ra|diễn ra|đưa ra|công bố|thông báo|tiến hành|bắt đầu|được tung ra|thực hiện)\b[^,;.]{0,60}?"
    r"\b(?:vài|mấy|ít|một|hai|ba|bốn|năm|sáu|bảy|mười|\d+)\s+(?:ngày|hôm|tuần|giờ|tiếng)\s+trước khi\s[^;.]{0,110}$"
)
_LONG_AGO = pattern(r"\b(?:đã|từng|vừa|năm ngoái|năm trước|tuần trước|tháng trước|năm \d{4}|hồi|hôm)\b")
# "Cuộc gặp Trump - Putin sắp tới"
_UPCOMING = pattern(r"(?:\s+(?!vừa qua\b|trước\b|khi\b)[^\s,;.]+){0,18}?\s+(?:sắp tới|tới đây)\b")


def is_denied(frame: Frame, cue: Cue) -> bool:
    """Whether the sentence says of a contact that news of it is false."""
    ahead = frame.gap(max(frame.clause_start(cue.start), cue.start - 190), cue.start)
    return _DENIED.search(ahead) is not None


def told_by_papers(text: str, start: int, end: int) -> bool:
    """Whether a sentence (lowered) tells what papers and sources write."""
    return _BY_PAPERS.search(text, start, end) is not None


_COUNTED = pattern(r"\b(?:\d+|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|nhiều|vài)\s+(?:cuộc\s+|lần\s+)?$")
_SINCE = pattern(r"\b(?:kể từ|từ|trong)\b[^,;.]{2,40}\b(?:tới|đến|cho đến|trở lại) (?:nay|đây)\b|\bđến nay\b")
_QUOTATION = pattern(r"[“\"][^“”\"]*[”\"]")


AT_PLANE = ("sân bay", "máy bay", "cảng hàng không", "đường băng")


def meets_plane(frame: Frame, cue: Cue) -> bool:
    """ "A đón tiếp B tại sân bay": a welcome, no reception."""
    return frame.gap(cue.start, cue.end) == "đón tiếp" and frame.says(*AT_PLANE)


def status_of(frame: Frame, cue: Cue, subject_end: int | None) -> str | None:
    """held, planned, cancelled; None when the words only wish, deny, imagine or order it."""
    since = subject_end if subject_end is not None else max(frame.clause_start(cue.start), cue.start - 60)
    before = frame.gap(min(since, cue.start), cue.start)
    if subject_end is None:  # "“X sẽ dùng vốn của mình” Tháng 11, tại buổi làm việc với B": said in another breath
        before = before.rpartition("”")[2]
    if '"' in before or "”" in before:  # "A tuyên bố “chúng tôi sẽ không lùi bước” và gặp B"
        before = _QUOTATION.sub(" ", before)
    near = frame.ahead(cue.start, 40)
    clause = frame.gap(frame.clause_start(cue.start), cue.start)
    if frame.says(*_CALL_OFF):
        if _TO_CALL_OFF.search(clause[-80:]):
            return None
        # "A hoãn tới X, B tiếp C": what stands before the subject is another's
        own = clause if subject_end is None or frame.noun(cue) else before
        if _NOT_CALLED_OFF.search(own[-110:]):
            return None
        # "vấn đề bị trì hoãn quá lâu trong cuộc gặp với B": what was put off is not the meeting
        there = frame.noun(cue) and _AT_IT.search(near[-12:]) is not None
        if _FALSE_NEWS.search(clause[-120:]) and (_falls_out(frame, cue) or _is_called_off(frame, cue)):
            return "planned"  # "bác bỏ thông tin nói rằng chuyến thăm X của A sẽ bị hoãn"
        if _CALLED_OFF_FOR.search(own[-110:]):
            return None  # "A đã hoãn cuộc tranh luận để gặp B"
        behind = frame.gap(cue.end, min(frame.clause_end(cue.end), cue.end + 160))
        if _PUT_BACK.search(own[-50:]) or _WAS_PUT_BACK.match(behind):
            return "planned" if _TO_LATER.search(behind) else "cancelled"
        if (_CANCELLED.search(own[-80:]) and not there) or _is_called_off(frame, cue) or _falls_out(frame, cue):
            return "cancelled"
    if _NEGATED.search(near) or _is_ordered(frame, cue, clause) or _ONLY_PLACE.search(clause[-60:]):
        return None
    if was_first_plan(frame, cue):
        return None
    if _NOT_PLANNED.search(clause[-170:]) or _was_planned_then(frame, cue, near) or _SHOULD_HAVE.search(near):
        return None
    if _MAY_HAVE.search(near):
        return None
    if _MAY.search(near) and _WHETHER.match(frame.lowered, cue.end, frame.clause_end(cue.end)):
        return None
    if _IMAGINED.search(clause[-290:]) or _NOBODY.search(clause[-80:]) or _BY_WAY_OF.search(clause[-110:]):
        return None
    if (
        frame.noun(cue)
        and _SEVERAL.search(near)
        and _IN_GENERAL.match(frame.lowered, cue.end, frame.clause_end(cue.end))
    ):
        return None
    if frame.noun(cue) and _COUNTED.search(near) and _SINCE.search(frame.gap(frame.start, cue.start)):
        return None  # "Kể từ đầu tháng 8 tới nay, hai nhà lãnh đạo đã có 4 cuộc điện đàm"
    if cue.form == "working" and _HAS_TO.search(near):
        return None
    if cue.form == "working" and (_SET_UP.search(clause[-90:]) or _OF_WORK.search(near)):
        return None
    if _WISHED_THERE.search(near) or _READY.search(clause[-180:]):
        return None
    if _OUR_OWN.search(near) or _is_of_stranger(frame, cue):
        return None
    if (agreed := _AGREED_TO_HOLD.search(near)) and (
        agreed[1]
        or frame.gap(cue.start, cue.end).startswith(("các ", "những "))
        or cue.form == "discussion"  # "nhất trí sớm tổ chức đối thoại nông nghiệp": of others
        or _AT_LOWER_LEVEL.match(frame.lowered, cue.end, frame.end)
    ):
        return None
    if cue.type in _HELD_ON and (agreed or _AGREED_TO_MEET.search(near) or _SETS_OUT_TO.search(clause[-90:])):
        return "planned"
    if cue.form == "discussion" and _GOES_ON_TALKING.search(clause[-160:]):
        return None
    if cue.form == "discussion" and _IN_A_CALL.match(frame.lowered, cue.end, frame.end):
        return None  # told as the call
    if _FURTHERED.search(near):
        return None  # "sẽ tăng cường trao đổi, tiếp xúc cấp cao"
    if frame.noun(cue) and _IF_HELD.match(frame.lowered, cue.end, frame.clause_end(cue.end)):
        return None
    if frame.noun(cue) and (_EXPECTED.search(clause[-120:]) or _EXPECTED_OF.match(frame.lowered, cue.end, frame.end)):
        return "planned"
    if frame.noun(cue) and _IS_PREPARED.match(frame.lowered, cue.end, frame.clause_end(cue.end)):
        return "planned"
    noun = frame.noun(cue) or frame.gap(cue.start, cue.end).endswith(" giữa")
    if noun and not RETOLD.search(near) and _MIGHT.match(frame.lowered, cue.end, frame.clause_end(cue.end)):
        return None
    if frame.noun(cue) and "các " in near[-16:] + frame.gap(cue.start, cue.end) and _AMONG_MATTERS.search(near):
        return None
    if frame.noun(cue) and _ON_THE_WAY.search(near):
        return None
    if _SCHEDULED.search(near):
        return "planned"
    if frame.noun(cue) and _PREPARED.search(near):
        return "planned"  # "thảo luận việc chuẩn bị cho cuộc hội đàm giữa A và B"
    if _goes_on_to(frame, cue, clause, subject_end):
        received = any(c.shape == "receive" and c.end < cue.start for c in frame.sentence.cues)
        return None if received else "planned"  # "A tiếp B trước khi sang X gặp C": who goes on isn't told
    if _AFTERWARDS.search(near) and not _PLANNED.search(frame.gap(max(frame.start, cue.start - 45), cue.start)):
        return "held"  # "Trong cuộc họp báo sau khi gặp B, A nói"
    if frame.noun(cue) and _SAID_AT_IT.search(near):
        return "held"
    if frame.noun(cue) and _AFTER_IT.search(near) and _HAVE_SAID.search(frame.gap(frame.start, cue.start)):
        return "held"
    if frame.noun(cue) and _AT_IT.search(near[-12:]) and _ON_A_PAST_DAY.match(frame.lowered, cue.end, frame.end):
        return "held"  # "tuyên bố sẽ chú trọng vào X trong cuộc gặp đầu tiên hôm 30/6"
    if frame.noun(cue) and _CAME_AFTER.search(near):
        return "held"  # "dự kiến tổ chức hôm 2/3 đã đổ vỡ sau khi cuộc hội đàm giữa A và B"
    if _HOPES_TO.search(near):
        return None
    if _PLANNED.search(before) or _PROMISED.search(near) or _is_to_come(frame, cue, before, clause):
        return "planned"
    clause = _OTHER_CLAUSE.split(_QUOTED.split(_ONE_WORD.sub(" ", clause))[-1])[-1]
    if _GLAD_AND.search(near) and frame.lowered.startswith("gặp lại", cue.start):
        return None  # said at the meeting that the page tells of
    # "A nêu yêu cầu tại buổi làm việc với B": asked there
    at_it = frame.noun(cue) and (_AT_IT.search(near[-12:]) or _AFTER_IT.search(near[-20:]))
    wished = None if at_it or _GLAD_TO.fullmatch(clause) else _WISHED.search(near)
    if wished and wished[0].startswith("khi ") and subject_end is not None:
        wished = _WISHED.search(near, wished.start() + 1)  # "khi A muốn gặp B"
    if wished and wished[0].startswith("để ") and subject_end is not None and _COMES_FOR.fullmatch(before):
        return "held"  # "A tới X để hội đàm với B"
    if wished and wished[0].startswith("để ") and (come := _COME_FOR.search(clause[-110:])):
        return "planned" if "sẽ" in come.groups() else "held"  # "A đã tới X để gặp B"
    if wished and not _JUST_DONE.search(near):
        return None
    if frame.noun(cue) and _says_there_later(frame, cue):
        return "planned"
    if frame.noun(cue) and _UPCOMING.match(frame.lowered, cue.end, frame.clause_end(cue.end)):
        return "planned"
    if _DAYS_BEFORE.search(clause[-230:]) and not _LONG_AGO.search(clause + frame.gap(cue.end, frame.end)):
        return "planned"
    done = _DONE.search(before) or _DONE_TO.search(clause)
    if _PLANNED.search(clause) and not done:
        return "planned"
    return "held"


# "thảo luận trong một cuộc điện thoại"
_IN_A_CALL = pattern(r"\s+(?:với nhau\s+)?(?:trong|qua)\s+(?:một\s+)?cuộc\s+(?:điện đàm|điện thoại)\b")
# "thảo luận về tiến trình hòa bình, bao gồm các cuộc hội đàm tại X": a matter, of whoever talks there
_AMONG_MATTERS = pattern(r"\b(?:bao gồm|kể cả|trong đó có)\s+(?:cả\s+)?(?:(?:các|những)\s+)?(?:(?:cuộc|vòng)\s+)?$")
# "hôm" counts back from the day of writing
_ON_A_PAST_DAY = pattern(r"(?:\s+[^\s,;.]+){0,14}?\s+hôm\s+(?:\d|qua\b|kia\b)")
_CAME_AFTER = pattern(r"\b(?:đã|bị)\s+(?:\S+\s+){1,4}sau khi\s+(?:một\s+)?(?:cuộc\s+|buổi\s+)?$")
# "lẽ ra đã gặp B", "suýt có cuộc gặp với B"
_SHOULD_HAVE = pattern(
    r"\b(?:lẽ ra|đáng lẽ|đáng lý|đáng ra|suýt)\s+(?:(?:đã|sẽ|phải|được|có|thì|là|một|cuộc|ông|bà|nữa|tới|đến|đi)\s+)*$"
)
# "dự kiến hội đàm với B cuối tuần trước": of the plan, not of what came of it
_PLANNED_THEN = pattern(
    r"(?:(?!\b(?:sau|trước khi|kể từ|từ|về|theo|mà|đã|được|bị|nhằm|để|vụ|hồi|từng|vừa|mới|của|như|<report>)\b)"
    r"[^,;.:]){0,120}?"
    r"\s(?:(?:vào|trong|hôm)\s+)?(?:(?:cuối|đầu|giữa)\s+)?(?:tuần trước|tháng trước|năm ngoái|hôm qua|hôm kia)\b"
)
# "Theo kế hoạch ban đầu, A sẽ gặp B", "Ban đầu A dự kiến thăm X": nobody says here what came of it
_AT_FIRST = pattern(
    r"\b(?:kế hoạch|lịch trình|lịch|dự kiến|dự định) ban đầu\b[^;.]{0,240}$"
    r"|(?:^|[,;]\s)\s*ban đầu\b[^;.]{0,120}\b(?:dự kiến|sẽ|định|có kế hoạch|lên kế hoạch|theo kế hoạch)\b[^;.]{0,160}$"
)


def was_first_plan(frame: Frame, cue: Cue) -> bool:
    """Whether a contact is told as what was planned at first."""
    if frame.says("ban đầu") and _AT_FIRST.search(frame.gap(frame.start, cue.start)):
        return True
    # "A hủy chuyến công du X. Theo kế hoạch, ông sẽ thăm Y": what was called off
    by_plan = _BY_PLAN.match(frame.lowered, frame.start, frame.end)
    return (
        by_plan is not None
        and _CALLS_OFF_TOUR.search(frame.lowered, max(0, frame.start - 170), frame.start) is not None
    )


_BY_PLAN = pattern(r"[\s\"“]*(?:theo|như)\s+(?:kế hoạch|lịch trình|dự kiến|chương trình)\b")
# the sentence before
_CALLS_OFF_TOUR = pattern(
    r"(?<!không )(?<!không bị )\b(?:hoãn|hủy|huỷ|hủy bỏ)\s+(?:bỏ\s+)?(?:lại\s+)?"
    r"(?:chuyến|kế hoạch thăm|kế hoạch công du)\b[^.!?]*[.!?]\s*$"
    r"|\b(?:chuyến thăm|chuyến công du)\b[^.!?]*\b(?:bị|đã)\s+(?:hoãn|hủy|huỷ)\b[^.!?]*[.!?]\s*$"
)


_SHALL = pattern(r"\b(?:sẽ|dự kiến)\s+(?:\S+\s+){0,3}$")


def _was_planned_then(frame: Frame, cue: Cue, near: str) -> bool:
    """Whether the plan was for a time that is over: nobody says here whether it came to pass."""
    return (
        _SHALL.search(near) is not None
        and _PLANNED_THEN.match(frame.lowered, cue.end, frame.clause_end(cue.end)) is not None
    )


# "Điểm nhấn của chuyến thăm là cuộc gặp giữa A và B": as the visit, behind or ahead
_HIGHLIGHT = pattern(r"\b(?:điểm nhấn|tâm điểm|trọng tâm)\b[^,;.]{0,70}\blà\s+(?:một\s+)?(?:các\s+)?$")


def is_highlight(frame: Frame, cue: Cue) -> bool:
    """Whether a contact is named as what stands out of a larger one, without a tense of its own."""
    clause = frame.gap(frame.clause_start(cue.start), cue.start)
    return _HIGHLIGHT.search(clause[-100:]) is not None and not _DONE.search(clause)


def _goes_on_to(frame: Frame, cue: Cue, clause: str, subject_end: int | None) -> bool:
    """Whether the contact is what comes after another deed of the same subject, in a phrase that does not open the
    sentence."""
    found = GOES_ON_TO.search(clause)
    if found is None or not clause[: found.start()].strip() or clause[: found.start()].rstrip().endswith(","):
        return False
    return (subject_end or 0) <= frame.clause_start(cue.start) + found.start()


# "A đến X sau khi có cuộc gặp với B": they met before
_CAME_AFTERWARDS = pattern(
    r"\b(?:đến|tới|sang)\s+(?:(?!\b(?:và|để)\b)[^,;.]){2,40}\s(?:ngay\s+)?sau\s+(?:khi\s+)?"
    r"(?:đã\s+)?(?:có\s+)?(?:cuộc\s+|buổi\s+)?$"
)


def land_gone_from(frame: Frame, cue: Cue) -> str | None:
    """The country where a contact was not: X of "A tới X gặp B trước khi sang Y gặp C" for C, of "A đến X sau khi gặp
    B" for B."""
    ahead = frame.gap(frame.start, cue.start)
    if _CAME_AFTERWARDS.search(ahead[-90:]):
        lands = [a for a in frame.sentence.actors if a.kind in _LANDS and a.country and a.end <= cue.start]
        return lands[-1].country if lands else None
    found = GOES_ON_TO.search(ahead)
    behind = frame.start + found.start() if found else frame.start
    return next((a.country for a in frame.sentence.actors if a.kind in _LANDS and a.country and a.end <= behind), None)


_LANDS = frozenset(["country", "locality"])
_COMES_FOR = pattern(r"\s*(?:ngày \S+\s+|hôm \S+\s+)?(?:bay\s+)?(?:tới|đến|sang)\b[^,;.]{0,50}\bđể\s+(?:có\s+)?")


# "Trong cuộc hội đàm với B trong tuần này, A sẽ đề nghị"
_WILL = pattern(r"\s*(?:cũng\s+)?sẽ\s")
_THERE = pattern(r"^\s*(?:theo dự kiến,?\s+|dự kiến,?\s+)?(?:trong|tại)\s+(?:cuộc\s+|buổi\s+)?$")


def _says_there_later(frame: Frame, cue: Cue) -> bool:
    """Whether the subject behind a phrase that opens with the meeting will do something at it."""
    if not _THERE.match(frame.gap(frame.start, cue.start)):
        return False
    who = next(
        (
            a
            for a in frame.sentence.actors
            if a.start > cue.end and a.kind in ("person", "office", "pronoun") and "," in frame.gap(cue.end, a.start)
        ),
        None,
    )
    return (
        who is not None
        and _WILL.match(frame.gap(who.end, frame.end)) is not None
        and not REPORTED.search(frame.gap(cue.end, who.start))
    )


# "Cuộc gặp gây tranh cãi của Lynch với B"
_OF = pattern(r"\s*(?:(?!với\b)[^\s,;.]+\s+){0,4}?của\s+(?:<address>\s+)*")


def _is_of_stranger(frame: Frame, cue: Cue) -> bool:
    """Whether a meeting is that of somebody of whom the page says nothing more."""
    owned = _OF.match(frame.lowered, cue.end, frame.end) if frame.noun(cue) else None
    if owned is None:
        return False
    owner = next((a for a in frame.sentence.actors if a.start <= owned.end() < a.end), None)
    return owner is not None and owner.kind == "surname" and not frame.people.resolved(owner)


_FALSE_NEWS = pattern(r"\b(?:bác bỏ|phủ nhận|bác|cải chính) (?:(?:các|những) )?(?:thông tin|tin|tin đồn)\b[^;.]*$")


def _is_called_off(frame: Frame, cue: Cue) -> bool:
    """ "chuyến thăm X của A đã bị hoãn"."""
    return _CALLED_OFF.search(frame.gap(cue.end, cue.end + 120)) is not None


_COME_FOR = pattern(
    r"\b(đã|vừa|sẽ|mới)\s+(?:lên (?:chuyên cơ|máy bay)\s+)?rời\s[^,;.]{2,60}\bđể\s+(?:lên đường\s+)?"
    r"(?:bắt đầu|khởi đầu|mở đầu)\s+"
    r"(?:một\s+)?$|"
    r"\b(đã|vừa|sẽ|mới|từng)\s+(?:bay\s+|lên đường\s+)?(?:tới|đến|sang|(?:hạ cánh|đáp) (?:xuống|tại|ở))\b"
    r"[^,;.]{0,70}\bđể\s+(?:\S+\s+){0,2}$"
    r"|\bcó mặt (?:tại|ở)\b[^,;.]{0,70}\bđể\s+(?:\S+\s+){0,2}$"
    r"|\b(đã|vừa|sẽ)\s+(?:đích thân\s+|trực tiếp\s+)?ra\s+(?:tận\s+|đến\s+|tới\s+)?[^,;.]{2,40}\bđể\s+$"  # "để đón B"
)


def _falls_out(frame: Frame, cue: Cue) -> bool:
    """ "Cuộc gặp giữa A và B, dự kiến diễn ra ngày 3/4, đã bị hủy": a noun, no other contact up to there."""
    if not frame.noun(cue):
        return False
    ahead = _NOUN_CALLED_OFF.match(frame.lowered, cue.end, frame.clause_end(cue.end))
    return ahead is not None and not any(cue.end <= other.start < ahead.end() for other in frame.sentence.cues)


# "X sẽ duy trì hòa bình, ông A tiết lộ trong cuộc gặp với B"
_SAID_AT_IT = pattern(r"(?<!\bsẽ )\b<report>\s+(?:\S+\s+){0,2}?(?:tại|trong)\s+(?:buổi\s+|cuộc\s+)?$")
_AT_IT = pattern(r"\b(?:tại|trong)\s+(?:buổi|cuộc)?\s*$")
# "thông báo sáng kiến sau một cuộc gặp", "hy vọng sau cuộc gặp giữa A và B ngày 3/4, X sẽ …": it has taken place
_AFTER_IT = pattern(r"\bsau\s+(?:khi\s+)?(?:một\s+|các\s+)?(?:buổi|cuộc)?\s*$")


# "X và Y đã xác nhận cuộc hội đàm sẽ diễn ra ở Z sau cuộc điện đàm giữa A và B"
_HAVE_SAID = pattern(
    r"\b(?:đã|vừa) (?:xác nhận|thông báo|công bố|tuyên bố|nhất trí|đồng ý|thống nhất)\b[^;.]*\bsau\s+(?:\S+\s+)?$"
)


def _is_ordered(frame: Frame, cue: Cue, clause: str) -> bool:
    """An order or a call, told outside the names of the sides: not "Ủy ban chỉ đạo hợp tác X - Y đã hội kiến B"."""
    ordered = _ORDERED.search(clause[-260:])
    ahead = frame.ahead(cue.start, 20)
    if ordered is None or (frame.noun(cue) and (_AT_IT.search(ahead[-12:]) or _AFTER_IT.search(ahead))):
        return False  # "A nêu yêu cầu tại buổi làm việc với B"
    at = frame.clause_start(cue.start) + max(0, len(clause) - 260) + ordered.start()
    if frame.text[at].isupper() and at > frame.clause_start(cue.start):
        return False  # "dự Hội nghị Sáng kiến đầu tư và thăm X": a name
    return _ORDERED.search(_between_sides(frame, frame.clause_start(cue.start), cue.start)[-260:]) is not None


def _is_to_come(frame: Frame, cue: Cue, before: str, clause: str) -> bool:
    """ "Cuộc gặp giữa A và B sẽ diễn ra …": a noun, nobody speaking at it."""
    if not frame.noun(cue) or cue.shape == "visit" or RETOLD.search(clause):
        return False
    ahead = _TO_COME.match(frame.lowered, cue.end, frame.clause_end(cue.end))
    if ahead is None or REPORTED.search(ahead[0]) or _DONE.search(before + ahead[0]):
        return False
    # "cuộc gặp giữa A và B bàn về chuyến thăm X sẽ diễn ra …": the visit will
    return not any(
        cue.end < c.start < ahead.end() and c.noun and _ON_MATTER.search(frame.ahead(c.start, 24))
        for c in frame.sentence.cues
    )


# "A đã lên đường tới X để | gặp B"
_SETS_OUT_TO = pattern(r"\b(?:lên đường|khởi hành)\b[^;.]{0,70}\bđể\s+(?:\S+\s+){0,2}$")
_ON_MATTER = pattern(r"\b(?:về|bàn|là|chuẩn bị(?: cho)?|thu xếp)\s+(?:(?:các|một|kế hoạch|việc)\s+)?$")


# --- day ----------------------------------------------------------------------------------------------------------

DATING = frozenset(["day", "relative", "weekday", "part", "span", "month", "year"])
LONG = frozenset(["span", "month", "year"])
_ONE_DAY = frozenset(["day", "weekday"])
_RIGHT_BEHIND = pattern(r"\s*(?:vào\s+|hôm\s+)?(?:ngày\s+)?")
_CALENDAR = frozenset(["month", "year"])
# "A cho biết", between a day and a cue
REPORTED = pattern(r"\b<report>\b")
# "một tuần sau khi A gặp B": the day before it is another's
_SOME_TIME_FROM = pattern(r"\b(?:tuần|tháng|năm|ngày|hôm|giờ)\s+(?:sau|trước)\s+(?:khi\s+)?")
# "loan báo hôm thứ Sáu rằng A gặp B"
_SAID = pattern(r"\b<report>\s+(?:vào\s+|hôm\s+)?(?:ngày\s+)?$")
_THAT = pattern(r"\s*rằng\b")
# "Năm 1987, A tiếp B", "Trước đó, hồi tháng 5, A tiếp B"
_OPENING = pattern(r"\s*(?:\S+\s+){0,2}?(?:vào|hồi|trong|trước đó,?)?\s*")
# "C cho biết, (vào) tháng 11/2016 A đã làm việc với B"
_SAYS_THAT = pattern(r"\b<report>\s*(?:,|rằng|:)\s*[\"“]?(?:vào|hồi|trong)?\s*$")
# "A gặp B hồi tháng 5/2013", "diễn ra trong năm 2013"
_IN_MONTH = pattern(r"\b(?:hồi|vào|trong|diễn ra|là)\s*$")
_MONTH_IN = pattern(r"(?:hồi|vào|trong)\b")
# "gặp B trước Hội nghị ngày 3/4"
_DAY_TAKEN = pattern(r"\b<day_taker>\b(?! án\b)")
# "vụ việc xảy ra tối 3/4", "nghị quyết 15 ngày 3/4"
_HAPPENED = pattern(r"\b(?:<happened>|nghị quyết \S+)\s*(?:vào|lúc|tối|sáng|chiều|đêm)?\s*$")
# "Nhân Ngày quốc tế … được tổ chức vào ngày 26/11, A gửi điện"
# "Tuyên bố chung 15/6", "Hiệp định 27/1": a paper named after its day; not "ký tuyên bố chung ngày 3/4"
_NAMED_AFTER = pattern(r"\b(?:tuyên bố chung|tuyên bố|hiệp định|thỏa thuận|thoả thuận|cách mạng|phong trào)\s+$")
_FEAST_HELD = pattern(r"\bnhân\s+(?:dịp\s+)?(?:ngày|lễ)\b[^;.]*\btổ chức\s+(?:vào\s+)?$")
# "(11/7/1921-11/7/2024)"
_JUBILEE = pattern(r"\d{4}\s*[-–]\s*\d{1,2}")

# "chiều 1/7 theo giờ địa phương (tối cùng ngày theo giờ Việt Nam)": the same hour by another clock
_AT_HOUR = pattern(r"\d\s*(?:h|giờ)\s*\d*\s*$")  # "13h15 (0h15 ngày 19/8 giờ Hà Nội)"
_HOME_CLOCK = pattern(r"\bgiờ (?:Việt Nam|Hà Nội|GMT)\b")


# "cuộc gặp với B, dự kiến diễn ra ngày 3/4": the day it is meant for
_MEANT_FOR = pattern(r"\b<plan>\s+(?:sẽ\s+)?(?:được\s+)?(?:diễn ra|tổ chức)\s+(?:vào\s+)?$")


_HELD_ON = frozenset(["meeting", "call"])


def day_of(frame: Frame, cue: Cue, right: bool = True) -> TimeWord | None:
    """The day of a contact: the nearest before the cue in its sentence, else (with `right`) the first after it."""
    usable = [t for t in frame.times if t.kind in DATING and not bracketed(frame, t)]
    if cue.type in _HELD_ON and _AGREED_TO_MEET.search(frame.ahead(cue.start, 40)):
        usable = [t for t in usable if t.start >= cue.end]
    behind = next((t for t in usable if t.start >= cue.end), None)
    if right and behind and behind.kind in _ONE_DAY and _RIGHT_BEHIND.fullmatch(frame.gap(cue.end, behind.start)):
        return behind  # "Giao tranh nổ ra từ ngày 29/1 … A và B điện đàm ngày 7/2"
    left = [t for t in usable if _dates_from_left(frame, cue, t)]
    if left and right and (own := _own_day_behind(frame, cue, left[-1], usable)) is not None:
        return own
    if left and right and AND_NEXT.fullmatch(frame.gap(left[-1].end, cue.start)):
        later = _day_after(frame, cue, usable)
        if later is not None and later.kind in _ONE_DAY:
            return later
    if left:
        # "chiều nay (17/10)": the bracket explains the word before it
        return ([t for t in left if t.kind != "part"] or left)[-1]
    opening = [t for t in usable if t.kind in _CALENDAR and t.end <= cue.start and _opens_clause(frame, t)]
    if opening and not _is_of_news(frame, cue, opening[-1]):
        return opening[-1]
    if cue.form in _OF_DAYS and (days := _span_of_talks(frame, cue, usable)) is not None:
        return days
    return _day_after(frame, cue, usable) if right else None


# "cuộc hội đàm giữa A và B vào ngày 17/7 tới": the day it is called for
_CALLED_FOR = pattern(r"\bvào\s+(?:ngày\s+)?$")
_COMING = pattern(r"\s*(?:tới|sắp tới)\b")


def _own_day_behind(frame: Frame, cue: Cue, left: TimeWord, usable: list[TimeWord]) -> TimeWord | None:
    """The coming day right behind "hy vọng sau cuộc gặp giữa C và D ngày 7/7, … cuộc hội đàm giữa A và B vào ngày 17/7
    tới": the one before is that of the meeting told first."""
    told = any(c.noun and c.type == cue.type and c.end <= left.start for c in frame.sentence.cues)
    if not told or not cue.noun or "," not in frame.gap(left.end, cue.start):
        return None
    later = _day_after(frame, cue, usable)
    if later is None or later.kind not in _ONE_DAY:
        return None
    called = _CALLED_FOR.search(frame.ahead(later.start, 12)) or frame.gap(later.start, later.end).startswith("ngày")
    coming = _COMING.match(frame.gap(later.end, frame.end)) or frame.gap(later.start, later.end).endswith("tới")
    return later if called and coming else None


_OF_DAYS = frozenset(["talks", "working", "discussion"])
_OUTLET_MARK = pattern(r"^\s*(?:\([^)]{2,24}\)|\p{L}{2,8})\s*[-–]\s*")  # "(ABC) - Ngày 3/4", "ABC - Ngày 3/4"
# "Từ ngày 3 - 5/9, A thăm X và hội đàm với B": the days of the visit
_OTHER_DEED = pattern(r"\b(?:thăm|dự|tham dự|tham gia|công tác|chuyến|hội nghị|diễn đàn|kỳ họp|khuôn khổ)\b|[;:]")


def _span_of_talks(frame: Frame, cue: Cue, usable: list[TimeWord]) -> TimeWord | None:
    """The days of "Từ ngày 3 - 5/9, Bộ A đã hội đàm với Bộ B": they open the sentence, with no other deed between."""
    for time in usable:
        if time.kind != "span" or time.end > cue.start:
            continue
        between = frame.gap(time.end, cue.start)
        opens = not _OUTLET_MARK.sub("", frame.gap(frame.start, time.start)).replace("trong", "").strip(" ,")
        return time if opens and not _OTHER_DEED.search(between) and not _is_of_news(frame, cue, time) else None
    return None


# "lập quan hệ ngoại giao ngày 5/9/1962 và ký Hiệp ước ngày 18/7/1977": each deed with its day
AND_NEXT = pattern(r"\s*,?\s*và\s+(?:việc\s+)?(?:đã\s+|sẽ\s+)?")


def _dates_from_left(frame: Frame, cue: Cue, time: TimeWord) -> bool:
    """ "Ngày 3/4, A tiếp B"; not "Ngày 3/4, C cho biết A tiếp B"."""
    return (
        time.end <= cue.start
        and time.kind not in LONG
        and not _of_other(frame, time)
        and not _is_of_news(frame, cue, time)
        and not _OF_NOUN.match(frame.gap(time.end, cue.start))
        and not _is_of_other_deed(frame, cue, time)
        and not _SOME_TIME_FROM.search(frame.gap(time.end, cue.start))
        and not (_SAID.search(frame.ahead(time.start, 24)) and _THAT.match(frame.gap(time.end, cue.start)))
    )


# "Trước cuộc bầu cử ngày 3/4, A gặp B", "Sau vụ tấn công tối 3/4, A gặp B"; not "Sau lễ đón sáng 3/4, A gặp B"
_BEFORE_OR_SINCE = pattern(
    r"\btrước\s+(?:(?:thềm|khi|thời điểm|các)\s+)*"
    r"(?:<gathering>|cuộc|buổi|phiên|vòng|trận|kỳ|lễ|chuyến|bầu cử|tổng tuyển cử)\b[^,;.]{0,60}$"
    r"|\b(?:sau|từ)\s+(?:khi\s+(?:có\s+)?)?(?:cuộc\s+|vòng\s+|các\s+|một\s+|kỳ\s+)*(?:bầu cử|tổng tuyển cử"
    r"|trưng cầu|tranh luận|đảo chính|chính biến|tấn công|không kích|vụ|trận|động đất|xung đột)\b"
    r"[^,;.]{0,60}$"
)
# "Trong cuộc phỏng vấn (với kênh X) phát sóng ngày 3/4, A nói … cuộc điện đàm với B": the day of the interview
_TOLD_IN = pattern(r"\b(?:phỏng vấn|bài đăng|bài viết|dòng trạng thái)\b[^,;.]{0,60}$")
# "Trong khuôn khổ chuyến thăm X bắt đầu từ ngày 3/4, A hội đàm với B": the first day of the visit
_VISIT_SINCE = pattern(
    r"\bchuyến\b[^,;.]{0,90}\b(?:từ|(?:bắt đầu|khởi đầu|kéo dài)(?:\s+(?:từ|vào|hôm))?)\s+(?:ngày\s+)?$"
)
# "A hoãn chuẩn bị cho cuộc tranh luận ngày 3/4 để gặp B": the day of what was left for it
_LEFT_FOR = pattern(r"\b(?:cuộc|buổi|phiên|lễ|<gathering>|chuyến)\b[^,;.]{0,60}$")
_IN_ORDER_TO = pattern(r"\s*(?:tới\s+|này\s+)?để\b")


def _is_of_other_deed(frame: Frame, cue: Cue, time: TimeWord) -> bool:
    """Whether a day before a cue is that of what came before or after it, or was put off for it."""
    ahead = frame.ahead(time.start, 110)
    if _BEFORE_OR_SINCE.search(ahead) or _TOLD_IN.search(ahead) or _VISIT_SINCE.search(ahead):
        return True
    if _IN_ORDER_TO.match(frame.gap(time.end, cue.start)) is None or _PAUSED.search(frame.ahead(time.start, 160)):
        return False
    return _LEFT_FOR.search(ahead) is not None


# "A tạm dừng cuộc họp ngày 3/4 để gọi cho B": on that day
_PAUSED = pattern(r"\b(?:tạm dừng|dừng|tạm ngưng|tạm ngừng|gián đoạn|cắt ngang)\b")


# "Ngày 3/4, A rút lui sau khi có tin ông từng gặp B", "Ngày 3/4, A, người từng gặp B, nói": the day of the news
_NEWS_OF = pattern(
    r"\b(?:có tin|cáo buộc|bị phát hiện|nghi vấn|nghi ngờ|bị tố|tiết lộ"
    r"|nhớ lại|nhớ đến|nhớ tới|gợi nhớ|nhắc lại|nhắc đến|nhắc tới)\b"
)
_ONCE = pattern(r"\b(?:người|vốn|đã) từng\s+(?:có\s+)?(?:cuộc\s+)?$")
# "phát biểu ngày 3/4 của A khiến …": the day of that noun
_OF_NOUN = pattern(r"\s*của\b")


def _is_of_news(frame: Frame, cue: Cue, time: TimeWord) -> bool:
    """Whether the words between a time and a cue make it the time of saying or of coming to light."""
    between = frame.gap(time.end, cue.start)
    return any(
        words.search(between) is not None
        for words in (REPORTED, _NEWS_OF, _ONCE, _WHERE_LATER, _CAME_HOME, GOES_ON_TO, _CAME_AFTERWARDS)
    )


# "Ngày 3/4, A đã tới X dự Hội nghị, nơi ông dự kiến sẽ gặp B": the day of coming
_WHERE_LATER = pattern(r",\s*nơi\b[^;.]*\b(?:sẽ|dự kiến)\b")
# "Tối 3/4, A đã về tới Hà Nội, kết thúc chuyến thăm X và cuộc gặp với B": the day of coming home
_CAME_HOME = pattern(r"\b(?<!trước khi )(?:về đến|về tới|về nước|rời)\b[^;.]*\bkết thúc\b")


def _opens_clause(frame: Frame, time: TimeWord) -> bool:
    """ "Năm 1987, A tiếp B": the month or the year stands before everyone."""
    before = frame.gap(frame.clause_start(time.start), time.start)
    return _OPENING.fullmatch(before) is not None or _SAYS_THAT.search(before) is not None


def _day_after(frame: Frame, cue: Cue, usable: list[TimeWord]) -> TimeWord | None:
    """ "A tiếp B ngày 3/4", "A gặp B hồi tháng 5"; None when the first day is that of something else."""
    until = frame.clause_end(cue.end)
    for time in usable:
        if not cue.end <= time.start < until or time.kind == "part" or is_of_report(frame, cue, time):
            continue
        if (
            time.kind == "span"
            and not (frame.noun(cue) and _LASTS.search(frame.ahead(time.start, 40)))
            and not _THERE_ON.fullmatch(frame.gap(_behind_side(frame, cue), time.start))
        ):
            continue
        if time.kind in _CALENDAR and not (
            _IN_MONTH.search(frame.ahead(time.start, 10))
            or _MONTH_IN.match(frame.gap(time.start, time.end))
            or _is_behind_place(frame, cue, time)
            or _is_behind_side(frame, cue, time)
            or (frame.noun(cue) and not frame.gap(cue.end, time.start).strip())  # "cuộc gặp tháng 11/2018 giữa A và B"
        ):
            continue
        behind = frame.gap(cue.end, time.start)
        if _OF_THEN.search(behind) or (not frame.noun(cue) and _FOR_WHAT_COMES.search(behind)):
            continue
        if _NEXT_STEP.match(behind) and _THEREAFTER.search(frame.ahead(cue.start, 34)):
            continue
        if time.kind in _CALENDAR and len(_own_words(frame, cue, time)) > _FAR:
            continue  # "có cuộc gặp …, sau cáo buộc can thiệp bầu cử hồi năm ngoái"
        if _is_agreed_on(frame, cue, time):
            return None
        return None if _DAY_TAKEN.search(_own_words(frame, cue, time)) else time
    return None


# "gặp B, người được bổ nhiệm hồi tháng 3", "lần đầu tiên kể từ khi chiến sự nổ ra ở X tháng 2/2022": of another deed
_OF_THEN = pattern(r"(?:,\s*người\s+(?:đã|được|từng|vừa|mới|sẽ|đang|vốn)\b|\b(?:kể từ|từ)\s+(?:sau\s+)?khi\b)[^,;]*$")
# "A và B đã bàn về hậu cần cho hội chợ dự kiến khai mạc ngày 7/9": the day of what comes
_FOR_WHAT_COMES = pattern(
    r"\b(?:cho|về|của)\s[^,;]{3,90}\b(?:dự kiến|sẽ)\s+(?:được\s+)?(?:diễn ra|tổ chức|khai mạc|bắt đầu)\b[^,;]*$"
)
# "Sau cuộc gặp với B, A tiếp tục các cuộc họp vào ngày 8/7", "…, A sẽ gặp C ngày 8/7": the day of what came next
_NEXT_STEP = pattern(
    r"^[^;]*,[^,;]*\b(?:tiếp tục|sẽ|dự kiến|gặp|hội đàm|hội kiến|tiếp|thăm|lên đường|rời|tới|đến|cuộc họp)\b"
)
# "A sẽ gặp B tại X ngày 6-7/4"; not "… trong chuyến thăm X từ ngày 6-7/4"
_THERE_ON = pattern(
    r"\s*(?:(?:tại|ở)\s+(?:(?!(?:từ|trong|thăm|hội nghị|diễn đàn|đối thoại|phiên|cuộc)\b)[^\s,;.]+\s+){1,5})?"
    r"(?:(?:vào|trong)\s+)?(?:(?:các|hai|2)\s+)?(?:ngày\s+)?"
)


def _behind_side(frame: Frame, cue: Cue) -> int:
    """Where the last of the sides right behind a cue ends."""
    ends = [a.end for a in frame.sentence.actors if a.kind in ("person", "office") and a.start >= cue.end]
    return ends[-1] if ends else cue.end


# "Cuộc gặp giữa A và B sẽ diễn ra (trong) hai ngày 6-7/4"
_LASTS = pattern(r"\b(?:diễn ra|được tổ chức|kéo dài)\s+(?:trong\s+)?$")

# "A gặp B ở X, tờ Times hôm 8/7 đưa tin", "…, theo hãng tin Y ngày 8/7"
_OUTLET = pattern(r",\s*(?:theo\s+)?(?:<outlet>\s+)*\p{Lu}[^,;]{0,50}?\s*(?:vào\s+|hôm\s+)?(?:ngày\s+)?$")
_REPORTS = pattern(r"\s*(?:đã\s+)?(?:<report>|dẫn|trích|đăng|viết)\b")


def is_of_report(frame: Frame, cue: Cue, time: TimeWord) -> bool:
    """Whether a day behind a contact is that on which an outlet told of it."""
    if _SAID.search(frame.ahead(time.start, 24)) and "," in frame.gap(cue.end, time.start):
        return True
    outlet = _OUTLET.search(frame.text[cue.end : time.start])
    if outlet is None:
        return False
    return outlet[0].lstrip(", ").startswith("theo ") or _REPORTS.match(frame.gap(time.end, frame.end)) is not None


_AGREED = pattern(r"\b(?:nhất trí|đồng ý|thỏa thuận|thoả thuận|hẹn|kế hoạch|cam kết|sẽ)\b")


def _is_agreed_on(frame: Frame, cue: Cue, time: TimeWord | Spot) -> bool:
    """ "trong cuộc điện đàm với B, A đã nhất trí gặp C vào tháng 5 tại X": the day and the place of what they agreed
    on."""
    others = [c for c in frame.sentence.cues if cue.end < c.start < time.start and c.type in ("meeting", "visit")]
    return any(c.form != "discussion" and _AGREED.search(frame.gap(cue.end, c.start)) for c in others)


_FAR = 100  # characters from a contact to its month or year, without the names of the sides


# "cuộc hội đàm (giữa A, hiện đang thăm X, và B) diễn ra ngày 3/4": its own day
_TOOK_PLACE = pattern(
    r"^(?:\s+(?:về|xung quanh|liên quan)\b[^,;]{1,70}?\b(?=giữa\b))?"
    r"(?:[^;]*,(?:\s*và\b)?|(?:giữa|với|và|cùng|của|<address>|<which_one>|\s)*)\s*(?:đã |vừa |sẽ )?"
    r"(?:diễn ra|được tổ chức)\b"
)
# "gặp B bên lề Hội nghị C ở X hôm 3/4": the day they were there
_AT_GATHERING = pattern(
    r"^(?:[\s,]|với|và|giữa|người đồng cấp|trực tiếp|song phương|đầu tiên|lần đầu|kín|riêng|ngắn|nhanh)*"
    r"\b(?:bên lề|tại|trong|trong khuôn khổ)\s+(?:<gathering>|kỳ họp|phiên họp|cuộc họp|khóa họp)"
    r"(?:(?!\b(?:đã|sẽ|từ|về|nhất trí|nói)\b)[^;]){0,90}$"
)
# "hội đàm với B trước đó cùng ngày"
_FROM = pattern(r"\btừ\b")
_PICTURED = pattern(IN_PICTURE)
_EARLIER = pattern(r"\btrước đó\b")


def _own_words(frame: Frame, cue: Cue, time: TimeWord) -> str:
    """The words between a cue and a day that may take the day for something else."""
    words = _PICTURED.sub("", _between_sides(frame, cue.end, time.start))
    words = _EARLIER.sub("", _MEANT_FOR.sub("", words))
    if frame.gap(cue.start, cue.end).startswith("nhận "):
        words = _FROM.sub("", words, 1)  # "nhận cuộc gọi chúc mừng từ B hồi tháng 5": who called
    if frame.noun(cue):  # "cuộc gặp giữa A và B diễn ra (bên lề Hội nghị C) ngày 3/4"
        words = _TOOK_PLACE.sub("", words)
    return _AT_GATHERING.sub("", words)


def _is_behind_place(frame: Frame, cue: Cue, time: TimeWord) -> bool:
    """ "cuộc gặp tại Davos (Thụy Sĩ) tháng 1/2017", "… tại Davos, tháng 1/2017": a month right behind the place."""
    before = [s for s in frame.sentence.spots if cue.end <= s.start and s.end <= time.start and s.locality]
    return bool(before) and frame.gap(before[-1].end, time.start).strip("(), ") == ""


def _is_behind_side(frame: Frame, cue: Cue, time: TimeWord) -> bool:
    """ "hội đàm với Thủ tướng B tháng 10/2016": a month or a year right behind the other side."""
    first = next((a for a in frame.sentence.actors if a.start >= cue.end and a.kind in _SIDES), None)
    if first is None or frame.gap(first.end, time.start).strip():
        return False
    return frame.gap(cue.end, first.start).strip() in ("", "với", "cùng")


_SIDES = frozenset(["person", "office", "organisation", "group"])


def _between_sides(frame: Frame, a: int, b: int) -> str:
    """The lowered words between two offsets that are not of a side: no "Tổ chức" of a body's name."""
    words, at = "", a
    for actor in frame.sentence.actors:
        if a <= actor.start < b:
            words += frame.gap(at, actor.start)
            at = max(at, actor.end)
    return words + frame.gap(at, b)


def bracketed(frame: Frame, time: TimeWord) -> bool:
    """ "(11/7/1921-11/7/2024)": an anniversary's dates; "(20 giờ, tức 8 giờ ngày 3/4 giờ Hà Nội)"."""
    opening = frame.lowered.rfind("(", frame.start, time.start)
    closing = frame.lowered.find(")", time.end, frame.end)
    if opening < 0 or closing < 0 or frame.lowered.find(")", opening, time.start) >= 0:
        return False
    inner = frame.text[opening + 1 : closing]
    if _HOME_CLOCK.search(inner) and (
        _AT_HOUR.search(frame.gap(max(frame.start, opening - 12), opening))
        or any(t.kind == "day" and 0 <= opening - t.end < 40 for t in frame.times)
    ):
        return True
    return _JUBILEE.search(inner) is not None or ("giờ" in inner and "tức" in inner)


def _of_other(frame: Frame, time: TimeWord) -> bool:
    """A day that belongs to a piece of news behind the contact: "xảy ra ngày 29/12", "qua đời ngày 29/12/2024"."""
    if frame.text[time.start].isdigit() and _NAMED_AFTER.search(frame.ahead(time.start, 20)):
        return True
    return _HAPPENED.search(frame.ahead(time.start, 40)) is not None or (
        _FEAST_HELD.search(frame.ahead(time.start, 160)) is not None
    )


def day_taken_up(frame: Frame, time: TimeWord | None) -> TimeWord | None:
    """The day that "cùng ngày" takes up when it stands in the same sentence."""
    if time is None or not time.same:
        return None
    days = [t for t in frame.times if t.end <= time.start and t.kind == "day"]
    return days[-1] if days else None


# "Sau đó, A gặp B": of the day of the contact told before
_FOLLOWING = pattern(r"\b<follow>\b")
# "Cùng ngày, A sẽ gặp B" is of that day, "Sau đó, A sẽ gặp B" may be of another
_SAME_DAY = frozenset(["cùng ngày", "trước đó cùng ngày", "cũng trong"])


# "sau khi xảy ra vụ việc, A làm việc với B"
_OTHER_HAPPENED = pattern(
    r"\s*(?:khi\s+)?(?:\S+\s+){0,3}?(?:xảy ra|sự việc|vụ việc|sự cố|vụ\s|có thông tin|nhận được|nhậm chức|đắc cử"
    r"|thắng cử|lên nắm quyền)"
)
_WITHIN_VISIT = pattern(r"\s*(?:thời gian|khuôn khổ|chuyến|dịp)\b")


# "kết thúc cuộc hội đàm giữa A và B cuối tuần qua": no day that was told before
_SOME_DAYS_AGO = pattern(r"\b(?:cuối tuần|tuần|tháng|năm) (?:qua|trước|vừa qua)\b")


def follows(frame: Frame, cue: Cue) -> bool:
    """Whether the sentence says, up to its cue, that the contact came on the day of the one told before it."""
    found = _FOLLOWING.search(frame.gap(frame.start, cue.end))
    if found is None or _SOME_DAYS_AGO.search(frame.gap(frame.start, frame.end)):
        return False
    at, after = frame.start + found.start(), frame.start + found.end()
    if at < cue.start < after and "với" in frame.gap(cue.start, min(cue.end + 14, frame.end)):
        return False  # "Sau hội đàm với B, A nêu rõ": the talks themselves
    between = frame.gap(after, cue.start)
    if (found[0] == "sau khi" or between.startswith(" khi")) and "," not in between:
        return False  # "C lên tiếng sau khi A gặp B": the meeting is the earlier of the two
    if _OTHER_HAPPENED.match(between):
        return False
    if _PLANNED.search(between) and found[0] not in _SAME_DAY:
        return False
    # "Cùng ngày, C cho biết A đã gặp B": the day of saying
    if _WITHIN_VISIT.match(between):
        return False  # "Cũng trong thời gian thăm X, A gặp B": of that visit, not of that day
    reported = REPORTED.search(between.replace("thông báo", ""))
    return not reported and not _SOME_TIME_FROM.search(frame.gap(max(frame.start, at - 8), cue.start))


# --- place --------------------------------------------------------------------------------------------------------

# "sau lễ đón (chính thức B) tại Phủ Chủ tịch, A hội đàm với B"
_WELCOMED_AT = pattern(r"\blễ đón\b[^,;]{0,90}\s(?:tại|ở)\s+$")
# "A gặp B, dự lễ khánh thành tại X"
_GOES_ON = pattern(r"\b(?:dự|khánh thành|thăm|phát biểu)\b")
# "lễ đón A thăm chính thức Y diễn ra trọng thể tại X"
_TAKES_PLACE = pattern(r"\b(?:diễn ra|được tổ chức)\b(?:\s+(?:trọng thể|trang trọng))?\s+(?:tại|ở)\s*$")
# "Tại cuộc gặp với B, A bày tỏ quan ngại về việc làm tại X": what A speaks of
_TOLD_OF = pattern(
    r"(?<!\bcuộc )\b(?:<report>|<speak>|chỉ ra|nêu rõ|nêu|kêu gọi|đề nghị|cảnh báo|cam kết|hứa|ca ngợi|cảm ơn|yêu cầu"
    r"|mong muốn|thảo luận|bàn|đề cập|trao đổi về|chỉ trích|thúc giục)\b"
)
# "dự Hội nghị cấp cao lần thứ hai tại X"
GATHERED = pattern(r"\b<gathering>\b[^;.]{0,120}$")
# "bày tỏ lo ngại về tình hình ở X", "tập đoàn có trụ sở chính tại X"
_ELSEWHERE = pattern(
    r"\b<elsewhere>\b[^,;.]{0,45}$|\b(?:có|với)\s+trụ sở(?:\s+chính)?\s+(?:đặt\s+)?(?:tại|ở)\s+$"
    r"|\bđóng(?: quân)?\s+(?:tại|ở)\s+$"
)


# "sẽ gặp B trước khi có mặt tại hội nghị ở X", "gặp B, sau khi rời X"; not "gặp B ngay sau khi đến X"
_OTHER_STEP = pattern(
    r"\b(?:giữa lúc|trong lúc|trong khi|trong bối cảnh|trước khi|sau khi(?! (?:vừa )?(?:đến|tới|đặt chân))|rồi"
    r"|sau (?:cuộc|vụ|trận))\b"
)
# "Phát biểu tại Viện X … sau cuộc hội đàm với B"
_SPOKE_AT = pattern(r"\b(?:phát biểu|nói|trả lời|tuyên bố|cho biết|họp báo|nói chuyện)\b[^;]{0,40}\b(?:tại|ở)\s+$")
_THEREAFTER = pattern(r"\bsau\s+(?:khi\s+)?(?:cuộc\s+|buổi\s+)?(?:tiến hành\s+|kết thúc\s+)?$")


def _is_of_speech(frame: Frame, cue: Cue, spot: Spot) -> bool:
    """ "Phát biểu tại Viện X sau cuộc hội đàm với B": the house is where one spoke, not where they met."""
    return (
        spot.venue is not None
        and _THEREAFTER.search(frame.ahead(cue.start, 34)) is not None
        and _SPOKE_AT.search(frame.ahead(spot.start, 60)) is not None
    )


# "ủng hộ lực lượng X tại Y, nhưng tại cuộc gặp với B": the place of the clause before
_OTHER_CLAUSE = pattern(r",\s*(?:nhưng|song|tuy nhiên|thế nhưng)\b")
# "đã ký Bản ghi nhớ để thiết lập vùng an toàn tại X": what it is for
_MEANT_TO = pattern(
    r"\b(?:để|nhằm)\s+(?:thiết lập|thành lập|xây dựng|phát triển|thúc đẩy|chấm dứt|giải quyết|bảo vệ|đầu tư"
    r"|gia tăng|tăng|mở rộng|củng cố|triển khai|duy trì|ngăn|đưa|khôi phục|tái thiết|chống)\b"
)
# "Theo phóng viên TTXVN tại X, A cho biết đã gặp B"
_CORRESPONDENT = pattern(r"\b(?:phóng viên|pv|đặc phái viên|thông tín viên|cơ quan thường trú)\b[^,;.]{0,30}\btại\s+$")


# "ông A – Tổng Lãnh sự, Tổng Lãnh sự quán X tại Y, đã đến thăm": where he is posted
_SEAT_OF_MISSION = pattern(
    r"\b(?:lãnh sự|đại sứ|bí thư|tham tán)\s*,\s*(?:tổng lãnh sự quán|đại sứ quán)\s[^,;.]{2,50}\s(?:tại|ở)\s+"
    r"(?:thành phố\s+|tp\.?\s+|thủ đô\s+)?$"
)


def place_of(frame: Frame, cue: Cue) -> Spot | None:
    """The place of a contact: the nearest before the cue, else the first after it that is not a visit's; the place of a
    conference when nothing nearer is said."""
    everywhere = [
        s
        for s in frame.sentence.spots
        if not frame.inside_actor(s.start)
        and not _of_visit(frame, cue, s)
        and not (
            s.locality is s.venue is None and s.end <= cue.start and _THEREAFTER.search(frame.ahead(cue.start, 34))
        )
        and not _in_aside(frame, cue, s)
        and not _is_agreed_on(frame, cue, s)
        and not _is_quoted(frame, cue, s)
        and not _TOLD_OF.search(frame.gap(cue.end, s.start))
        and not _OF_THEN.search(frame.gap(cue.end, s.start))
        and not _OTHER_STEP.search(frame.gap(cue.end, s.start))
        and not _OTHER_CLAUSE.search(frame.gap(s.end, cue.start))
        and not GOES_ON_TO.search(frame.gap(s.end - 1, cue.start))
        and not _MEANT_TO.search(frame.gap(cue.end, s.start))
        and not _TROUBLE_AT.search(frame.ahead(s.start, 60))
        and not _SEAT_OF_MISSION.search(frame.ahead(s.start, 100))
    ]
    # the town of the paper's own correspondent is that of the contact only where no other place is told
    told = [s for s in everywhere if not _CORRESPONDENT.search(frame.ahead(s.start, 60))]
    everywhere = told or everywhere
    spots = [s for s in everywhere if _is_own(frame, cue, s)]
    left = [s for s in spots if s.end <= cue.start and s.start >= frame.clause_start(cue.start)]
    left = [_without_house(s) if _is_of_speech(frame, cue, s) else s for s in left]
    if named := [s for s in left if s.venue]:
        return named[-1]
    until = frame.clause_end(cue.end)
    right = [s for s in spots if cue.end <= s.start < until]
    houses = [s for s in right if s.venue]
    if whole := [s for s in left if s.locality]:
        return _housed(houses[0], whole[-1]) if houses else whole[-1]
    if behind := [s for s in right if s.venue or s.locality or s.country]:
        return behind[0]
    if left:
        return left[-1]
    if arrived := _arrived_at(frame, cue):
        return arrived
    gatherings = [s for s in everywhere if (s.locality or s.country) and s.start < until]
    return _without_house(gatherings[0]) if gatherings else None


# "Thỏa thuận ngừng bắn ở X được thông báo sau cuộc hội đàm"
_TROUBLE_AT = pattern(
    r"\b(?:ngừng bắn|khủng hoảng|xung đột|nội chiến|cuộc chiến|chiến sự|chiến tranh|bạo lực|tình hình|căng thẳng"
    r"|biểu tình|bạo loạn|bạo động|đảo chính|chính biến|tấn công|không kích|đánh bom|vụ nổ|xả súng|giao tranh|động đất"
    r"|lũ lụt|cháy rừng|bão|tai nạn|bầu cử|tổng tuyển cử|trưng cầu ý dân|trưng cầu dân ý|tập trận|dịch bệnh)"
    r"(?:\s+\S+){0,2}\s+(?:ở|tại)\s+$"
)

# "ngay sau khi đến thủ đô X, A gặp B", "A sẽ đến X để gặp B"
_ON_ARRIVAL = pattern(r"\b(?:sau khi|vừa)\s+(?:đặt chân\s+)?(?:đến|tới)\s+(?:thủ đô\s+|thành phố\s+)?$")
_COMES_TO = pattern(r"\b(?:đến|tới|sang)\s+(?:thủ đô\s+|thành phố\s+)?$")
_TO_MEET = pattern(
    r"\s*(?:\([^)]*\)\s*|,\s*\S+\s+|(?:hôm|ngày|vào|sáng|chiều|tối)\s[^,;.]{1,16}\s)?"
    r"để\s+(?:có\s+)?(?:cuộc\s+)?$"
)

# "rời X và sang Y gặp B", "rồi tới Y hội đàm với B"
_GOES_TO = pattern(
    r"\b(?:bay|lên đường|trở lại|rồi|và|sau đó|tiếp tục)\s+(?:đến|tới|sang)\s+(?:nước\s+|thủ đô\s+|thành phố\s+)?$"
)
_AND_MEETS = pattern(r"\s*(?:,?\s*(?:để|và)\s+)?(?:có\s+)?(?:cuộc\s+)?")

# "sẽ tới Hamburg (Đức), nơi ông có cuộc gặp với B"
_WHERE = pattern(r"\s*(?:\([^)]*\)\s*|,\s*\p{L}+(?:\s\p{L}+)?)?,\s*nơi\s[^;,]{0,60}")


def _arrived_at(frame: Frame, cue: Cue) -> Spot | None:
    """The town or the state come to right before the contact."""
    for land in frame.before(cue.start, frozenset(["country", "locality"]), frame.clause_start(cue.start))[:1]:
        goes = _GOES_TO.search(frame.ahead(land.start, 40)) and _AND_MEETS.fullmatch(frame.gap(land.end, cue.start))
        if goes and land.country:
            name = _HEAD_OF_TOWN.sub("", land.organisation or "") if land.kind == "locality" else None
            return Spot(start=land.start, end=land.end, locality=name or None, country=land.country)
    for town in frame.before(cue.start, frozenset(["locality"]), frame.clause_start(cue.start)):
        ahead = frame.ahead(town.start, 40)
        gap = frame.gap(town.end, cue.start)
        meets = _COMES_TO.search(ahead) and (_TO_MEET.fullmatch(gap) or _WHERE.fullmatch(gap))
        if town.country and (meets or _ON_ARRIVAL.search(ahead)):
            name = _HEAD_OF_TOWN.sub("", town.organisation or "")
            return Spot(start=town.start, end=town.end, locality=name, country=town.country)
    return None


_HEAD_OF_TOWN = pattern(r"^(?:[Tt]hủ đô|[Tt]hành phố)\s+")


def _is_own(frame: Frame, cue: Cue, spot: Spot) -> bool:
    """Not the place of a conference, of the ceremony before, of what comes next."""
    if _of_gathering(frame, spot):
        return False
    if spot.start < cue.start:
        return not _WELCOMED_AT.search(frame.ahead(spot.start, 110))
    if spot.start > cue.end and _GOES_ON.search(frame.gap(cue.end, spot.start)):
        return _TAKES_PLACE.search(frame.ahead(spot.start, 40)) is not None
    return True


# "A, hiện đang có mặt ở X, và B"
_ASIDE = pattern(r",\s*(?:hiện|người|đang|vừa|từng|khi đó)\b[^,;]*$")


_QUOTES = pattern(r"[\"“][^\"“”]*[\"”]")
_END_OF_QUOTE = pattern(r"[^\"“”]*(?:”|[.,!?…]\")")  # which began in a sentence before


def _is_quoted(frame: Frame, cue: Cue, spot: Spot) -> bool:
    """ "“… những nỗ lực ở X”, A phát biểu mở đầu cuộc gặp B": a place that one speaks of."""
    ending = _END_OF_QUOTE.match(frame.lowered, frame.start, frame.end)
    if ending is not None and spot.start < ending.end() <= cue.start:
        return True
    return any(
        match.start() < spot.start < match.end() and not match.start() < cue.start < match.end()
        for match in _QUOTES.finditer(frame.lowered, frame.start, frame.end)
    )


def _in_aside(frame: Frame, cue: Cue, spot: Spot) -> bool:
    """ "cuộc gặp giữa A, hiện đang có mặt ở X, và B": where A is, told between commas behind the cue."""
    if spot.start < cue.end or not _ASIDE.search(frame.gap(cue.end, spot.start)):
        return False
    return frame.gap(spot.end, spot.end + 2).lstrip().startswith(",")


def _housed(house: Spot, town: Spot) -> Spot:
    """ "tại Berlin, … đã có cuộc làm việc với B tại trụ sở Quốc hội"."""
    return Spot(
        start=house.start,
        end=house.end,
        venue=house.venue,
        locality=house.locality or town.locality,
        country=house.country or town.country,
    )


def _without_house(spot: Spot) -> Spot:
    """The town or the country alone: the conference hall is not where they met."""
    return Spot(start=spot.start, end=spot.end, locality=spot.locality, country=spot.country)


def _of_gathering(frame: Frame, spot: Spot) -> bool:
    """ "dự Hội nghị … tại X": the contact's place too, when nothing nearer is said."""
    return spot.venue is None and GATHERED.search(frame.ahead(spot.start, 140)) is not None


def _of_visit(frame: Frame, cue: Cue, spot: Spot) -> bool:
    """ "thăm chính thức tại X", "người Việt Nam sinh sống tại X"; not "thăm Y sau khi gặp B ở X"."""
    since = max(spot.start - 90, frame.start, cue.start if cue.end <= spot.start else 0)
    return _ELSEWHERE.search(frame.gap(since, spot.start)) is not None
