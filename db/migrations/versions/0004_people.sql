CREATE TABLE access_log (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at VARCHAR(32) NOT NULL, 
	actor TEXT NOT NULL, 
	department TEXT DEFAULT '' NOT NULL, 
	role VARCHAR(20) DEFAULT '' NOT NULL, 
	machine TEXT DEFAULT '' NOT NULL, 
	action VARCHAR(20) NOT NULL, 
	subject TEXT DEFAULT '' NOT NULL, 
	people TEXT NOT NULL, 
	people_count INTEGER NOT NULL, 
	items TEXT NOT NULL, 
	purpose TEXT DEFAULT '' NOT NULL, 
	reason TEXT DEFAULT '' NOT NULL, 
	target TEXT DEFAULT '' NOT NULL, 
	until VARCHAR(32), 
	digest VARCHAR(64) NOT NULL, 
	previous_digest VARCHAR(64) NOT NULL
);

CREATE INDEX ix_access_log_at ON access_log (at);

CREATE TABLE access_review (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid VARCHAR(36) NOT NULL, 
	month VARCHAR(7) NOT NULL, 
	reviewed_at VARCHAR(32) NOT NULL, 
	reviewed_by TEXT NOT NULL, 
	row_count INTEGER NOT NULL, 
	head_digest VARCHAR(64) NOT NULL, 
	finding TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT uq_access_review_uid UNIQUE (uid)
);

CREATE INDEX ix_access_review_month ON access_review (month);

CREATE TABLE destruction (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid VARCHAR(36) NOT NULL, 
	destroyed_at VARCHAR(32) NOT NULL, 
	destroyed_by TEXT NOT NULL, 
	approved_by TEXT DEFAULT '' NOT NULL, 
	reason TEXT DEFAULT '' NOT NULL, 
	people_count INTEGER NOT NULL, 
	people TEXT NOT NULL, 
	items TEXT DEFAULT '' NOT NULL, 
	files TEXT DEFAULT '' NOT NULL, 
	method TEXT DEFAULT '' NOT NULL, 
	kept TEXT DEFAULT '' NOT NULL, 
	backups_until DATE, 
	CONSTRAINT uq_destruction_uid UNIQUE (uid)
);

CREATE TABLE apart (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid VARCHAR(36) NOT NULL, 
	pair VARCHAR(73) NOT NULL, 
	CONSTRAINT uq_apart_uid UNIQUE (uid), 
	CONSTRAINT uq_apart_pair UNIQUE (pair)
);

CREATE TABLE applicant (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid VARCHAR(36) NOT NULL, 
	project_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	applied_on DATE, 
	route TEXT DEFAULT '' NOT NULL, 
	state VARCHAR(20) DEFAULT 'applied' NOT NULL, 
	note TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT uq_applicant_uid UNIQUE (uid), 
	CONSTRAINT fk_applicant_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE, 
	CONSTRAINT fk_applicant_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE, 
	CONSTRAINT uq_applicant_project_id_person_id UNIQUE (project_id, person_id)
);

CREATE INDEX ix_applicant_person_id ON applicant (person_id);

CREATE TABLE consent (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid VARCHAR(36) NOT NULL, 
	person_id INTEGER NOT NULL, 
	project_id INTEGER, 
	purpose VARCHAR(20) NOT NULL, 
	decision VARCHAR(20) NOT NULL, 
	items TEXT DEFAULT '' NOT NULL, 
	given_on DATE, 
	ends_on DATE, 
	withdrawn_on DATE, 
	withdrawal_reason TEXT DEFAULT '' NOT NULL, 
	method VARCHAR(20) DEFAULT 'paper' NOT NULL, 
	recipient TEXT DEFAULT '' NOT NULL, 
	recipient_purpose TEXT DEFAULT '' NOT NULL, 
	guardian TEXT DEFAULT '' NOT NULL, 
	scan_name TEXT DEFAULT '' NOT NULL, 
	scan_sha256 TEXT DEFAULT '' NOT NULL, 
	scan_size INTEGER, 
	note TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT uq_consent_uid UNIQUE (uid), 
	CONSTRAINT fk_consent_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE, 
	CONSTRAINT fk_consent_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE SET NULL
);

CREATE INDEX ix_consent_ends_on ON consent (ends_on);

CREATE INDEX ix_consent_person_purpose ON consent (person_id, purpose, given_on);

CREATE INDEX ix_consent_project_id ON consent (project_id);

CREATE TABLE draw (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid VARCHAR(36) NOT NULL, 
	project_id INTEGER NOT NULL, 
	title TEXT NOT NULL, 
	seed TEXT NOT NULL, 
	method VARCHAR(40) NOT NULL, 
	seats INTEGER NOT NULL, 
	alternates INTEGER DEFAULT '0' NOT NULL, 
	quotas TEXT NOT NULL, 
	pool_digest VARCHAR(64) NOT NULL, 
	drawn_at VARCHAR(32) NOT NULL, 
	drawn_by TEXT NOT NULL, 
	note TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT uq_draw_uid UNIQUE (uid), 
	CONSTRAINT fk_draw_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE
);

CREATE INDEX ix_draw_project_id ON draw (project_id);

CREATE TABLE draw_entry (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid VARCHAR(36) NOT NULL, 
	draw_id INTEGER NOT NULL, 
	person_id INTEGER, 
	number INTEGER NOT NULL, 
	strata TEXT NOT NULL, 
	outcome VARCHAR(20) NOT NULL, 
	rank INTEGER, 
	CONSTRAINT uq_draw_entry_uid UNIQUE (uid), 
	CONSTRAINT fk_draw_entry_draw_id FOREIGN KEY(draw_id) REFERENCES draw (id) ON DELETE CASCADE, 
	CONSTRAINT fk_draw_entry_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE SET NULL
);

CREATE INDEX ix_draw_entry_draw ON draw_entry (draw_id, number);

CREATE INDEX ix_draw_entry_person_id ON draw_entry (person_id);

ALTER TABLE person ADD COLUMN birth_year INTEGER;

ALTER TABLE person ADD COLUMN age_band VARCHAR(20);

ALTER TABLE person ADD COLUMN gender VARCHAR(20);

ALTER TABLE person ADD COLUMN interests TEXT DEFAULT '' NOT NULL;

ALTER TABLE person ADD COLUMN accessibility TEXT DEFAULT '' NOT NULL;

ALTER TABLE person ADD COLUMN destroyed_on DATE;

ALTER TABLE journal_transaction ADD COLUMN label_digest VARCHAR(64);
