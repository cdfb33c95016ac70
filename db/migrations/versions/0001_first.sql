CREATE TABLE app_meta (
	"key" VARCHAR(40) NOT NULL,
	value TEXT NOT NULL,
	CONSTRAINT pk_app_meta PRIMARY KEY ("key")
);

CREATE TABLE journal_state (
	id INTEGER NOT NULL,
	transaction_id INTEGER,
	head_id INTEGER DEFAULT '0' NOT NULL,
	head_digest VARCHAR(64) DEFAULT '' NOT NULL,
	CONSTRAINT pk_journal_state PRIMARY KEY (id)
);

CREATE TABLE journal_transaction (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	label TEXT NOT NULL,
	actor TEXT NOT NULL,
	at VARCHAR(32) NOT NULL,
	initiator TEXT NOT NULL,
	kind VARCHAR(4) NOT NULL,
	target_id INTEGER,
	change_count INTEGER DEFAULT '0' NOT NULL,
	digest VARCHAR(64),
	previous_digest VARCHAR(64),
	state VARCHAR(9) DEFAULT 'done' NOT NULL,
	CONSTRAINT fk_journal_transaction_target_id FOREIGN KEY(target_id) REFERENCES journal_transaction (id)
);

CREATE INDEX ix_journal_transaction_target ON journal_transaction (target_id);

CREATE INDEX ix_journal_transaction_undo ON journal_transaction (kind, state);

CREATE TABLE program (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	name TEXT NOT NULL,
	description TEXT DEFAULT '' NOT NULL,
	facts TEXT DEFAULT '' NOT NULL,
	CONSTRAINT uq_program_uid UNIQUE (uid),
	CONSTRAINT uq_program_name UNIQUE (name)
);

CREATE TABLE region (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	code VARCHAR(20) NOT NULL,
	name TEXT NOT NULL,
	parent_code TEXT DEFAULT '' NOT NULL,
	valid_from DATE,
	valid_to DATE,
	CONSTRAINT uq_region_uid UNIQUE (uid)
);

CREATE INDEX ix_region_code ON region (code);

CREATE INDEX ix_region_name ON region (name);

CREATE TABLE tag (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	name TEXT NOT NULL,
	CONSTRAINT uq_tag_uid UNIQUE (uid),
	CONSTRAINT uq_tag_name UNIQUE (name)
);

CREATE TABLE agency (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	name TEXT NOT NULL,
	kind VARCHAR(20),
	region_id INTEGER,
	valid_from DATE,
	valid_to DATE,
	CONSTRAINT uq_agency_uid UNIQUE (uid),
	CONSTRAINT fk_agency_region_id FOREIGN KEY(region_id) REFERENCES region (id) ON DELETE SET NULL
);

CREATE INDEX ix_agency_name ON agency (name);

CREATE INDEX ix_agency_region_id ON agency (region_id);

CREATE TABLE journal_change (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	transaction_id INTEGER NOT NULL,
	table_name TEXT NOT NULL,
	row_id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER,
	kind VARCHAR(1) NOT NULL,
	"before" TEXT,
	"after" TEXT,
	payload_digest VARCHAR(64),
	blanked BOOLEAN DEFAULT '0' NOT NULL,
	CONSTRAINT fk_journal_change_transaction_id FOREIGN KEY(transaction_id) REFERENCES journal_transaction (id)
);

CREATE INDEX ix_journal_change_project ON journal_change (project_id, transaction_id);

CREATE INDEX ix_journal_change_transaction_id ON journal_change (transaction_id);

CREATE INDEX ix_journal_change_uid ON journal_change (uid);

CREATE TABLE person (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	name TEXT NOT NULL,
	actor_kind VARCHAR(20),
	affiliation TEXT DEFAULT '' NOT NULL,
	department TEXT DEFAULT '' NOT NULL,
	phone TEXT DEFAULT '' NOT NULL,
	email TEXT DEFAULT '' NOT NULL,
	region_id INTEGER,
	memo TEXT DEFAULT '' NOT NULL,
	CONSTRAINT uq_person_uid UNIQUE (uid),
	CONSTRAINT fk_person_region_id FOREIGN KEY(region_id) REFERENCES region (id) ON DELETE SET NULL
);

CREATE INDEX ix_person_name ON person (name);

CREATE INDEX ix_person_region_id ON person (region_id);

CREATE TABLE project (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	kind VARCHAR(10) NOT NULL,
	title TEXT NOT NULL,
	year INTEGER,
	program_id INTEGER,
	government_level VARCHAR(20),
	is_foreign BOOLEAN,
	service_field VARCHAR(20),
	oecd_field VARCHAR(20),
	participation_level VARCHAR(20),
	participation_mode VARCHAR(20),
	participant_kinds TEXT DEFAULT '[]' NOT NULL,
	participation_stages TEXT DEFAULT '[]' NOT NULL,
	lead_agency_id INTEGER,
	department TEXT DEFAULT '' NOT NULL,
	region_id INTEGER,
	manager_id INTEGER,
	starts_on DATE,
	ends_on DATE,
	summary TEXT DEFAULT '' NOT NULL,
	background TEXT DEFAULT '' NOT NULL,
	purpose TEXT DEFAULT '' NOT NULL,
	actors TEXT DEFAULT '' NOT NULL,
	content TEXT DEFAULT '' NOT NULL,
	characteristics TEXT DEFAULT '' NOT NULL,
	achievements TEXT DEFAULT '' NOT NULL,
	website TEXT DEFAULT '' NOT NULL,
	remarks TEXT DEFAULT '' NOT NULL,
	status VARCHAR(20) DEFAULT 'active' NOT NULL,
	template TEXT DEFAULT '' NOT NULL,
	citizen_goal INTEGER,
	actor_kinds_goal INTEGER,
	as_written TEXT DEFAULT '{}' NOT NULL,
	source_key VARCHAR(64),
	active_at VARCHAR(32),
	CONSTRAINT uq_project_uid UNIQUE (uid),
	CONSTRAINT fk_project_program_id FOREIGN KEY(program_id) REFERENCES program (id) ON DELETE SET NULL,
	CONSTRAINT fk_project_lead_agency_id FOREIGN KEY(lead_agency_id) REFERENCES agency (id) ON DELETE SET NULL,
	CONSTRAINT fk_project_region_id FOREIGN KEY(region_id) REFERENCES region (id) ON DELETE SET NULL,
	CONSTRAINT fk_project_manager_id FOREIGN KEY(manager_id) REFERENCES person (id) ON DELETE SET NULL,
	CONSTRAINT uq_project_source_key UNIQUE (source_key)
);

CREATE INDEX ix_project_government_level ON project (government_level);

CREATE INDEX ix_project_kind ON project (kind);

CREATE INDEX ix_project_lead_agency_id ON project (lead_agency_id);

CREATE INDEX ix_project_manager_id ON project (manager_id);

CREATE INDEX ix_project_program_id ON project (program_id);

CREATE INDEX ix_project_region_id ON project (region_id);

CREATE INDEX ix_project_service_field ON project (service_field);

CREATE INDEX ix_project_title ON project (title);

CREATE INDEX ix_project_year ON project (year);

CREATE TABLE membership (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER NOT NULL,
	person_id INTEGER NOT NULL,
	role VARCHAR(20) NOT NULL,
	from_on DATE,
	to_on DATE,
	note TEXT DEFAULT '' NOT NULL,
	CONSTRAINT uq_membership_uid UNIQUE (uid),
	CONSTRAINT fk_membership_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT fk_membership_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
);

CREATE INDEX ix_membership_person_id ON membership (person_id);

CREATE INDEX ix_membership_team ON membership (project_id, to_on, role);

CREATE TABLE milestone (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER NOT NULL,
	stage VARCHAR(20),
	title TEXT NOT NULL,
	due_on DATE,
	done_on DATE,
	assignee_id INTEGER,
	note TEXT DEFAULT '' NOT NULL,
	CONSTRAINT uq_milestone_uid UNIQUE (uid),
	CONSTRAINT fk_milestone_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT fk_milestone_assignee_id FOREIGN KEY(assignee_id) REFERENCES person (id) ON DELETE SET NULL
);

CREATE INDEX ix_milestone_assignee_id ON milestone (assignee_id);

CREATE INDEX ix_milestone_due ON milestone (done_on, due_on);

CREATE INDEX ix_milestone_open ON milestone (project_id, done_on, due_on);

CREATE TABLE output (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER NOT NULL,
	stage VARCHAR(20),
	kind VARCHAR(20) NOT NULL,
	title TEXT NOT NULL,
	version TEXT DEFAULT '' NOT NULL,
	summary TEXT DEFAULT '' NOT NULL,
	produced_on DATE,
	disclosure VARCHAR(20) DEFAULT 'closed' NOT NULL,
	approval VARCHAR(20) DEFAULT 'draft' NOT NULL,
	CONSTRAINT uq_output_uid UNIQUE (uid),
	CONSTRAINT fk_output_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE
);

CREATE INDEX ix_output_project_id ON output (project_id);

CREATE TABLE project_tag (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER NOT NULL,
	tag_id INTEGER NOT NULL,
	CONSTRAINT uq_project_tag_uid UNIQUE (uid),
	CONSTRAINT fk_project_tag_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT fk_project_tag_tag_id FOREIGN KEY(tag_id) REFERENCES tag (id) ON DELETE CASCADE,
	CONSTRAINT uq_project_tag_project_id_tag_id UNIQUE (project_id, tag_id)
);

CREATE INDEX ix_project_tag_tag_id ON project_tag (tag_id);

CREATE TABLE stage (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER NOT NULL,
	kind VARCHAR(20) NOT NULL,
	position INTEGER NOT NULL,
	planned_start DATE,
	planned_end DATE,
	actual_start DATE,
	actual_end DATE,
	progress INTEGER DEFAULT '0' NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	closed_at VARCHAR(32),
	CONSTRAINT uq_stage_uid UNIQUE (uid),
	CONSTRAINT fk_stage_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT uq_stage_project_id_kind UNIQUE (project_id, kind)
);

CREATE INDEX ix_stage_project_position ON stage (project_id, position);

CREATE TABLE criterion (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER NOT NULL,
	stage_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	kind VARCHAR(20) NOT NULL,
	label TEXT NOT NULL,
	metric TEXT DEFAULT '' NOT NULL,
	detail TEXT DEFAULT '' NOT NULL,
	threshold INTEGER DEFAULT '1' NOT NULL,
	due_on DATE,
	note TEXT DEFAULT '' NOT NULL,
	CONSTRAINT uq_criterion_uid UNIQUE (uid),
	CONSTRAINT fk_criterion_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT fk_criterion_stage_id FOREIGN KEY(stage_id) REFERENCES stage (id) ON DELETE CASCADE
);

CREATE INDEX ix_criterion_project_id ON criterion (project_id);

CREATE INDEX ix_criterion_stage_id ON criterion (stage_id);

CREATE TABLE signoff (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER NOT NULL,
	stage_id INTEGER NOT NULL,
	signed_by TEXT DEFAULT '' NOT NULL,
	signed_at VARCHAR(32) NOT NULL,
	remark TEXT DEFAULT '' NOT NULL,
	exception_reason TEXT DEFAULT '' NOT NULL,
	evidence TEXT NOT NULL,
	evidence_digest VARCHAR(64) NOT NULL,
	reopened_at VARCHAR(32),
	reopened_by TEXT,
	reopen_reason TEXT DEFAULT '' NOT NULL,
	CONSTRAINT uq_signoff_uid UNIQUE (uid),
	CONSTRAINT fk_signoff_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT fk_signoff_stage_id FOREIGN KEY(stage_id) REFERENCES stage (id) ON DELETE CASCADE
);

CREATE INDEX ix_signoff_project_id ON signoff (project_id);

CREATE INDEX ix_signoff_stage_id ON signoff (stage_id);

CREATE TABLE step (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER NOT NULL,
	stage_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	label TEXT NOT NULL,
	done BOOLEAN DEFAULT '0' NOT NULL,
	CONSTRAINT uq_step_uid UNIQUE (uid),
	CONSTRAINT fk_step_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT fk_step_stage_id FOREIGN KEY(stage_id) REFERENCES stage (id) ON DELETE CASCADE
);

CREATE INDEX ix_step_project_id ON step (project_id);

CREATE INDEX ix_step_stage_id ON step (stage_id);

CREATE TABLE attachment (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER NOT NULL,
	output_id INTEGER,
	criterion_id INTEGER,
	name TEXT NOT NULL,
	sha256 VARCHAR(64) NOT NULL,
	size INTEGER NOT NULL,
	media_type TEXT DEFAULT '' NOT NULL,
	added_at VARCHAR(32) NOT NULL,
	CONSTRAINT uq_attachment_uid UNIQUE (uid),
	CONSTRAINT fk_attachment_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT fk_attachment_output_id FOREIGN KEY(output_id) REFERENCES output (id) ON DELETE CASCADE,
	CONSTRAINT fk_attachment_criterion_id FOREIGN KEY(criterion_id) REFERENCES criterion (id) ON DELETE CASCADE
);

CREATE INDEX ix_attachment_criterion_id ON attachment (criterion_id);

CREATE INDEX ix_attachment_output_id ON attachment (output_id);

CREATE INDEX ix_attachment_project_id ON attachment (project_id);

CREATE INDEX ix_attachment_sha256 ON attachment (sha256);

CREATE TABLE criterion_result (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER NOT NULL,
	criterion_id INTEGER NOT NULL,
	met_by TEXT DEFAULT '' NOT NULL,
	met_at VARCHAR(32) NOT NULL,
	remark TEXT DEFAULT '' NOT NULL,
	CONSTRAINT uq_criterion_result_uid UNIQUE (uid),
	CONSTRAINT fk_criterion_result_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT fk_criterion_result_criterion_id FOREIGN KEY(criterion_id) REFERENCES criterion (id) ON DELETE CASCADE,
	CONSTRAINT uq_criterion_result_criterion_id UNIQUE (criterion_id)
);

CREATE INDEX ix_criterion_result_project_id ON criterion_result (project_id);
