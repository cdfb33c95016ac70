CREATE TABLE rubric (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	name TEXT NOT NULL,
	kind VARCHAR(20),
	version INTEGER DEFAULT '1' NOT NULL,
	series VARCHAR(36) NOT NULL,
	frozen_at VARCHAR(32),
	note TEXT DEFAULT '' NOT NULL,
	CONSTRAINT uq_rubric_uid UNIQUE (uid)
);

CREATE INDEX ix_rubric_series ON rubric (series);

CREATE TABLE evaluation_round (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	rubric_id INTEGER NOT NULL,
	title TEXT NOT NULL,
	year INTEGER,
	opens_on DATE,
	closes_on DATE,
	drop_extremes BOOLEAN DEFAULT '0' NOT NULL,
	state VARCHAR(20) DEFAULT 'draft' NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	CONSTRAINT uq_evaluation_round_uid UNIQUE (uid),
	CONSTRAINT fk_evaluation_round_rubric_id FOREIGN KEY(rubric_id) REFERENCES rubric (id) ON DELETE CASCADE
);

CREATE INDEX ix_evaluation_round_rubric_id ON evaluation_round (rubric_id);

CREATE TABLE rubric_criterion (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	rubric_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	label TEXT NOT NULL,
	weight INTEGER NOT NULL,
	lowest INTEGER DEFAULT '1' NOT NULL,
	highest INTEGER DEFAULT '10' NOT NULL,
	description TEXT DEFAULT '' NOT NULL,
	comment_required BOOLEAN DEFAULT '0' NOT NULL,
	CONSTRAINT uq_rubric_criterion_uid UNIQUE (uid),
	CONSTRAINT fk_rubric_criterion_rubric_id FOREIGN KEY(rubric_id) REFERENCES rubric (id) ON DELETE CASCADE
);

CREATE INDEX ix_rubric_criterion_rubric_id ON rubric_criterion (rubric_id);

CREATE TABLE agency_score (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	agency_id INTEGER NOT NULL,
	year INTEGER NOT NULL,
	indicator TEXT NOT NULL,
	score FLOAT,
	scale FLOAT,
	disclosure VARCHAR(20) DEFAULT 'closed' NOT NULL,
	source TEXT DEFAULT '' NOT NULL,
	CONSTRAINT uq_agency_score_uid UNIQUE (uid),
	CONSTRAINT fk_agency_score_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id) ON DELETE CASCADE,
	CONSTRAINT uq_agency_score_agency_id_year_indicator UNIQUE (agency_id, year, indicator)
);

CREATE TABLE panel (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	round_id INTEGER NOT NULL,
	kind VARCHAR(20) NOT NULL,
	name TEXT NOT NULL,
	weight INTEGER DEFAULT '100' NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	CONSTRAINT uq_panel_uid UNIQUE (uid),
	CONSTRAINT fk_panel_round_id FOREIGN KEY(round_id) REFERENCES evaluation_round (id) ON DELETE CASCADE
);

CREATE INDEX ix_panel_round_id ON panel (round_id);

CREATE TABLE award (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER NOT NULL,
	round_id INTEGER,
	year INTEGER,
	grade TEXT NOT NULL,
	amount INTEGER,
	grant INTEGER,
	note TEXT DEFAULT '' NOT NULL,
	CONSTRAINT uq_award_uid UNIQUE (uid),
	CONSTRAINT fk_award_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT fk_award_round_id FOREIGN KEY(round_id) REFERENCES evaluation_round (id) ON DELETE SET NULL
);

CREATE INDEX ix_award_project_id ON award (project_id);

CREATE INDEX ix_award_round_id ON award (round_id);

CREATE TABLE budget_line (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER NOT NULL,
	year INTEGER NOT NULL,
	source VARCHAR(20) NOT NULL,
	label TEXT NOT NULL,
	planned INTEGER NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	CONSTRAINT uq_budget_line_uid UNIQUE (uid),
	CONSTRAINT fk_budget_line_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE
);

CREATE INDEX ix_budget_line_project ON budget_line (project_id, year);

CREATE TABLE dependency (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER NOT NULL,
	before_kind VARCHAR(20) NOT NULL,
	before_id INTEGER NOT NULL,
	after_kind VARCHAR(20) NOT NULL,
	after_id INTEGER NOT NULL,
	CONSTRAINT uq_dependency_uid UNIQUE (uid),
	CONSTRAINT fk_dependency_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT uq_dependency_before_kind_before_id_after_kind_after_id UNIQUE (before_kind, before_id, after_kind, after_id)
);

CREATE INDEX ix_dependency_project_id ON dependency (project_id);

CREATE TABLE experiment (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER NOT NULL,
	title TEXT NOT NULL,
	problem TEXT DEFAULT '' NOT NULL,
	solution TEXT DEFAULT '' NOT NULL,
	trial TEXT DEFAULT '' NOT NULL,
	money INTEGER,
	execution TEXT DEFAULT '' NOT NULL,
	lesson TEXT DEFAULT '' NOT NULL,
	state VARCHAR(20) DEFAULT 'idea' NOT NULL,
	from_on DATE,
	to_on DATE,
	CONSTRAINT uq_experiment_uid UNIQUE (uid),
	CONSTRAINT fk_experiment_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE
);

CREATE INDEX ix_experiment_project_id ON experiment (project_id);

CREATE TABLE indicator (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER NOT NULL,
	label TEXT NOT NULL,
	unit TEXT DEFAULT '' NOT NULL,
	direction VARCHAR(20) DEFAULT 'up' NOT NULL,
	baseline FLOAT,
	baseline_on DATE,
	baseline_size INTEGER,
	baseline_source TEXT DEFAULT '' NOT NULL,
	baseline_locked_at VARCHAR(32),
	target FLOAT,
	target_on DATE,
	note TEXT DEFAULT '' NOT NULL,
	CONSTRAINT uq_indicator_uid UNIQUE (uid),
	CONSTRAINT fk_indicator_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE
);

CREATE INDEX ix_indicator_project_id ON indicator (project_id);

CREATE TABLE panel_member (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	round_id INTEGER NOT NULL,
	panel_id INTEGER NOT NULL,
	person_id INTEGER,
	name TEXT NOT NULL,
	field TEXT DEFAULT '' NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	CONSTRAINT uq_panel_member_uid UNIQUE (uid),
	CONSTRAINT fk_panel_member_round_id FOREIGN KEY(round_id) REFERENCES evaluation_round (id) ON DELETE CASCADE,
	CONSTRAINT fk_panel_member_panel_id FOREIGN KEY(panel_id) REFERENCES panel (id) ON DELETE CASCADE,
	CONSTRAINT fk_panel_member_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE SET NULL
);

CREATE INDEX ix_panel_member_panel_id ON panel_member (panel_id);

CREATE INDEX ix_panel_member_person_id ON panel_member (person_id);

CREATE INDEX ix_panel_member_round_id ON panel_member (round_id);

CREATE TABLE round_project (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	round_id INTEGER NOT NULL,
	project_id INTEGER NOT NULL,
	CONSTRAINT uq_round_project_uid UNIQUE (uid),
	CONSTRAINT fk_round_project_round_id FOREIGN KEY(round_id) REFERENCES evaluation_round (id) ON DELETE CASCADE,
	CONSTRAINT fk_round_project_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT uq_round_project_round_id_project_id UNIQUE (round_id, project_id)
);

CREATE INDEX ix_round_project_project_id ON round_project (project_id);

CREATE TABLE comparison (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	subject TEXT NOT NULL,
	"before" TEXT NOT NULL,
	"after" TEXT NOT NULL,
	evidence TEXT DEFAULT '' NOT NULL,
	output_id INTEGER,
	CONSTRAINT uq_comparison_uid UNIQUE (uid),
	CONSTRAINT fk_comparison_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT fk_comparison_output_id FOREIGN KEY(output_id) REFERENCES output (id) ON DELETE SET NULL
);

CREATE INDEX ix_comparison_output_id ON comparison (output_id);

CREATE INDEX ix_comparison_project_id ON comparison (project_id);

CREATE TABLE exclusion (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	round_id INTEGER NOT NULL,
	member_id INTEGER NOT NULL,
	project_id INTEGER NOT NULL,
	reason TEXT DEFAULT '' NOT NULL,
	CONSTRAINT uq_exclusion_uid UNIQUE (uid),
	CONSTRAINT fk_exclusion_round_id FOREIGN KEY(round_id) REFERENCES evaluation_round (id) ON DELETE CASCADE,
	CONSTRAINT fk_exclusion_member_id FOREIGN KEY(member_id) REFERENCES panel_member (id) ON DELETE CASCADE,
	CONSTRAINT fk_exclusion_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT uq_exclusion_member_id_project_id UNIQUE (member_id, project_id)
);

CREATE INDEX ix_exclusion_project_id ON exclusion (project_id);

CREATE INDEX ix_exclusion_round_id ON exclusion (round_id);

CREATE TABLE measurement (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER NOT NULL,
	indicator_id INTEGER NOT NULL,
	value FLOAT NOT NULL,
	measured_on DATE NOT NULL,
	size INTEGER,
	source TEXT DEFAULT '' NOT NULL,
	months INTEGER,
	note TEXT DEFAULT '' NOT NULL,
	CONSTRAINT uq_measurement_uid UNIQUE (uid),
	CONSTRAINT fk_measurement_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT fk_measurement_indicator_id FOREIGN KEY(indicator_id) REFERENCES indicator (id) ON DELETE CASCADE
);

CREATE INDEX ix_measurement_indicator ON measurement (indicator_id, measured_on);

CREATE INDEX ix_measurement_project_id ON measurement (project_id);

CREATE TABLE score_sheet (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	round_id INTEGER NOT NULL,
	member_id INTEGER NOT NULL,
	project_id INTEGER NOT NULL,
	comment TEXT DEFAULT '' NOT NULL,
	received_on DATE,
	CONSTRAINT uq_score_sheet_uid UNIQUE (uid),
	CONSTRAINT fk_score_sheet_round_id FOREIGN KEY(round_id) REFERENCES evaluation_round (id) ON DELETE CASCADE,
	CONSTRAINT fk_score_sheet_member_id FOREIGN KEY(member_id) REFERENCES panel_member (id) ON DELETE CASCADE,
	CONSTRAINT fk_score_sheet_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT uq_score_sheet_member_id_project_id UNIQUE (member_id, project_id)
);

CREATE INDEX ix_score_sheet_project_id ON score_sheet (project_id);

CREATE INDEX ix_score_sheet_round ON score_sheet (round_id, project_id);

CREATE TABLE spending (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER NOT NULL,
	budget_line_id INTEGER NOT NULL,
	amount INTEGER NOT NULL,
	spent_on DATE NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	CONSTRAINT uq_spending_uid UNIQUE (uid),
	CONSTRAINT fk_spending_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT fk_spending_budget_line_id FOREIGN KEY(budget_line_id) REFERENCES budget_line (id) ON DELETE CASCADE
);

CREATE INDEX ix_spending_line ON spending (budget_line_id, spent_on);

CREATE INDEX ix_spending_project_id ON spending (project_id);

CREATE TABLE score (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	sheet_id INTEGER NOT NULL,
	criterion_id INTEGER NOT NULL,
	value FLOAT,
	comment TEXT DEFAULT '' NOT NULL,
	CONSTRAINT uq_score_uid UNIQUE (uid),
	CONSTRAINT fk_score_sheet_id FOREIGN KEY(sheet_id) REFERENCES score_sheet (id) ON DELETE CASCADE,
	CONSTRAINT fk_score_criterion_id FOREIGN KEY(criterion_id) REFERENCES rubric_criterion (id) ON DELETE CASCADE,
	CONSTRAINT uq_score_sheet_id_criterion_id UNIQUE (sheet_id, criterion_id)
);

CREATE INDEX ix_score_criterion_id ON score (criterion_id);
