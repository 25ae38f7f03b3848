"""Statements of pages written for these tests; the people are invented."""

from __future__ import annotations

import pytest

from banggiao.model import Reading, Statement
from banggiao.reading import read

HOME, GUEST = "Lê Văn Sơn", "Pablo Soto"
LEAD = (
    "Sáng 3/4/2025, tại Hà Nội, Chủ tịch nước Lê Văn Sơn đã hội đàm với Tổng thống Chile Pablo Soto đang thăm "
    "chính thức "
    "Việt Nam."
)


def page(body: str) -> Reading:
    return read({"title": "Chủ tịch nước hội đàm với Tổng thống Chile", "text": f"{LEAD}\n\n{body}"})


def told(body: str) -> list[tuple[str, str, str | None, str]]:
    """(speaker, act, commitment, content) of each statement."""
    reading = page(body)
    return [(s.speaker, s.act, s.commitment, reading.text[s.start : s.end]) for s in reading.statements]


def only(body: str) -> Statement:
    (statement,) = page(body).statements
    return statement


ONE = [
    # --- affirm
    (
        "Chủ tịch nước khẳng định Việt Nam hết sức coi trọng bạn bè Chile.",
        HOME,
        "affirm",
        None,
        "Việt Nam hết sức coi trọng bạn bè Chile",
    ),
    (
        "Chủ tịch nước Lê Văn Sơn nhấn mạnh, hai nước có nhiều điểm tương đồng.",
        HOME,
        "affirm",
        None,
        "hai nước có nhiều điểm tương đồng",
    ),
    (
        "Tổng thống Pablo Soto nêu rõ: Chile là đối tác lâu năm của Việt Nam.",
        GUEST,
        "affirm",
        None,
        "Chile là đối tác lâu năm của Việt Nam",
    ),
    (
        "Tổng thống Pablo Soto cho rằng chuyến thăm sẽ góp phần mở ra trang mới.",
        GUEST,
        "affirm",
        None,
        "chuyến thăm sẽ góp phần mở ra trang mới",
    ),
    (
        "Tổng thống Chile tái khẳng định Chile ủng hộ lập trường của Việt Nam.",
        GUEST,
        "affirm",
        None,
        "Chile ủng hộ lập trường của Việt Nam",
    ),
    (
        "Chủ tịch nước nhấn mạnh về truyền thống đoàn kết giữa hai dân tộc.",
        HOME,
        "affirm",
        None,
        "truyền thống đoàn kết giữa hai dân tộc",
    ),
    (
        "Tổng thống Chile cho biết Chile luôn coi trọng vai trò của Việt Nam.",
        GUEST,
        "affirm",
        None,
        "Chile luôn coi trọng vai trò của Việt Nam",
    ),
    # --- inform
    (
        "Chủ tịch nước thông báo về tình hình kinh tế của Việt Nam.",
        HOME,
        "inform",
        None,
        "tình hình kinh tế của Việt Nam",
    ),
    (
        "Tổng thống Pablo Soto cho biết, Chile vừa mở thêm hai cảng biển.",
        GUEST,
        "inform",
        None,
        "Chile vừa mở thêm hai cảng biển",
    ),
    (
        "Tổng thống Pablo Soto đã giới thiệu những nét chính của kinh tế Chile.",
        GUEST,
        "inform",
        None,
        "những nét chính của kinh tế Chile",
    ),
    ("Hai nhà lãnh đạo trao đổi về các vấn đề khu vực.", "both", "inform", None, "các vấn đề khu vực"),
    ("Tổng thống Pablo Soto nhắc lại những kỷ niệm đẹp ở Hội An.", GUEST, "inform", None, "những kỷ niệm đẹp ở Hội An"),
    # --- praise
    ("Chủ tịch nước đánh giá cao uy tín của Chile ở Nam Mỹ.", HOME, "praise", None, "uy tín của Chile ở Nam Mỹ"),
    (
        "Chủ tịch nước hoan nghênh việc Chile mở lại đường bay thẳng.",
        HOME,
        "praise",
        None,
        "Chile mở lại đường bay thẳng",
    ),
    ("Tổng thống Chile bày tỏ ngưỡng mộ lịch sử của Việt Nam.", GUEST, "praise", None, "lịch sử của Việt Nam"),
    (
        "Tổng thống Chile cho biết ông rất ấn tượng với sự đổi thay của Hà Nội.",
        GUEST,
        "praise",
        None,
        "ông rất ấn tượng với sự đổi thay của Hà Nội",
    ),
    # --- thank
    (
        "Tổng thống Pablo Soto trân trọng cảm ơn sự đón tiếp của Chủ tịch nước.",
        GUEST,
        "thank",
        None,
        "sự đón tiếp của Chủ tịch nước",
    ),
    ("Chủ tịch nước cám ơn Chile đã ủng hộ Việt Nam.", HOME, "thank", None, "Chile đã ủng hộ Việt Nam"),
    ("Chủ tịch nước bày tỏ lòng biết ơn nhân dân Chile.", HOME, "thank", None, "nhân dân Chile"),
    # --- congratulate
    (
        "Chủ tịch nước chúc mừng Chile tổ chức thành công hội chợ sách.",
        HOME,
        "congratulate",
        None,
        "Chile tổ chức thành công hội chợ sách",
    ),
    (
        "Tổng thống Pablo Soto chúc nhân dân Việt Nam đón một mùa xuân ấm áp.",
        GUEST,
        "congratulate",
        None,
        "nhân dân Việt Nam đón một mùa xuân ấm áp",
    ),
    (
        "Chủ tịch nước gửi lời chúc mừng tới nhân dân Chile nhân ngày độc lập.",
        HOME,
        "congratulate",
        None,
        "tới nhân dân Chile nhân ngày độc lập",
    ),
    # --- please
    (
        "Chủ tịch nước bày tỏ vui mừng trước bước tiến của hai nước.",
        HOME,
        "please",
        None,
        "trước bước tiến của hai nước",
    ),
    ("Hai bên bày tỏ hài lòng về buổi hội đàm.", "both", "please", None, "buổi hội đàm"),
    ("Tổng thống Pablo Soto bày tỏ niềm vinh dự được đến thăm Hà Nội.", GUEST, "please", None, "được đến thăm Hà Nội"),
    # --- believe
    (
        "Chủ tịch nước tin tưởng rằng hợp tác sẽ ngày càng sâu rộng.",
        HOME,
        "believe",
        None,
        "hợp tác sẽ ngày càng sâu rộng",
    ),
    ("Chủ tịch nước hy vọng, diễn đàn này sẽ thành công.", HOME, "believe", None, "diễn đàn này sẽ thành công"),
    (
        "Tổng thống Chile mong muốn được học hỏi kinh nghiệm trồng lúa.",
        GUEST,
        "believe",
        None,
        "được học hỏi kinh nghiệm trồng lúa",
    ),
    ("Hai bên mong muốn tiếp tục mở rộng giao lưu.", "both", "believe", None, "tiếp tục mở rộng giao lưu"),
    # --- propose
    (
        "Chủ tịch nước đề nghị Chile giảm thuế cho gạo Việt Nam.",
        HOME,
        "propose",
        "proposal",
        "Chile giảm thuế cho gạo Việt Nam",
    ),
    (
        "Chủ tịch nước mong muốn hai nước tăng cường trao đổi đoàn.",
        HOME,
        "propose",
        "proposal",
        "hai nước tăng cường trao đổi đoàn",
    ),
    (
        "Tổng thống Pablo Soto bày tỏ mong muốn sớm mở đường bay thẳng.",
        GUEST,
        "propose",
        "proposal",
        "sớm mở đường bay thẳng",
    ),
    (
        "Chủ tịch nước mong Chile tiếp tục chia sẻ kinh nghiệm.",
        HOME,
        "propose",
        "proposal",
        "Chile tiếp tục chia sẻ kinh nghiệm",
    ),
    (
        "Chủ tịch nước cho rằng trong thời gian tới hai bên cần mở thêm tuyến vận tải biển.",
        HOME,
        "propose",
        "proposal",
        "trong thời gian tới hai bên cần mở thêm tuyến vận tải biển",
    ),
    (
        "Tổng thống Chile kêu gọi doanh nghiệp Việt Nam đầu tư vào ngành cá hồi.",
        GUEST,
        "propose",
        "proposal",
        "doanh nghiệp Việt Nam đầu tư vào ngành cá hồi",
    ),
    (
        "Chủ tịch nước kiến nghị hai bên lập nhóm công tác về cà phê.",
        HOME,
        "propose",
        "proposal",
        "hai bên lập nhóm công tác về cà phê",
    ),
    # --- support
    ("Chủ tịch nước bày tỏ ủng hộ việc mở thêm đường bay.", HOME, "support", None, "mở thêm đường bay"),
    (
        "Tổng thống Pablo Soto đồng tình với nhận định của Chủ tịch nước.",
        GUEST,
        "support",
        None,
        "với nhận định của Chủ tịch nước",
    ),
    (
        "Tổng thống Chile cho biết rất ủng hộ Việt Nam ứng cử vào hội đồng.",
        GUEST,
        "support",
        None,
        "rất ủng hộ Việt Nam ứng cử vào hội đồng",
    ),
    # --- pledge
    (
        "Tổng thống Pablo Soto cam kết tạo thuận lợi cho nông dân Việt Nam.",
        GUEST,
        "pledge",
        "pledge",
        "tạo thuận lợi cho nông dân Việt Nam",
    ),
    (
        "Chủ tịch nước khẳng định Việt Nam sẵn sàng cung cấp gạo cho Chile.",
        HOME,
        "pledge",
        "pledge",
        "Việt Nam sẵn sàng cung cấp gạo cho Chile",
    ),
    (
        "Tổng thống Chile khẳng định sẽ thúc đẩy việc công nhận bằng cấp.",
        GUEST,
        "pledge",
        "pledge",
        "sẽ thúc đẩy việc công nhận bằng cấp",
    ),
    (
        "Tổng thống Pablo Soto nhấn mạnh, Chính phủ Chile sẽ dành thêm học bổng cho Việt Nam.",
        GUEST,
        "pledge",
        "pledge",
        "Chính phủ Chile sẽ dành thêm học bổng cho Việt Nam",
    ),
    (
        "Tổng thống Pablo Soto bày tỏ sẽ tiếp tục vun đắp tình hữu nghị.",
        GUEST,
        "pledge",
        "pledge",
        "sẽ tiếp tục vun đắp tình hữu nghị",
    ),
    ("Tổng thống Pablo Soto sẵn sàng hợp tác về khai khoáng.", GUEST, "pledge", "pledge", "hợp tác về khai khoáng"),
    # --- agree
    ("Hai bên nhất trí lập đường dây nóng.", "both", "agree", "agreement", "lập đường dây nóng"),
    (
        "Hai nhà lãnh đạo thống nhất cần nâng kim ngạch lên 2 tỷ USD.",
        "both",
        "agree",
        "agreement",
        "cần nâng kim ngạch lên 2 tỷ USD",
    ),
    (
        "Hai bên nhất trí cho rằng quan hệ hai nước đang phát triển tốt đẹp.",
        "both",
        "agree",
        None,
        "quan hệ hai nước đang phát triển tốt đẹp",
    ),
    (
        "Hai bên nhất trí cho rằng các bất đồng cần được giải quyết thông qua đối thoại.",
        "both",
        "agree",
        "agreement",
        "các bất đồng cần được giải quyết thông qua đối thoại",
    ),
    (
        "Tổng thống Pablo Soto nhất trí với ý kiến của Chủ tịch nước.",
        GUEST,
        "agree",
        None,
        "với ý kiến của Chủ tịch nước",
    ),
    (
        "Việt Nam và Chile cũng đồng ý thành lập liên doanh trồng nho.",
        "both",
        "agree",
        "agreement",
        "thành lập liên doanh trồng nho",
    ),
    (
        "Chủ tịch nước và Tổng thống Chile nhất trí mở rộng hợp tác nghề cá.",
        "both",
        "agree",
        "agreement",
        "mở rộng hợp tác nghề cá",
    ),
    # --- both bind themselves
    ("Hai bên cam kết giữ gìn tự do hàng hải.", "both", "pledge", "agreement", "giữ gìn tự do hàng hải"),
    (
        "Hai bên khẳng định quyết tâm đưa quan hệ lên tầm cao mới.",
        "both",
        "pledge",
        "agreement",
        "quyết tâm đưa quan hệ lên tầm cao mới",
    ),
    (
        "Lãnh đạo hai nước khẳng định tiếp tục hợp tác trong lĩnh vực năng lượng.",
        "both",
        "pledge",
        "agreement",
        "tiếp tục hợp tác trong lĩnh vực năng lượng",
    ),
    # --- invite
    (
        "Chủ tịch nước trân trọng mời Tổng thống Pablo Soto dự lễ hội hoa.",
        HOME,
        "invite",
        "invitation",
        "Tổng thống Pablo Soto dự lễ hội hoa",
    ),
    (
        "Tổng thống Chile mời Chủ tịch nước thăm Chile và Chủ tịch nước Lê Văn Sơn đã vui vẻ nhận lời.",
        GUEST,
        "invite",
        "invitation",
        "Chủ tịch nước thăm Chile",
    ),
    # --- greet, condole
    (
        "Chủ tịch nước nhiệt liệt chào mừng Tổng thống Pablo Soto thăm Việt Nam.",
        HOME,
        "greet",
        None,
        "Tổng thống Pablo Soto thăm Việt Nam",
    ),
    (
        "Tổng thống Pablo Soto gửi lời thăm hỏi tới các cựu lãnh đạo Việt Nam.",
        GUEST,
        "greet",
        None,
        "tới các cựu lãnh đạo Việt Nam",
    ),
    (
        "Chủ tịch nước chia buồn sâu sắc về thiệt hại do động đất ở Chile.",
        HOME,
        "condole",
        None,
        "thiệt hại do động đất ở Chile",
    ),
    ("Tổng thống Chile gửi lời chia buồn về trận lũ ở miền Trung.", GUEST, "condole", None, "trận lũ ở miền Trung"),
    # --- object
    (
        "Chủ tịch nước phản đối mọi hành động đe dọa dùng vũ lực.",
        HOME,
        "object",
        None,
        "mọi hành động đe dọa dùng vũ lực",
    ),
    ("Hai bên bày tỏ quan ngại về các hành vi bồi đắp đảo.", "both", "object", None, "các hành vi bồi đắp đảo"),
    # --- verbs that share one content: the last decides
    ("Chủ tịch nước đánh giá cao và cảm ơn sự giúp đỡ của Chile.", HOME, "thank", None, "sự giúp đỡ của Chile"),
    ("Chủ tịch nước mong muốn và tin tưởng tình bạn sẽ bền lâu.", HOME, "believe", None, "tình bạn sẽ bền lâu"),
    ("Chủ tịch nước bày tỏ đồng tình và ủng hộ việc lập quỹ học bổng.", HOME, "support", None, "lập quỹ học bổng"),
    ("Tổng thống Chile vui mừng thông báo về việc mở lãnh sự quán.", GUEST, "inform", None, "mở lãnh sự quán"),
    # --- who speaks
    ("Về phần mình, Tổng thống Pablo Soto khẳng định Chile đang đổi mới.", GUEST, "affirm", None, "Chile đang đổi mới"),
    ("Thay mặt Đảng và Nhà nước, Chủ tịch nước cảm ơn nhân dân Chile.", HOME, "thank", None, "nhân dân Chile"),
    (
        "Ông Pablo Soto, người từng du học ở Huế, cho rằng món ăn Huế rất ngon.",
        GUEST,
        "affirm",
        None,
        "món ăn Huế rất ngon",
    ),
    ("Tổng thống Pablo Soto ngày 3/4 nhấn mạnh vai trò của biển.", GUEST, "affirm", None, "vai trò của biển"),
    (
        "Ông Enda Stankard (Quỹ đầu tư Sao Biển) cho biết quỹ vừa mở văn phòng.",
        "Enda Stankard",
        "inform",
        None,
        "quỹ vừa mở văn phòng",
    ),
    ("Ông Sơn nhấn mạnh tình bạn là tài sản quý.", HOME, "affirm", None, "tình bạn là tài sản quý"),
    ("Về vấn đề khí hậu, hai bên cam kết giảm phát thải.", "both", "pledge", "agreement", "giảm phát thải"),
    (
        "Tổng thống Chile cho biết, hai bên thống nhất trao đổi giống cây.",
        "both",
        "agree",
        "agreement",
        "trao đổi giống cây",
    ),
    # --- the words said stand before the verb
    (
        "“Các bạn cần gì chúng tôi sẵn sàng hỗ trợ”, Chủ tịch nước nói.",
        HOME,
        "pledge",
        "pledge",
        "Các bạn cần gì chúng tôi sẵn sàng hỗ trợ",
    ),
]


@pytest.mark.parametrize(("body", "speaker", "act", "commitment", "content"), ONE, ids=[row[0][:60] for row in ONE])
def test_one_statement(body: str, speaker: str, act: str, commitment: str | None, content: str) -> None:
    first = "Hai bên nhất trí giữ liên lạc."  # a page on which nobody of the contact speaks gives nothing
    assert told(f"{body} {first}")[:-1] == [(speaker, act, commitment, content)]


MANY = [
    (
        "Chủ tịch nước khẳng định hợp tác là xu thế; cảm ơn Chile đã giúp đỡ; đề nghị hai bên mở thêm cảng.",
        [
            (HOME, "affirm", None, "hợp tác là xu thế"),
            (HOME, "thank", None, "Chile đã giúp đỡ"),
            (HOME, "propose", "proposal", "hai bên mở thêm cảng"),
        ],
    ),
    (
        "Bày tỏ vui mừng được gặp lại bạn cũ, Tổng thống Pablo Soto cảm ơn sự đón tiếp nồng hậu và tin tưởng "
        "chuyến thăm "
        "sẽ thành công.",
        [
            (GUEST, "please", None, "được gặp lại bạn cũ"),
            (GUEST, "thank", None, "sự đón tiếp nồng hậu"),
            (GUEST, "believe", None, "chuyến thăm sẽ thành công"),
        ],
    ),
    (
        "Chủ tịch nước đánh giá cao vai trò của Chile. Đồng thời, cảm ơn Chile ủng hộ Việt Nam. Khẳng định Việt "
        "Nam luôn giữ mãi, "
        "trân trọng và biết ơn tình cảm ấy.",
        [
            (HOME, "praise", None, "vai trò của Chile"),
            (HOME, "thank", None, "Chile ủng hộ Việt Nam"),
            (HOME, "affirm", None, "Việt Nam luôn giữ mãi, trân trọng và biết ơn tình cảm ấy"),
        ],
    ),
    (
        "Tổng thống Pablo Soto đánh giá cao gạo Việt Nam. Ông khẳng định người Chile thích cà phê Việt Nam.",
        [(GUEST, "praise", None, "gạo Việt Nam"), (GUEST, "affirm", None, "người Chile thích cà phê Việt Nam")],
    ),
    (
        "Chủ tịch nước đề nghị hai bên mở rộng thương mại. Việt Nam sẵn sàng giảm thuế cho rượu vang.",
        [
            (HOME, "propose", "proposal", "hai bên mở rộng thương mại"),
            (HOME, "pledge", "pledge", "giảm thuế cho rượu vang"),
        ],
    ),
    (
        "Hai bên nhất trí lập ủy ban hỗn hợp, bày tỏ vui mừng trước kết quả ấy và cho đây là nền tảng vững chắc.",
        [
            ("both", "agree", "agreement", "lập ủy ban hỗn hợp"),
            ("both", "please", None, "trước kết quả ấy"),
            ("both", "affirm", None, "đây là nền tảng vững chắc"),
        ],
    ),
    (
        "Hai bên khẳng định tiếp tục hợp tác. Chile khẳng định tiếp tục mở cửa thị trường.",
        [
            ("both", "pledge", "agreement", "tiếp tục hợp tác"),
            ("Chile", "pledge", "pledge", "tiếp tục mở cửa thị trường"),
        ],
    ),
    (
        "Trao đổi về tình hình Biển Đông, hai bên nhất trí tuân thủ luật pháp quốc tế.",
        [("both", "inform", None, "tình hình Biển Đông"), ("both", "agree", "agreement", "tuân thủ luật pháp quốc tế")],
    ),
    (
        "Chủ tịch nước đề nghị hai bên tăng cường tin cậy; mở rộng thương mại; kết nối địa phương. Tổng thống "
        "Chile nhất trí "
        "phối hợp chặt chẽ.",
        [
            (HOME, "propose", "proposal", "hai bên tăng cường tin cậy; mở rộng thương mại; kết nối địa phương"),
            (GUEST, "agree", "agreement", "phối hợp chặt chẽ"),
        ],
    ),
    (
        "Chủ tịch nước đề nghị Chile mở thêm kho lạnh, ủng hộ nông dân Việt Nam, mong muốn hai bên giữ liên lạc.",
        [
            (HOME, "propose", "proposal", "Chile mở thêm kho lạnh, ủng hộ nông dân Việt Nam"),
            (HOME, "propose", "proposal", "hai bên giữ liên lạc"),
        ],
    ),
    (
        "Chủ tịch nước cảm ơn sự giúp đỡ trong những năm chiến tranh, thống nhất đất nước đồng thời khẳng "
        "định tình bạn là "
        "tài sản quý.",
        [
            (HOME, "thank", None, "sự giúp đỡ trong những năm chiến tranh, thống nhất đất nước"),
            (HOME, "affirm", None, "tình bạn là tài sản quý"),
        ],
    ),
    (
        "Tổng thống Pablo Soto cảm ơn sự đón tiếp chu đáo; thay mặt nhân dân Chile gửi lời chào mừng tới nhân "
        "dân Việt Nam.",
        [(GUEST, "thank", None, "sự đón tiếp chu đáo"), (GUEST, "greet", None, "tới nhân dân Việt Nam")],
    ),
    (
        "“Chúng tôi sẵn sàng chia sẻ kinh nghiệm”, Tổng thống Pablo Soto nói và đề nghị hai bên lập nhóm chuyên gia.",
        [
            (GUEST, "pledge", "pledge", "Chúng tôi sẵn sàng chia sẻ kinh nghiệm"),
            (GUEST, "propose", "proposal", "hai bên lập nhóm chuyên gia"),
        ],
    ),
    (
        "Tổng thống Chile thông báo kết quả buổi làm việc với doanh nghiệp và việc hai bên nhất trí về lộ trình "
        "bỏ thuế.",
        [
            (GUEST, "inform", None, "kết quả buổi làm việc với doanh nghiệp"),
            ("both", "agree", "agreement", "lộ trình bỏ thuế"),
        ],
    ),
    (
        "Chủ tịch nước bày tỏ vui mừng được đón khách quý. Hai nước đã trải qua nhiều năm gắn bó với biết bao kỷ "
        "niệm. Ảnh: Minh "
        "Anh/TTXVN Cảm ơn sự đón tiếp, Tổng thống Pablo Soto nhấn mạnh vai trò của biển.",
        [
            (HOME, "please", None, "được đón khách quý"),
            (GUEST, "thank", None, "sự đón tiếp"),
            (GUEST, "affirm", None, "vai trò của biển"),
        ],
    ),
    (
        "Chủ tịch nước biểu dương kiều bào. Các doanh nhân, nghệ sĩ gốc Việt bày tỏ cảm ơn Chủ tịch nước đã "
        "dành thời gian "
        "gặp gỡ.",
        [
            (HOME, "praise", None, "kiều bào"),
            ("các doanh nhân, nghệ sĩ gốc Việt", "thank", None, "Chủ tịch nước đã dành thời gian gặp gỡ"),
        ],
    ),
]


@pytest.mark.parametrize(("body", "expected"), MANY, ids=[row[0][:60] for row in MANY])
def test_chains(body: str, expected: list[tuple[str, str, str | None, str]]) -> None:
    assert told(body) == expected


SILENT = [
    "Quan hệ hai nước phát triển tốt đẹp, kim ngạch tăng đều qua các năm.",
    "Tham dự hội đàm có lãnh đạo một số bộ, ngành.",
    "Ông Pablo Soto sinh năm 1960, từng là Bộ trưởng Giáo dục.",
    "Đại hội khẳng định đường lối đổi mới toàn diện.",
    "Tuyên bố chung nhấn mạnh vai trò của luật biển.",
    "Bộ Ngoại giao cho biết chuyến thăm kéo dài ba ngày.",
    "Sau hội đàm, hai nhà lãnh đạo chứng kiến lễ ký các văn kiện.",
    "Tổng thống Pablo Soto đã vui vẻ nhận lời.",
    "Hai nước buôn bán nhộn nhịp, ủng hộ lẫn nhau khi khó khăn.",
    "Vai trò của Việt Nam được khẳng định trên trường quốc tế.",
    "Chuyến thăm diễn ra theo lời mời của Chủ tịch nước Lê Văn Sơn.",
    "Đây là vấn đề mà Tổng thống Chile nhấn mạnh trong chiến dịch tranh cử.",
    "Trên trang mạng Chile Hôm Nay, tác giả Ana Diaz nhận định chuyến thăm rất thành công.",
    "Dù tuyên bố rút khỏi hiệp định, Chile vẫn bán đồng.",
    "Báo chí phản hồi về thông tin Tổng thống Pablo Soto yêu cầu đóng cảng.",
]


@pytest.mark.parametrize("body", SILENT)
def test_what_the_reporter_tells_is_no_statement(body: str) -> None:
    assert told(body) == []


def test_pages_without_a_contact_have_no_statements() -> None:
    text = (
        "Sáng 3/4/2025, Chủ tịch nước Lê Văn Sơn khẳng định cần chăm lo đời sống công nhân. Ông đề nghị xây thêm nhà ở."
    )
    assert read({"title": "Chăm lo đời sống công nhân", "text": text}).statements == ()


def test_pages_where_nobody_of_the_contact_speaks_have_no_statements() -> None:
    assert told("Bộ trưởng Tài chính Trần Văn Khôi cho rằng giá gạo sẽ tăng. Ông Khôi đề nghị trồng thêm lúa.") == []


def test_relayed_greeting() -> None:
    body = (
        "Tổng thống Pablo Soto chuyển lời thăm hỏi của Thủ tướng Nhật Bản Tanaka Hiroshi tới Chủ tịch nước Lê Văn Sơn."
    )
    statement = only(body)
    assert (statement.speaker, statement.act) == (GUEST, "greet")
    assert (statement.relayed_for, statement.addressee) == ("Tanaka Hiroshi", HOME)


def test_greetings_of_several() -> None:
    body = (
        "Tổng thống Pablo Soto chuyển lời thăm hỏi của đồng chí Thủ tướng Nhật Bản Tanaka Hiroshi và Ngoại trưởng Nhật "
        "Bản Mori Keiko tới Chủ tịch nước Lê Văn Sơn."
    )
    statement = only(body)
    assert (statement.relayed_for, statement.addressee) == ("Tanaka Hiroshi, Mori Keiko", HOME)


def test_relayed_greeting_with_the_addressee_first() -> None:
    body = "Tổng thống Pablo Soto chuyển tới Chủ tịch nước Lê Văn Sơn lời chào của Thủ tướng Nhật Bản Tanaka Hiroshi."
    statement = only(body)
    assert (statement.act, statement.relayed_for, statement.addressee) == ("greet", "Tanaka Hiroshi", HOME)


def test_relayed_invitation() -> None:
    body = "Chủ tịch nước chuyển lời mời của Thủ tướng Trần Văn Khôi tới Tổng thống Pablo Soto."
    statement = only(body)
    assert (statement.act, statement.commitment, statement.relayed_for) == ("invite", "invitation", "Trần Văn Khôi")


@pytest.mark.parametrize(
    ("body", "addressee"),
    [
        ("Chủ tịch nước đề nghị Chile giảm thuế cho gạo.", "Chile"),
        ("Chủ tịch nước mong muốn Tổng thống Pablo Soto sớm trở lại Việt Nam.", GUEST),
        ("Tổng thống Chile thông báo với Chủ tịch nước Lê Văn Sơn về kết quả cuộc gặp.", HOME),
        ("Chủ tịch nước đề nghị hai bên mở rộng thương mại.", None),
        ("Chủ tịch nước trân trọng mời ngài Tổng thống dự lễ hội hoa.", GUEST),
        ("Chủ tịch nước đề nghị phía Chile tiếp tục cấp học bổng.", "phía Chile"),
        ("Chủ tịch nước đề nghị các cơ quan hữu quan của Chile tạo điều kiện.", "các cơ quan hữu quan của Chile"),
        ("Chủ tịch nước gửi lời cảm ơn đến ngài Tổng thống Pablo Soto vì món quà.", GUEST),
        ("Chủ tịch nước sẵn sàng cùng với Tổng thống Pablo Soto thúc đẩy thương mại.", None),
        ("Chủ tịch nước đề nghị Quốc hội hai nước giám sát việc thực hiện.", None),
        ("Chủ tịch nước thảo luận với Tổng thống Pablo Soto về nghề cá và rừng.", GUEST),
    ],
)
def test_addressee(body: str, addressee: str | None) -> None:
    assert only(body).addressee == addressee


def test_whom_one_discusses_with_is_no_content() -> None:
    found = told("Chủ tịch nước thảo luận với Tổng thống Pablo Soto về nghề cá và rừng.")
    assert [content for *_, content in found] == ["nghề cá và rừng"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Theo Thủ tướng Peru, Tổng thống Pablo Soto khẳng định mỏ vẫn mở cửa.", [(GUEST, "mỏ vẫn mở cửa")]),
        (
            "Chủ tịch nước khẳng định Việt Nam coi trọng nghề cá; Chủ tịch nước và các nhà lãnh đạo Việt Nam mong muốn "
            "sớm thăm Chile.",
            [(HOME, "Việt Nam coi trọng nghề cá"), (HOME, "sớm thăm Chile")],
        ),
    ],
)
def test_whose_words_they_are(body: str, expected: list[tuple[str, str]]) -> None:
    assert [(speaker, content) for speaker, _, _, content in told(body)] == expected


def test_what_is_shared_with_somebody_is_told() -> None:
    statement = only("Chủ tịch nước đã chia sẻ với Tổng thống Pablo Soto những đánh giá về nghề cá.")
    assert (statement.act, statement.addressee) == ("inform", GUEST)


def test_own_side_is_not_asked() -> None:
    assert only("Chủ tịch nước mong muốn Việt Nam được học hỏi kinh nghiệm.").commitment is None


def test_a_statement_belongs_to_the_contact_it_is_told_with() -> None:
    text = (
        "Sáng 3/4/2025, tại Hà Nội, Chủ tịch nước Lê Văn Sơn đã tiếp Tổng thống Chile Pablo Soto. Chủ tịch nước "
        "đánh giá cao "
        "vai trò của Chile.\n\nChiều cùng ngày, Chủ tịch nước Lê Văn Sơn đã tiếp Đại sứ Nhật Bản Tanaka Hiroshi. "
        "Chủ tịch nước "
        "đề nghị Nhật Bản tiếp tục cấp học bổng."
    )
    reading = read({"title": "Chủ tịch nước tiếp khách quốc tế", "text": text})
    guests = {e.id: {p.name for p in e.participants} - {HOME} for e in reading.events}
    assert [(s.act, guests[s.event or ""]) for s in reading.statements] == [
        ("praise", {GUEST}),
        ("propose", {"Tanaka Hiroshi"}),
    ]


def test_company_named_in_the_sentence_decides_the_contact() -> None:
    text = (
        "Ngày 3/4/2025, tại Hà Nội, Chủ tịch nước Lê Văn Sơn đã tiếp Tổng thống Chile Pablo Soto và tiếp Đại sứ "
        "Nhật Bản Tanaka "
        "Hiroshi.\n\nTại cuộc gặp với Tổng thống Pablo Soto, Chủ tịch nước cảm ơn Chile. Tại cuộc gặp với Đại sứ "
        "Tanaka Hiroshi, "
        "Chủ tịch nước cảm ơn Nhật Bản vì các học bổng."
    )
    reading = read({"title": "Chủ tịch nước tiếp khách quốc tế", "text": text})
    names = {e.id: {p.name for p in e.participants} for e in reading.events}
    assert all(s.event and s.addressee for s in reading.statements)
    assert any("Tanaka Hiroshi" in names[s.event or ""] for s in reading.statements)


def test_military_title_alone_is_its_bearer() -> None:
    text = (
        "Sáng 3/4/2025, tại Hà Nội, Đại tướng Trần Văn Khôi, Bộ trưởng Bộ Quốc phòng, đã tiếp Đại sứ Nhật Bản "
        "Tanaka Hiroshi. "
        "Đại tướng đánh giá cao đóng góp của Đại sứ."
    )
    (statement,) = read({"title": "Bộ trưởng tiếp Đại sứ", "text": text}).statements
    assert (statement.speaker, statement.act) == ("Trần Văn Khôi", "praise")


def test_evidence_and_confidence() -> None:
    reading = page("Chủ tịch nước cảm ơn Chile đã ủng hộ Việt Nam.")
    (statement,) = reading.statements
    (evidence,) = statement.evidence
    assert reading.text[evidence.start : evidence.end] == "Chủ tịch nước cảm ơn Chile đã ủng hộ Việt Nam"
    assert evidence.region == "body"
    assert 0 < statement.confidence <= 1


def test_ids_are_stable_and_distinct() -> None:
    body = "Chủ tịch nước cảm ơn Chile đã ủng hộ Việt Nam. Hai bên nhất trí lập đường dây nóng."
    first, second = page(body).statements, page(body).statements
    assert [s.id for s in first] == [s.id for s in second]
    assert len({s.id for s in first}) == 2


@pytest.mark.parametrize("row", ONE[::5])
def test_contents_do_not_overlap_and_lie_in_the_text(row: tuple[str, str, str, str | None, str]) -> None:
    reading = page(row[0] + " " + ONE[0][0])
    last = 0
    for statement in reading.statements:
        assert last <= statement.start < statement.end <= len(reading.text)
        last = statement.end


# What the articles marked blind asked for; (body, [(speaker, act, commitment, content)]).
MENDED = [
    (
        "Hai bên trao đổi tình hình khu vực; thống nhất nội dung hợp tác năm tới.",
        [
            ("both", "inform", None, "tình hình khu vực"),
            ("both", "agree", "agreement", "nội dung hợp tác năm tới"),
        ],
    ),
    (
        "Chủ tịch nước cảm ơn nhân dân Chile. Các nghị sĩ Chile đánh giá cao đà tăng trưởng. Các nghị sĩ nhất trí "
        "mở cảng.",
        [
            (HOME, "thank", None, "nhân dân Chile"),
            ("các nghị sĩ Chile", "praise", None, "đà tăng trưởng"),
            ("các nghị sĩ Chile", "agree", "agreement", "mở cảng"),
        ],
    ),
    (
        "Tổng thống Pablo Soto cảm ơn và bày tỏ vinh dự được gặp Chủ tịch nước.",
        [(GUEST, "please", None, "được gặp Chủ tịch nước")],
    ),
    (
        "Tổng thống Pablo Soto chia sẻ những ấn tượng tốt đẹp về Hà Nội.",
        [(GUEST, "praise", None, "những ấn tượng tốt đẹp về Hà Nội")],
    ),
    (
        "Chủ tịch nước khẳng định Việt Nam là thành viên có trách nhiệm. Trên cơ sở đó, Việt Nam sẽ tích cực gửi thêm "
        "bác sĩ.",
        [
            (HOME, "affirm", None, "Việt Nam là thành viên có trách nhiệm"),
            (HOME, "pledge", "pledge", "tích cực gửi thêm bác sĩ"),
        ],
    ),
    (
        "Tổng thống Chile khẳng định Chile mong có thêm khách; Chile sẵn sàng làm cửa ngõ của gạo Việt Nam.",
        [
            (GUEST, "affirm", None, "Chile mong có thêm khách"),
            (GUEST, "pledge", "pledge", "làm cửa ngõ của gạo Việt Nam"),
        ],
    ),
    (
        "Tổng thống Chile đề nghị hai bên mở đường bay. Chính phủ Chile luôn sẵn sàng phối hợp.",
        [
            (GUEST, "propose", "proposal", "hai bên mở đường bay"),
            (GUEST, "pledge", "pledge", "phối hợp"),
        ],
    ),
    (
        "Theo Chủ tịch nước, chuyến thăm mở ra trang mới.",
        [(HOME, "inform", None, "chuyến thăm mở ra trang mới")],
    ),
    (
        "Hai bên cho rằng hai nước cần sớm mở đường bay.",
        [("both", "agree", "agreement", "hai nước cần sớm mở đường bay")],
    ),
    # what they shall do is asked of them, not told to them
    (
        "Chủ tịch nước đề nghị Chile mở thêm kho lạnh; chia sẻ kinh nghiệm nuôi cá.",
        [(HOME, "propose", "proposal", "Chile mở thêm kho lạnh; chia sẻ kinh nghiệm nuôi cá")],
    ),
    (
        "Chủ tịch nước cảm ơn nhân dân Chile. Hai nước đã mở hai cảng nhằm bán thêm cá; chia sẻ kinh nghiệm nuôi tôm.",
        [(HOME, "thank", None, "nhân dân Chile")],
    ),
    (
        "Chủ tịch nước cảm ơn nhân dân Chile. Đây là việc mà lãnh đạo hai Đảng, hai nước đã nhất trí từ năm ngoái.",
        [(HOME, "thank", None, "nhân dân Chile")],
    ),
    (
        "Tổng thống Pablo Soto cho rằng món quà thể hiện sự tin cậy và đánh giá cao của Chile đối với Việt Nam.",
        [
            (
                GUEST,
                "affirm",
                None,
                "món quà thể hiện sự tin cậy và đánh giá cao của Chile đối với Việt Nam",
            )
        ],
    ),
    (
        "Hai bên nhất trí giữ gìn rừng ngập mặn; Việt Nam ủng hộ Chile gia nhập liên minh rừng.",
        [
            ("both", "agree", "agreement", "giữ gìn rừng ngập mặn"),
            ("Việt Nam", "support", None, "Chile gia nhập liên minh rừng"),
        ],
    ),
    (
        "Chủ tịch nước mong muốn, dù ở cương vị nào, ngài Tổng thống tiếp tục vun đắp tình hữu nghị.",
        [(HOME, "propose", "proposal", "dù ở cương vị nào, ngài Tổng thống tiếp tục vun đắp tình hữu nghị")],
    ),
    (
        "Chủ tịch nước chào mừng ngài Tổng thống đến thăm và giới thiệu những nét chính của kinh tế Việt Nam.",
        [
            (HOME, "greet", None, "ngài Tổng thống đến thăm"),
            (HOME, "inform", None, "những nét chính của kinh tế Việt Nam"),
        ],
    ),
    ("Tại hội đàm, 2 bên nhất trí mở cảng cá.", [("both", "agree", "agreement", "mở cảng cá")]),
    ("Chủ tịch nước Việt Nam và Chile cũng nhất trí mở cảng cá.", [("both", "agree", "agreement", "mở cảng cá")]),
    (
        "Tổng thống Pablo Soto bày tỏ tình cảm quý mến với Huế và ngỏ lời mời Chủ tịch nước sang thăm Santiago.",
        [
            (GUEST, "praise", None, "tình cảm quý mến với Huế"),
            (GUEST, "invite", "invitation", "Chủ tịch nước sang thăm Santiago"),
        ],
    ),
    (
        "Hai bên thông qua Tuyên bố chung về nghề cá, nhấn mạnh vai trò của biển.",
        [("both", "affirm", None, "vai trò của biển")],
    ),
    (
        "Tổng thống Pablo Soto cho biết, việc mở cảng sẽ tạo thuận lợi cho nông dân.",
        [(GUEST, "inform", None, "mở cảng sẽ tạo thuận lợi cho nông dân")],
    ),
    (
        "Chủ tịch nước chúc mừng Tổng thống Pablo Soto nhân ngày sinh và mời Tổng thống thăm Huế.",
        [
            (HOME, "congratulate", None, "Tổng thống Pablo Soto nhân ngày sinh"),
            (HOME, "invite", "invitation", "Tổng thống thăm Huế"),
        ],
    ),
    (
        "Chủ tịch nước khẳng định lúa được mùa. Cảm ơn lãnh đạo thành phố đã dành thời gian tiếp, ông Pablo Soto, "
        "Tổng thống Chile, cho biết: Chile vừa mở thêm hai cảng.",
        [
            (HOME, "affirm", None, "lúa được mùa"),
            (GUEST, "thank", None, "lãnh đạo thành phố đã dành thời gian tiếp"),
            (GUEST, "inform", None, "Chile vừa mở thêm hai cảng"),
        ],
    ),
    (
        "Chủ tịch nước cho rằng lúa sẽ được mùa, Bộ Ngoại giao cho biết hôm nay.",
        [(HOME, "affirm", None, "lúa sẽ được mùa")],
    ),
    # a name that no table knows is not the speaker before it
    (
        "Chủ tịch nước cảm ơn nhân dân Chile. Thay mặt đoàn, đồng chí Kham Keo - Bun Mi chúc mừng thành tựu của Việt "
        "Nam; cảm ơn sự giúp đỡ của bạn bè.",
        [
            (HOME, "thank", None, "nhân dân Chile"),
            ("Kham Keo - Bun Mi", "congratulate", None, "thành tựu của Việt Nam"),
            ("Kham Keo - Bun Mi", "thank", None, "sự giúp đỡ của bạn bè"),
        ],
    ),
    # "ông" is he of whom the sentence before tells
    (
        "Tổng thống Pablo Soto cảm ơn Việt Nam. Chủ tịch nước Lê Văn Sơn tặng Tổng thống một bức tranh. Ông đánh giá "
        "cao rượu vang Chile.",
        [(GUEST, "thank", None, "Việt Nam"), (HOME, "praise", None, "rượu vang Chile")],
    ),
    (
        "Chia sẻ tại cuộc gặp, Tổng thống Pablo Soto cảm ơn Việt Nam.",
        [(GUEST, "thank", None, "Việt Nam")],
    ),
]


@pytest.mark.parametrize(("body", "expected"), MENDED)
def test_mended(body: str, expected: list[tuple[str, str, str | None, str]]) -> None:
    assert told(body) == expected


SEOUL = (
    "Sáng 3/4/2025, tại Seoul, Thủ tướng Lê Văn Sơn đã hội đàm với Tổng thống Hàn Quốc Park Min-ji đang ở Seoul.\n\n"
)


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("Bà Park khẳng định Hàn Quốc coi trọng bạn bè.", "Park Min-ji"),
        ("Tổng thống Park khẳng định Hàn Quốc coi trọng bạn bè.", "Park Min-ji"),
        ("Tổng thống nước chủ nhà khẳng định Hàn Quốc coi trọng bạn bè.", "Park Min-ji"),
        ("Nhà lãnh đạo Hàn Quốc khẳng định Hàn Quốc coi trọng bạn bè.", "Park Min-ji"),
        ("Phía bạn khẳng định Hàn Quốc coi trọng bạn bè.", "Park Min-ji"),
        ("Phát biểu với báo giới, Thủ tướng nêu bật kết quả chuyến thăm.", HOME),
        ("Tổng thống Hàn Quốc cảm ơn Thủ tướng. Theo bà, chuyến thăm rất bổ ích.", "Park Min-ji"),
        ("Đề xuất mở đường bay thẳng được hai bên nhất trí.", "both"),
        ("Hai vị lãnh đạo nhất trí mở đường bay thẳng.", "both"),
        ("Đề xuất mở đường bay thẳng được Tổng thống Hàn Quốc ủng hộ.", "Park Min-ji"),
        ("Ông Sơn đề nghị hai bên mở đường bay thẳng.", HOME),
        (
            "Thủ tướng cảm ơn Hàn Quốc đã giúp đỡ. Báo cáo với Thủ tướng và Đoàn, Đại sứ Trần Văn Khôi cho biết hội đã "
            "lớn mạnh.",
            "Trần Văn Khôi",
        ),
        (
            "Thủ tướng cảm ơn Hàn Quốc đã giúp đỡ. Bộ trưởng Công Thương Trần Văn Khôi vỗ tay. “Chúng tôi chờ bạn”, "
            "Bộ trưởng Khôi nói.",
            "Trần Văn Khôi",
        ),
        ("Tổng thống Hàn Quốc bày tỏ niềm vui và vinh dự được gặp Thủ tướng.", "Park Min-ji"),
        ("Do vậy, Thủ tướng mong muốn hai bên mở đường bay thẳng.", HOME),
    ],
)
def test_who_is_meant(body: str, speaker: str) -> None:
    reading = read({"title": "Thủ tướng hội đàm với Tổng thống Hàn Quốc", "text": SEOUL + body})
    assert [s.speaker for s in reading.statements][-1:] == [speaker]


def test_a_guest_is_the_one_from_abroad() -> None:
    assert told("Vị khách cảm ơn Việt Nam đã đón tiếp.") == [(GUEST, "thank", None, "Việt Nam đã đón tiếp")]


def test_a_passive_report_has_its_content_before_it() -> None:
    ((speaker, act, commitment, content),) = told("Đề xuất mở đường bay thẳng được hai bên nhất trí.")
    assert (speaker, act, commitment) == ("both", "agree", "agreement")
    assert content == "Đề xuất mở đường bay thẳng"


def test_nobody_is_glad_to_meet_himself() -> None:
    body = (
        "Chủ tịch nước cảm ơn nhân dân Chile. Tại buổi gặp, vui mừng được gặp Chủ tịch nước Lê Văn Sơn, đông đảo bà "
        "con xa quê vỗ tay rất lâu."
    )
    assert [s.act for s in page(body).statements] == ["thank"]


def test_a_body_speaks_through_its_head() -> None:
    text = (
        "Sáng 3/4/2025, tại Hà Nội, Chủ tịch nước Lê Văn Sơn đã tiếp Tổng Giám đốc UNESCO Ana Diaz. Bà Ana Diaz cảm "
        "ơn Việt Nam đã đón tiếp. UNESCO mong muốn Việt Nam tiếp tục gìn giữ phố cổ."
    )
    statements = read({"title": "Chủ tịch nước tiếp Tổng Giám đốc UNESCO", "text": text}).statements
    assert [s.speaker for s in statements] == ["Ana Diaz", "Ana Diaz"]


def test_a_quotation_is_told_once() -> None:
    body = "“Chile là bạn tốt”, Chủ tịch nước nhấn mạnh và cho biết sẽ sớm thăm Santiago."
    assert [(s, c) for s, _, _, c in told(body)] == [(HOME, "Chile là bạn tốt"), (HOME, "sẽ sớm thăm Santiago")]


def test_a_quotation_ends_what_is_said_before_it() -> None:
    body = "Chủ tịch nước khẳng định hai nước là bạn “Chile là bạn tốt”, Tổng thống Pablo Soto nhấn mạnh."
    assert [(s, c) for s, _, _, c in told(body)] == [(HOME, "hai nước là bạn"), (GUEST, "Chile là bạn tốt")]


def test_what_a_conference_says_before_the_meetings_belongs_to_none_of_them() -> None:
    text = (
        "Hội nghị khai mạc\n\nNgày 12/6/2025, hội nghị về hợp tác khu vực khai mạc tại Bangkok.\n\n"
        "Các nhà lãnh đạo nhấn mạnh vai trò của hợp tác khu vực. "
        "Bên lề hội nghị, Thủ tướng Trần Minh Khang đã gặp Thủ tướng Thái Lan Somchai Rattanakul. "
        "Hai bên nhất trí mở thêm cửa khẩu. "
        "Tiếp đó, Thủ tướng Trần Minh Khang đã gặp Thủ tướng Lào Bounmy Phommasan."
    )
    reading = read(text)
    assert len(reading.events) == 2
    by_words = {reading.text[s.start : s.end]: s.event for s in reading.statements}
    assert by_words.get("vai trò của hợp tác khu vực") is None
    assert by_words["mở thêm cửa khẩu"] is not None


def test_a_province_wishes_through_its_leader() -> None:
    text = (
        "Ngày 3/4/2025, Bí thư Tỉnh ủy Quảng Ninh Lê Văn Sơn tiếp Đại sứ Chile Pablo Soto. Ông Lê Văn Sơn, Bí thư Tỉnh "
        "ủy tỉnh cảm ơn Đại sứ. Tỉnh mong muốn Chile mở thêm trường nghề. Đại sứ đánh giá cao vịnh Hạ Long."
    )
    statements = read({"title": "Bí thư Tỉnh ủy tiếp Đại sứ", "text": text}).statements
    assert [(s.speaker, s.act) for s in statements] == [(HOME, "thank"), (HOME, "propose"), (GUEST, "praise")]


def test_two_sides_of_a_contact_speak_as_countries() -> None:
    body = "Phía Chile đã thông báo kết quả hội chợ cá hồi. Phía Việt Nam nhiệt liệt chúc mừng thành công của hội chợ."
    reading = page(body)
    assert [(s.speaker, s.act) for s in reading.statements] == [
        ("Phía Chile", "inform"),
        ("Phía Việt Nam", "congratulate"),
    ]
    assert {s.event for s in reading.statements} == {reading.events[0].id}


def test_those_asked_are_people_not_measures() -> None:
    assert only("Hai bên đề xuất các biện pháp thúc đẩy nghề cá.").addressee is None


def test_a_journey_announced_for_another_binds_nobody() -> None:
    text = (
        "Người Phát ngôn Bộ Ngoại giao Chile Ana Rojas cho biết Tổng thống Pablo Soto sẽ thăm chính thức Bỉ từ ngày "
        "3 đến 5/4/2025."
    )
    statements = read({"title": "Tổng thống Chile sắp thăm Bỉ", "text": text}).statements
    assert [(s.speaker, s.act, s.commitment) for s in statements] == [("Ana Rojas", "inform", None)]


def test_who_is_received_at_the_door_is_not_greeted_in_words() -> None:
    text = "Ngày 3/4/2025, Thủ tướng Trần Minh Khang chào đón Tổng thống Chile Pablo Soto tới dự quốc yến."
    assert read({"title": "Tổng thống Chile thăm Việt Nam", "text": text}).statements == ()


def test_guests_shown_in_are_not_invited_in_words() -> None:
    text = (
        "Ngày 3/4/2025, Thủ tướng Trần Minh Khang đón Tổng thống Chile Pablo Soto. Thủ tướng mời Tổng thống bước lên "
        "bục danh dự. Hai nhà lãnh đạo giới thiệu với nhau thành phần của đoàn."
    )
    assert read({"title": "Lễ đón Tổng thống Chile", "text": text}).statements == ()


def test_telegrams_sent_in_turn_are_no_statements() -> None:
    text = (
        "Thủ tướng Trần Minh Khang, Chủ tịch Quốc hội Lê Văn Sơn lần lượt gửi điện chúc mừng tới Thủ tướng Chile Ana "
        "Rojas, Chủ tịch Hạ viện Chile Pablo Soto."
    )
    assert read({"title": "Điện mừng", "text": text}).statements == ()


@pytest.mark.parametrize(
    "said",
    [
        "Thủ tướng mời Tổng Bí thư, Chủ tịch nước Lào Bounmy Phommasan bước lên bục danh dự.",
        "Hai bên giới thiệu các quan chức dự lễ đón.",
        "Thủ tướng đã chia sẻ hình ảnh buổi lễ.",
    ],
)
def test_what_is_done_at_a_ceremony_is_not_said(said: str) -> None:
    text = f"Ngày 3/4/2025, Thủ tướng Trần Minh Khang đón Tổng Bí thư, Chủ tịch nước Lào Bounmy Phommasan. {said}"
    assert read({"title": "Lễ đón", "text": text}).statements == ()


def test_what_is_felt_stands_in_the_quotation_before() -> None:
    text = (
        "Ngày 3/4/2025, Tổng thống Chile Pablo Soto thăm Việt Nam. “Xin cảm ơn các bạn”, Tổng thống Chile bày tỏ, đính "
        "kèm là ảnh phố cổ. Tổng thống bày tỏ bằng tiếng Việt sau khi khép lại chuyến đi."
    )
    page = read({"title": "Tổng thống Chile thăm Việt Nam", "text": text})
    assert [page.text[s.start : s.end] for s in page.statements] == ["Xin cảm ơn các bạn"]


def test_a_letter_of_congratulation_is_no_statement_of_its_own() -> None:
    text = "Tổng thống Chile Pablo Soto đã gửi thư mừng đến Thủ tướng Trần Minh Khang."
    assert read({"title": "Thư mừng", "text": text}).statements == ()


def test_support_asked_for_twice_is_not_given() -> None:
    text = (
        "Ngày 3/4/2025, Thủ tướng Trần Minh Khang tiếp Đại sứ Chile Pablo Soto. Thủ tướng đề nghị Chile ủng hộ hãng "
        "tàu Sao Khuê, đồng thời ủng hộ ứng viên của Việt Nam. Thủ tướng nhấn mạnh vai trò của Chile, đồng thời ủng hộ "
        "sáng kiến nghề cá."
    )
    page = read({"title": "Thủ tướng tiếp Đại sứ Chile", "text": text})
    assert [(s.act, page.text[s.start : s.end]) for s in page.statements] == [
        ("propose", "Chile ủng hộ hãng tàu Sao Khuê, đồng thời ủng hộ ứng viên của Việt Nam"),
        ("affirm", "vai trò của Chile"),
        ("support", "sáng kiến nghề cá"),
    ]
