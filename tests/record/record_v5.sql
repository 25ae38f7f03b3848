BEGIN;
-- A record of schema version 5, as banggiao wrote it: frozen, to show that later versions can open it.
PRAGMA application_id = 1650944353;
PRAGMA user_version = 5;
CREATE TABLE documents (
    document INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    current  INTEGER NOT NULL UNIQUE REFERENCES versions (version) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE versions (
    version  INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (document),
    number   INTEGER NOT NULL,
    hash     BLOB NOT NULL,
    added    TEXT NOT NULL,
    source   TEXT NOT NULL,
    url      TEXT,
    outlet   TEXT,
    agency   TEXT,
    byline   TEXT,
    headline TEXT,
    published       TEXT,
    published_basis TEXT,
    media    TEXT,
    text     TEXT NOT NULL,
    UNIQUE (document, number)
);
CREATE TABLE regions (
    version INTEGER NOT NULL REFERENCES versions (version),
    n       INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    start   INTEGER NOT NULL,
    stop    INTEGER NOT NULL,
    teaser  INTEGER,
    part    TEXT,
    photographer TEXT,
    agency  TEXT,
    PRIMARY KEY (version, n)
) WITHOUT ROWID;
CREATE TABLE teasers (
    version  INTEGER NOT NULL REFERENCES versions (version),
    n        INTEGER NOT NULL,
    headline TEXT,
    lead     TEXT,
    caption  TEXT,
    media    TEXT,
    published TEXT,
    PRIMARY KEY (version, n)
) WITHOUT ROWID;
CREATE TABLE events (
    event   INTEGER PRIMARY KEY,
    id      TEXT NOT NULL,
    version INTEGER NOT NULL REFERENCES versions (version),
    teaser  INTEGER,
    n       INTEGER NOT NULL,
    current INTEGER NOT NULL,
    type    TEXT NOT NULL,
    form    TEXT NOT NULL,
    status  TEXT NOT NULL,
    date    TEXT,
    part_of_day TEXT,
    venue   TEXT,
    locality TEXT,
    country TEXT,
    confidence REAL NOT NULL,
    rule    TEXT NOT NULL,
    date_candidates TEXT,
    date_from TEXT,
    date_to   TEXT,
    field_confidence TEXT,
    FOREIGN KEY (version, teaser) REFERENCES teasers (version, n)
);
CREATE INDEX events_by_version ON events (version);
CREATE INDEX events_by_id ON events (id) WHERE current;
CREATE INDEX events_by_date ON events (date_to, version) WHERE current;
-- Events whose year another page told: what their own page says, and the event that told it.
CREATE TABLE redated (
    event   INTEGER PRIMARY KEY REFERENCES events (event),
    date    TEXT NOT NULL,
    told_by INTEGER NOT NULL REFERENCES events (event)
);
CREATE INDEX redated_by_told ON redated (told_by);
CREATE TABLE names (
    name    INTEGER PRIMARY KEY,
    value   TEXT NOT NULL UNIQUE,
    folded  TEXT NOT NULL,
    lowered TEXT NOT NULL
);
CREATE TABLE participants (
    participant INTEGER PRIMARY KEY,
    event   INTEGER NOT NULL REFERENCES events (event),
    n       INTEGER NOT NULL,
    name    INTEGER REFERENCES names (name),
    organisation TEXT,
    country TEXT,
    role    TEXT NOT NULL
);
CREATE INDEX participants_by_event ON participants (event);
CREATE INDEX participants_by_name ON participants (name) WHERE name IS NOT NULL;
CREATE INDEX participants_by_country ON participants (country) WHERE country IS NOT NULL;
CREATE TABLE offices (
    participant INTEGER NOT NULL REFERENCES participants (participant),
    n     INTEGER NOT NULL,
    title TEXT NOT NULL,
    PRIMARY KEY (participant, n)
) WITHOUT ROWID;
CREATE TABLE statements (
    statement INTEGER PRIMARY KEY,
    id      TEXT NOT NULL,
    version INTEGER NOT NULL REFERENCES versions (version),
    n       INTEGER NOT NULL,
    event   TEXT,
    speaker TEXT NOT NULL,
    relayed_for TEXT,
    addressee TEXT,
    act     TEXT NOT NULL,
    start   INTEGER NOT NULL,
    stop    INTEGER NOT NULL,
    commitment TEXT,
    confidence REAL NOT NULL,
    topics  TEXT NOT NULL DEFAULT '',
    field_confidence TEXT
);
CREATE INDEX statements_by_version ON statements (version);
CREATE TABLE evidence (
    evidence INTEGER PRIMARY KEY,
    event       INTEGER REFERENCES events (event),
    participant INTEGER REFERENCES participants (participant),
    statement   INTEGER REFERENCES statements (statement),
    start  INTEGER NOT NULL,
    stop   INTEGER NOT NULL,
    region TEXT NOT NULL,
    CHECK ((event IS NOT NULL) + (participant IS NOT NULL) + (statement IS NOT NULL) = 1)
);
CREATE INDEX evidence_by_event ON evidence (event) WHERE event IS NOT NULL;
CREATE INDEX evidence_by_participant ON evidence (participant) WHERE participant IS NOT NULL;
CREATE INDEX evidence_by_statement ON evidence (statement) WHERE statement IS NOT NULL;
CREATE TABLE issues (
    version INTEGER NOT NULL REFERENCES versions (version),
    n       INTEGER NOT NULL,
    stage   TEXT NOT NULL,
    code    TEXT NOT NULL,
    start   INTEGER NOT NULL,
    stop    INTEGER NOT NULL,
    note    TEXT NOT NULL,
    PRIMARY KEY (version, n)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE pages_folded USING fts5 (
    text, content = 'versions', content_rowid = 'version', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE pages_exact USING fts5 (
    text, content = 'versions', content_rowid = 'version', tokenize = 'unicode61 remove_diacritics 0'
);
-- A page is a commit is a piece of the index. Sixteen pieces of a size are merged at once: fewer rewrites than the
-- default of four, which keeps the cost of a page flat as the record grows.
INSERT INTO pages_folded (pages_folded, rank) VALUES ('automerge', 16), ('crisismerge', 64);
INSERT INTO pages_exact (pages_exact, rank) VALUES ('automerge', 16), ('crisismerge', 64);
INSERT INTO documents (document, id, current) VALUES (1, 'a1b2c3d4e5f60001', 775039221762);
INSERT INTO documents (document, id, current) VALUES (2, 'a1b2c3d4e5f60002', 1);
INSERT INTO documents (document, id, current) VALUES (3, 'a1b2c3d4e5f60003', 774012665857);
INSERT INTO documents (document, id, current) VALUES (4, 'a1b2c3d4e5f6ffff', 774521225217);
INSERT INTO documents (document, id, current) VALUES (5, 'b7b2c3d4e5f60005', 774469844993);
INSERT INTO versions (version, document, number, hash, added, source, url, outlet, agency, byline, headline, published, published_basis, media, text) VALUES (1, 2, 1, X'0fe826133f294973ad79db1c7ebb4b0b', '2026-11-20T08:00:00+00:00', 'trang/tham-lao.txt', NULL, NULL, NULL, NULL, 'Chủ tịch Quốc hội Phạm Thị Đào thăm chính thức Lào', NULL, NULL, 'photo', 'Chủ tịch Quốc hội Phạm Thị Đào thăm chính thức Lào' || char(10) || '' || char(10) || 'Chủ tịch Quốc hội Phạm Thị Đào thăm chính thức Lào trong ngày 24/11, nhằm ngày họp của Uỷ ban hợp tác. Không khí hoà thuận.');
INSERT INTO versions (version, document, number, hash, added, source, url, outlet, agency, byline, headline, published, published_basis, media, text) VALUES (774012665857, 3, 1, X'ca0853f8869178a5bc2040b2e243ebfd', '2026-11-20T08:00:00+00:00', 'trang/dien-dam.html', 'https://bao.example/dien-dam', 'Tin Mẫu', NULL, NULL, 'Điện đàm giữa hai Bộ trưởng Ngoại giao', '2022', 'text', NULL, 'Điện đàm giữa hai Bộ trưởng Ngoại giao' || char(10) || '' || char(10) || 'Ngày 26/12, Bộ trưởng Ngoại giao Lý Quốc Đạt điện đàm với Bộ trưởng Ngoại giao Pháp Claire Dubois.' || char(10) || 'Ông Lý Quốc Đạt đã gửi điện chúc mừng tới bà Dubois.');
INSERT INTO versions (version, document, number, hash, added, source, url, outlet, agency, byline, headline, published, published_basis, media, text) VALUES (774469844993, 5, 1, X'b6eba0fb7b8fc598fde90d1dcf980bcc', '2026-11-20T08:00:00+00:00', 'trang/ky-ket.txt', 'https://tin.example/ky-ket?a=1', 'Báo Ví Dụ', NULL, NULL, 'Ký kết thỏa thuận hợp tác giữa tỉnh An Hòa và Tập đoàn Nord', '2023-03-13', 'url', NULL, 'Ký kết thỏa thuận hợp tác giữa tỉnh An Hòa và Tập đoàn Nord' || char(10) || '' || char(10) || 'Từ ngày 10 đến 12/3/2023, tỉnh An Hòa và Tập đoàn Nord của Na Uy ký thỏa thuận hợp tác tại Oslo.' || char(10) || 'Có thể bạn quan tâm' || char(10) || 'Phó Thủ tướng Vũ Minh Khôi hội đàm với Ngoại trưởng Na Uy' || char(10) || 'Phó Thủ tướng Vũ Minh Khôi hội đàm với Ngoại trưởng Na Uy Lars Berg.');
INSERT INTO versions (version, document, number, hash, added, source, url, outlet, agency, byline, headline, published, published_basis, media, text) VALUES (774521225217, 4, 1, X'13d2e436ae42bd1e8e153f95303d4a4d', '2026-11-20T08:00:00+00:00', 'trang/gia-rau.txt', NULL, 'Tin Mẫu', NULL, NULL, 'Giá rau ở chợ tăng sau mưa lớn', '2023-05-01', 'given', NULL, 'Giá rau ở chợ tăng sau mưa lớn' || char(10) || '' || char(10) || 'Sáng nay, nhiều loại rau tăng giá, người dân mua ít hơn. "Mưa to quá", một chủ sạp nói.');
INSERT INTO versions (version, document, number, hash, added, source, url, outlet, agency, byline, headline, published, published_basis, media, text) VALUES (775039221761, 1, 1, X'16d57fc6ba316debd44b56a15b009762', '2026-11-20T08:00:00+00:00', 'trang/tiep-dai-su.txt', 'https://bao.example/tiep-dai-su', 'Báo Ví Dụ', 'TTX', 'Nguyễn Thu Hà', 'Thủ tướng Trần Văn Bình tiếp Đại sứ Nhật Bản', '2024-09-06', 'metadata', NULL, 'Thủ tướng Trần Văn Bình tiếp Đại sứ Nhật Bản' || char(10) || '' || char(10) || 'Chiều 5/9, tại Trụ sở Chính phủ, Thủ tướng Trần Văn Bình tiếp Đại sứ Nhật Bản Mori Keiko đến chào xã giao.' || char(10) || 'Thủ tướng đề nghị hai bên thúc đẩy đối tác chiến lược sâu rộng.' || char(10) || 'Ảnh: Lê Thị Hoa/TTX');
INSERT INTO versions (version, document, number, hash, added, source, url, outlet, agency, byline, headline, published, published_basis, media, text) VALUES (775039221762, 1, 2, X'6029444f9a94a3fe34fb8b890fc70b03', '2026-11-20T08:00:00+00:00', 'trang/tiep-dai-su.txt', 'https://bao.example/tiep-dai-su', 'Báo Ví Dụ', 'TTX', 'Nguyễn Thu', 'Thủ tướng Trần Văn Bình tiếp Đại sứ Nhật Bản', '2024-09-06', 'metadata', NULL, 'Thủ tướng Trần Văn Bình tiếp Đại sứ Nhật Bản' || char(10) || '' || char(10) || 'Chiều 5/9, tại Trụ sở Chính phủ, Thủ tướng Trần Văn Bình tiếp Đại sứ Nhật Bản Mori Keiko đến chào xã giao.' || char(10) || 'Thủ tướng đề nghị hai bên thúc đẩy đối tác chiến lược sâu rộng.' || char(10) || 'Ảnh: Lê Thị Hoa/TTX');
INSERT INTO regions (version, n, kind, start, stop, teaser, part, photographer, agency) VALUES (1, 0, 'headline', 0, 50, NULL, NULL, NULL, NULL);
INSERT INTO regions (version, n, kind, start, stop, teaser, part, photographer, agency) VALUES (1, 1, 'lead', 52, 175, NULL, NULL, NULL, NULL);
INSERT INTO regions (version, n, kind, start, stop, teaser, part, photographer, agency) VALUES (774012665857, 0, 'headline', 0, 38, NULL, NULL, NULL, NULL);
INSERT INTO regions (version, n, kind, start, stop, teaser, part, photographer, agency) VALUES (774012665857, 1, 'lead', 40, 138, NULL, NULL, NULL, NULL);
INSERT INTO regions (version, n, kind, start, stop, teaser, part, photographer, agency) VALUES (774012665857, 2, 'body', 139, 191, NULL, NULL, NULL, NULL);
INSERT INTO regions (version, n, kind, start, stop, teaser, part, photographer, agency) VALUES (774469844993, 0, 'headline', 0, 59, NULL, NULL, NULL, NULL);
INSERT INTO regions (version, n, kind, start, stop, teaser, part, photographer, agency) VALUES (774469844993, 1, 'lead', 61, 157, NULL, NULL, NULL, NULL);
INSERT INTO regions (version, n, kind, start, stop, teaser, part, photographer, agency) VALUES (774469844993, 2, 'heading', 158, 177, NULL, NULL, NULL, NULL);
INSERT INTO regions (version, n, kind, start, stop, teaser, part, photographer, agency) VALUES (774469844993, 3, 'related', 178, 235, 1, 'headline', NULL, NULL);
INSERT INTO regions (version, n, kind, start, stop, teaser, part, photographer, agency) VALUES (774469844993, 4, 'related', 236, 304, 1, 'lead', NULL, NULL);
INSERT INTO regions (version, n, kind, start, stop, teaser, part, photographer, agency) VALUES (774521225217, 0, 'headline', 0, 30, NULL, NULL, NULL, NULL);
INSERT INTO regions (version, n, kind, start, stop, teaser, part, photographer, agency) VALUES (774521225217, 1, 'lead', 32, 119, NULL, NULL, NULL, NULL);
INSERT INTO regions (version, n, kind, start, stop, teaser, part, photographer, agency) VALUES (775039221761, 0, 'headline', 0, 44, NULL, NULL, NULL, NULL);
INSERT INTO regions (version, n, kind, start, stop, teaser, part, photographer, agency) VALUES (775039221761, 1, 'lead', 46, 152, NULL, NULL, NULL, NULL);
INSERT INTO regions (version, n, kind, start, stop, teaser, part, photographer, agency) VALUES (775039221761, 2, 'body', 153, 216, NULL, NULL, NULL, NULL);
INSERT INTO regions (version, n, kind, start, stop, teaser, part, photographer, agency) VALUES (775039221761, 3, 'credit', 217, 236, NULL, NULL, 'Lê Thị Hoa', 'TTX');
INSERT INTO regions (version, n, kind, start, stop, teaser, part, photographer, agency) VALUES (775039221762, 0, 'headline', 0, 44, NULL, NULL, NULL, NULL);
INSERT INTO regions (version, n, kind, start, stop, teaser, part, photographer, agency) VALUES (775039221762, 1, 'lead', 46, 152, NULL, NULL, NULL, NULL);
INSERT INTO regions (version, n, kind, start, stop, teaser, part, photographer, agency) VALUES (775039221762, 2, 'body', 153, 216, NULL, NULL, NULL, NULL);
INSERT INTO regions (version, n, kind, start, stop, teaser, part, photographer, agency) VALUES (775039221762, 3, 'credit', 217, 236, NULL, NULL, 'Lê Thị Hoa', 'TTX');
INSERT INTO teasers (version, n, headline, lead, caption, media, published) VALUES (774469844993, 1, 'Phó Thủ tướng Vũ Minh Khôi hội đàm với Ngoại trưởng Na Uy', 'Phó Thủ tướng Vũ Minh Khôi hội đàm với Ngoại trưởng Na Uy Lars Berg.', NULL, 'video', '2023-03-11');
INSERT INTO events (event, id, version, teaser, n, current, type, form, status, date, part_of_day, venue, locality, country, confidence, rule, date_candidates, date_from, date_to, field_confidence) VALUES (1, '11aa22bb33cc44d1', 775039221761, NULL, 0, 0, 'meeting', 'receive', 'held', '2024-09-05', 'afternoon', 'Trụ sở Chính phủ', NULL, 'VN', 0.95, 'receive', '[{"edtf":"2024-09-05","reasons":["published 2024-09-06"]}]', '2024-09-05', '2024-09-05', NULL);
INSERT INTO events (event, id, version, teaser, n, current, type, form, status, date, part_of_day, venue, locality, country, confidence, rule, date_candidates, date_from, date_to, field_confidence) VALUES (2, '11aa22bb33cc44d1', 775039221762, NULL, 0, 1, 'meeting', 'receive', 'held', '2024-09-05', 'afternoon', 'Trụ sở Chính phủ', NULL, 'VN', 0.95, 'receive', '[{"edtf":"2024-09-05","reasons":["published 2024-09-06"]}]', '2024-09-05', '2024-09-05', NULL);
INSERT INTO events (event, id, version, teaser, n, current, type, form, status, date, part_of_day, venue, locality, country, confidence, rule, date_candidates, date_from, date_to, field_confidence) VALUES (3, '22aa22bb33cc44d2', 1, NULL, 0, 1, 'visit', 'official', 'held', '[2021-11-24,2023-11-24]', NULL, NULL, NULL, 'LA', 0.7, 'visit', '[{"edtf":"2021-11-24","reasons":["in office"]},{"edtf":"2023-11-24","reasons":["in office"]}]', '2021-11-24', '2023-11-24', NULL);
INSERT INTO events (event, id, version, teaser, n, current, type, form, status, date, part_of_day, venue, locality, country, confidence, rule, date_candidates, date_from, date_to, field_confidence) VALUES (4, '33aa22bb33cc44d3', 774012665857, NULL, 0, 1, 'call', 'phone', 'held', 'XXXX-12-26', NULL, NULL, NULL, NULL, 0.9, 'call', NULL, NULL, NULL, NULL);
INSERT INTO events (event, id, version, teaser, n, current, type, form, status, date, part_of_day, venue, locality, country, confidence, rule, date_candidates, date_from, date_to, field_confidence) VALUES (5, '33aa22bb33cc44d4', 774012665857, NULL, 1, 1, 'message', 'congratulation', 'held', NULL, NULL, NULL, NULL, NULL, 0.6, 'message', NULL, NULL, NULL, NULL);
INSERT INTO events (event, id, version, teaser, n, current, type, form, status, date, part_of_day, venue, locality, country, confidence, rule, date_candidates, date_from, date_to, field_confidence) VALUES (6, '55aa22bb33cc44d5', 774469844993, NULL, 0, 1, 'agreement', 'signing', 'held', '2023-03-10/2023-03-12', NULL, NULL, 'Oslo', 'NO', 0.85, 'signing', NULL, '2023-03-10', '2023-03-12', NULL);
INSERT INTO events (event, id, version, teaser, n, current, type, form, status, date, part_of_day, venue, locality, country, confidence, rule, date_candidates, date_from, date_to, field_confidence) VALUES (7, '55aa22bb33cc44d6', 774469844993, 1, 0, 1, 'meeting', 'talks', 'held', NULL, NULL, NULL, NULL, NULL, 0.75, 'talks', NULL, NULL, NULL, NULL);
INSERT INTO names (name, value, folded, lowered) VALUES (1, 'Trần Văn Bình', ' tran van binh ', ' trần văn bình ');
INSERT INTO names (name, value, folded, lowered) VALUES (2, 'Mori Keiko', ' mori keiko ', ' mori keiko ');
INSERT INTO names (name, value, folded, lowered) VALUES (3, 'Phạm Thị Đào', ' pham thi dao ', ' phạm thị đào ');
INSERT INTO names (name, value, folded, lowered) VALUES (4, 'Lý Quốc Đạt', ' ly quoc dat ', ' lý quốc đạt ');
INSERT INTO names (name, value, folded, lowered) VALUES (5, 'Claire Dubois', ' claire dubois ', ' claire dubois ');
INSERT INTO names (name, value, folded, lowered) VALUES (6, 'Vũ Minh Khôi', ' vu minh khoi ', ' vũ minh khôi ');
INSERT INTO names (name, value, folded, lowered) VALUES (7, 'Lars Berg', ' lars berg ', ' lars berg ');
INSERT INTO participants (participant, event, n, name, organisation, country, role) VALUES (1, 1, 0, 1, NULL, 'VN', 'host');
INSERT INTO participants (participant, event, n, name, organisation, country, role) VALUES (2, 1, 1, 2, NULL, 'JP', 'guest');
INSERT INTO participants (participant, event, n, name, organisation, country, role) VALUES (3, 2, 0, 1, NULL, 'VN', 'host');
INSERT INTO participants (participant, event, n, name, organisation, country, role) VALUES (4, 2, 1, 2, NULL, 'JP', 'guest');
INSERT INTO participants (participant, event, n, name, organisation, country, role) VALUES (5, 3, 0, 3, NULL, 'VN', 'guest');
INSERT INTO participants (participant, event, n, name, organisation, country, role) VALUES (6, 4, 0, 4, NULL, 'VN', 'party');
INSERT INTO participants (participant, event, n, name, organisation, country, role) VALUES (7, 4, 1, 5, NULL, 'FR', 'party');
INSERT INTO participants (participant, event, n, name, organisation, country, role) VALUES (8, 5, 0, 4, NULL, 'VN', 'sender');
INSERT INTO participants (participant, event, n, name, organisation, country, role) VALUES (9, 5, 1, 5, NULL, 'FR', 'recipient');
INSERT INTO participants (participant, event, n, name, organisation, country, role) VALUES (10, 6, 0, NULL, 'tỉnh An Hòa', 'VN', 'party');
INSERT INTO participants (participant, event, n, name, organisation, country, role) VALUES (11, 6, 1, NULL, 'Tập đoàn Nord', 'NO', 'party');
INSERT INTO participants (participant, event, n, name, organisation, country, role) VALUES (12, 7, 0, 6, NULL, 'VN', 'party');
INSERT INTO participants (participant, event, n, name, organisation, country, role) VALUES (13, 7, 1, 7, NULL, 'NO', 'party');
INSERT INTO offices (participant, n, title) VALUES (1, 0, 'Thủ tướng');
INSERT INTO offices (participant, n, title) VALUES (2, 0, 'Đại sứ Nhật Bản');
INSERT INTO offices (participant, n, title) VALUES (2, 1, 'Đặc phái viên');
INSERT INTO offices (participant, n, title) VALUES (3, 0, 'Thủ tướng');
INSERT INTO offices (participant, n, title) VALUES (4, 0, 'Đại sứ Nhật Bản');
INSERT INTO offices (participant, n, title) VALUES (4, 1, 'Đặc phái viên');
INSERT INTO offices (participant, n, title) VALUES (5, 0, 'Chủ tịch Quốc hội');
INSERT INTO offices (participant, n, title) VALUES (6, 0, 'Bộ trưởng Ngoại giao');
INSERT INTO offices (participant, n, title) VALUES (7, 0, 'Bộ trưởng Ngoại giao Pháp');
INSERT INTO offices (participant, n, title) VALUES (8, 0, 'Bộ trưởng Ngoại giao');
INSERT INTO offices (participant, n, title) VALUES (9, 0, 'Bộ trưởng Ngoại giao Pháp');
INSERT INTO offices (participant, n, title) VALUES (12, 0, 'Phó Thủ tướng');
INSERT INTO offices (participant, n, title) VALUES (13, 0, 'Ngoại trưởng Na Uy');
INSERT INTO statements (statement, id, version, n, event, speaker, relayed_for, addressee, act, start, stop, commitment, confidence, topics, field_confidence) VALUES (1, '99ff000000000001', 775039221762, 0, '11aa22bb33cc44d1', 'Trần Văn Bình', NULL, 'Mori Keiko', 'propose', 171, 215, 'proposal', 0.8, '', NULL);
INSERT INTO evidence (evidence, event, participant, statement, start, stop, region) VALUES (1, 1, NULL, NULL, 0, 44, 'headline');
INSERT INTO evidence (evidence, event, participant, statement, start, stop, region) VALUES (2, 1, NULL, NULL, 46, 152, 'lead');
INSERT INTO evidence (evidence, event, participant, statement, start, stop, region) VALUES (3, NULL, 1, NULL, 0, 28, 'headline');
INSERT INTO evidence (evidence, event, participant, statement, start, stop, region) VALUES (4, NULL, 2, NULL, 124, 134, 'lead');
INSERT INTO evidence (evidence, event, participant, statement, start, stop, region) VALUES (5, 2, NULL, NULL, 0, 44, 'headline');
INSERT INTO evidence (evidence, event, participant, statement, start, stop, region) VALUES (6, 2, NULL, NULL, 46, 152, 'lead');
INSERT INTO evidence (evidence, event, participant, statement, start, stop, region) VALUES (7, NULL, 3, NULL, 0, 28, 'headline');
INSERT INTO evidence (evidence, event, participant, statement, start, stop, region) VALUES (8, NULL, 4, NULL, 124, 134, 'lead');
INSERT INTO evidence (evidence, event, participant, statement, start, stop, region) VALUES (9, NULL, NULL, 1, 153, 216, 'body');
INSERT INTO evidence (evidence, event, participant, statement, start, stop, region) VALUES (10, 3, NULL, NULL, 0, 50, 'headline');
INSERT INTO evidence (evidence, event, participant, statement, start, stop, region) VALUES (11, NULL, 5, NULL, 18, 30, 'headline');
INSERT INTO evidence (evidence, event, participant, statement, start, stop, region) VALUES (12, 4, NULL, NULL, 40, 138, 'lead');
INSERT INTO evidence (evidence, event, participant, statement, start, stop, region) VALUES (13, 5, NULL, NULL, 139, 191, 'body');
INSERT INTO evidence (evidence, event, participant, statement, start, stop, region) VALUES (14, 6, NULL, NULL, 61, 157, 'lead');
INSERT INTO evidence (evidence, event, participant, statement, start, stop, region) VALUES (15, 7, NULL, NULL, 236, 304, 'related');
INSERT INTO issues (version, n, stage, code, start, stop, note) VALUES (1, 0, 'dating', 'year-open', 114, 119, 'no year can be told');
INSERT INTO pages_folded (rowid, text) VALUES (1, 'Chủ tịch Quốc hội Phạm Thị Dào thăm chính thức Lào' || char(10) || '' || char(10) || 'Chủ tịch Quốc hội Phạm Thị Dào thăm chính thức Lào trong ngày 24/11, nhằm ngày họp của Uỷ ban hợp tác. Không khí hoà thuận.');
INSERT INTO pages_exact (rowid, text) VALUES (1, 'Chủ tịch Quốc hội Phạm Thị Đào thăm chính thức Lào' || char(10) || '' || char(10) || 'Chủ tịch Quốc hội Phạm Thị Đào thăm chính thức Lào trong ngày 24/11, nhằm ngày họp của ủy ban hợp tác. Không khí hòa thuận.');
INSERT INTO pages_folded (rowid, text) VALUES (774012665857, 'Diện dàm giữa hai Bộ trưởng Ngoại giao' || char(10) || '' || char(10) || 'Ngày 26/12, Bộ trưởng Ngoại giao Lý Quốc Dạt diện dàm với Bộ trưởng Ngoại giao Pháp Claire Dubois.' || char(10) || 'Ông Lý Quốc Dạt dã gửi diện chúc mừng tới bà Dubois.');
INSERT INTO pages_exact (rowid, text) VALUES (774012665857, 'Điện đàm giữa hai Bộ trưởng Ngoại giao' || char(10) || '' || char(10) || 'Ngày 26/12, Bộ trưởng Ngoại giao Lý Quốc Đạt điện đàm với Bộ trưởng Ngoại giao Pháp Claire Dubois.' || char(10) || 'Ông Lý Quốc Đạt đã gửi điện chúc mừng tới bà Dubois.');
INSERT INTO pages_folded (rowid, text) VALUES (774469844993, 'Ký kết thỏa thuận hợp tác giữa tỉnh An Hòa và Tập doàn Nord' || char(10) || '' || char(10) || 'Từ ngày 10 dến 12/3/2023, tỉnh An Hòa và Tập doàn Nord của Na Uy ký thỏa thuận hợp tác tại Oslo.' || char(10) || 'Có thể bạn quan tâm' || char(10) || 'Phó Thủ tướng Vũ Minh Khôi hội dàm với Ngoại trưởng Na Uy' || char(10) || 'Phó Thủ tướng Vũ Minh Khôi hội dàm với Ngoại trưởng Na Uy Lars Berg.');
INSERT INTO pages_exact (rowid, text) VALUES (774469844993, 'Ký kết thỏa thuận hợp tác giữa tỉnh An Hòa và Tập đoàn Nord' || char(10) || '' || char(10) || 'Từ ngày 10 đến 12/3/2023, tỉnh An Hòa và Tập đoàn Nord của Na Uy ký thỏa thuận hợp tác tại Oslo.' || char(10) || 'Có thể bạn quan tâm' || char(10) || 'Phó Thủ tướng Vũ Minh Khôi hội đàm với Ngoại trưởng Na Uy' || char(10) || 'Phó Thủ tướng Vũ Minh Khôi hội đàm với Ngoại trưởng Na Uy Lars Berg.');
INSERT INTO pages_folded (rowid, text) VALUES (774521225217, 'Giá rau ở chợ tăng sau mưa lớn' || char(10) || '' || char(10) || 'Sáng nay, nhiều loại rau tăng giá, người dân mua ít hơn. "Mưa to quá", một chủ sạp nói.');
INSERT INTO pages_exact (rowid, text) VALUES (774521225217, 'Giá rau ở chợ tăng sau mưa lớn' || char(10) || '' || char(10) || 'Sáng nay, nhiều loại rau tăng giá, người dân mua ít hơn. "Mưa to quá", một chủ sạp nói.');
INSERT INTO pages_folded (rowid, text) VALUES (775039221762, 'Thủ tướng Trần Văn Bình tiếp Dại sứ Nhật Bản' || char(10) || '' || char(10) || 'Chiều 5/9, tại Trụ sở Chính phủ, Thủ tướng Trần Văn Bình tiếp Dại sứ Nhật Bản Mori Keiko dến chào xã giao.' || char(10) || 'Thủ tướng dề nghị hai bên thúc dẩy dối tác chiến lược sâu rộng.' || char(10) || 'Ảnh: Lê Thị Hoa/TTX');
INSERT INTO pages_exact (rowid, text) VALUES (775039221762, 'Thủ tướng Trần Văn Bình tiếp Đại sứ Nhật Bản' || char(10) || '' || char(10) || 'Chiều 5/9, tại Trụ sở Chính phủ, Thủ tướng Trần Văn Bình tiếp Đại sứ Nhật Bản Mori Keiko đến chào xã giao.' || char(10) || 'Thủ tướng đề nghị hai bên thúc đẩy đối tác chiến lược sâu rộng.' || char(10) || 'Ảnh: Lê Thị Hoa/TTX');
COMMIT;
