CREATE TABLE ballot (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER,
	title TEXT NOT NULL,
	choices_per_voter INTEGER DEFAULT '1' NOT NULL,
	held_from DATE,
	held_to DATE,
	note TEXT DEFAULT '' NOT NULL,
	CONSTRAINT uq_ballot_uid UNIQUE (uid),
	CONSTRAINT fk_ballot_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE
);

CREATE INDEX ix_ballot_project_id ON ballot (project_id);

CREATE TABLE cluster (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER NOT NULL,
	name TEXT NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	CONSTRAINT uq_cluster_uid UNIQUE (uid),
	CONSTRAINT fk_cluster_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE
);

CREATE INDEX ix_cluster_project_id ON cluster (project_id);

CREATE TABLE contribution (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER NOT NULL,
	person_id INTEGER,
	giver TEXT DEFAULT '' NOT NULL,
	kind VARCHAR(20) NOT NULL,
	stage VARCHAR(20),
	amount INTEGER,
	unit TEXT DEFAULT '' NOT NULL,
	text TEXT DEFAULT '' NOT NULL,
	given_on DATE,
	CONSTRAINT uq_contribution_uid UNIQUE (uid),
	CONSTRAINT fk_contribution_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT fk_contribution_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE SET NULL
);

CREATE INDEX ix_contribution_person_id ON contribution (person_id);

CREATE INDEX ix_contribution_project_id ON contribution (project_id);

CREATE TABLE fingerprint (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER NOT NULL,
	level VARCHAR(20) NOT NULL,
	stage VARCHAR(20) NOT NULL,
	CONSTRAINT uq_fingerprint_uid UNIQUE (uid),
	CONSTRAINT fk_fingerprint_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT uq_fingerprint_project_id_level_stage UNIQUE (project_id, level, stage)
);

CREATE TABLE proposal (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER,
	number VARCHAR(20) NOT NULL,
	title TEXT NOT NULL,
	text TEXT DEFAULT '' NOT NULL,
	channel VARCHAR(20) NOT NULL,
	proposer TEXT DEFAULT '' NOT NULL,
	proposer_id INTEGER,
	received_on DATE,
	period_from DATE,
	period_to DATE,
	supporters INTEGER,
	supporter_target INTEGER,
	answer_due DATE,
	department TEXT DEFAULT '' NOT NULL,
	decision VARCHAR(20) DEFAULT 'reviewing' NOT NULL,
	decision_reason TEXT DEFAULT '' NOT NULL,
	decided_on DATE,
	follow_up VARCHAR(20) DEFAULT 'undecided' NOT NULL,
	follow_up_note TEXT DEFAULT '' NOT NULL,
	follow_up_on DATE,
	responsible_id INTEGER,
	as_written TEXT DEFAULT '{}' NOT NULL,
	CONSTRAINT uq_proposal_uid UNIQUE (uid),
	CONSTRAINT fk_proposal_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT uq_proposal_number UNIQUE (number),
	CONSTRAINT fk_proposal_proposer_id FOREIGN KEY(proposer_id) REFERENCES person (id) ON DELETE SET NULL,
	CONSTRAINT fk_proposal_responsible_id FOREIGN KEY(responsible_id) REFERENCES person (id) ON DELETE SET NULL
);

CREATE INDEX ix_proposal_due ON proposal (decision, answer_due);

CREATE INDEX ix_proposal_project_id ON proposal (project_id);

CREATE INDEX ix_proposal_proposer_id ON proposal (proposer_id);

CREATE INDEX ix_proposal_responsible_id ON proposal (responsible_id);

CREATE TABLE pseudonym (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER NOT NULL,
	label TEXT NOT NULL,
	person_id INTEGER,
	CONSTRAINT uq_pseudonym_uid UNIQUE (uid),
	CONSTRAINT fk_pseudonym_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT fk_pseudonym_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE SET NULL,
	CONSTRAINT uq_pseudonym_project_id_label UNIQUE (project_id, label)
);

CREATE INDEX ix_pseudonym_person_id ON pseudonym (person_id);

CREATE INDEX ix_pseudonym_project_id ON pseudonym (project_id);

CREATE TABLE vote_round (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER NOT NULL,
	title TEXT NOT NULL,
	votes_per_person INTEGER DEFAULT '3' NOT NULL,
	kinds TEXT DEFAULT '[]' NOT NULL,
	hall_heads INTEGER,
	state VARCHAR(20) DEFAULT 'open' NOT NULL,
	started_at VARCHAR(32) NOT NULL,
	ended_at VARCHAR(32),
	CONSTRAINT uq_vote_round_uid UNIQUE (uid),
	CONSTRAINT fk_vote_round_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE
);

CREATE INDEX ix_vote_round_project_id ON vote_round (project_id);

CREATE TABLE ballot_option (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER,
	ballot_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	text TEXT NOT NULL,
	proposal_id INTEGER,
	CONSTRAINT uq_ballot_option_uid UNIQUE (uid),
	CONSTRAINT fk_ballot_option_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT fk_ballot_option_ballot_id FOREIGN KEY(ballot_id) REFERENCES ballot (id) ON DELETE CASCADE,
	CONSTRAINT fk_ballot_option_proposal_id FOREIGN KEY(proposal_id) REFERENCES proposal (id) ON DELETE SET NULL
);

CREATE INDEX ix_ballot_option_ballot_id ON ballot_option (ballot_id);

CREATE INDEX ix_ballot_option_project_id ON ballot_option (project_id);

CREATE INDEX ix_ballot_option_proposal_id ON ballot_option (proposal_id);

CREATE TABLE ballot_turnout (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER,
	ballot_id INTEGER NOT NULL,
	way VARCHAR(20) NOT NULL,
	voters INTEGER NOT NULL,
	CONSTRAINT uq_ballot_turnout_uid UNIQUE (uid),
	CONSTRAINT fk_ballot_turnout_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT fk_ballot_turnout_ballot_id FOREIGN KEY(ballot_id) REFERENCES ballot (id) ON DELETE CASCADE,
	CONSTRAINT uq_ballot_turnout_ballot_id_way UNIQUE (ballot_id, way)
);

CREATE INDEX ix_ballot_turnout_project_id ON ballot_turnout (project_id);

CREATE TABLE ballot_tally (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER,
	ballot_id INTEGER NOT NULL,
	ballot_option_id INTEGER NOT NULL,
	way VARCHAR(20) NOT NULL,
	votes INTEGER NOT NULL,
	CONSTRAINT uq_ballot_tally_uid UNIQUE (uid),
	CONSTRAINT fk_ballot_tally_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT fk_ballot_tally_ballot_id FOREIGN KEY(ballot_id) REFERENCES ballot (id) ON DELETE CASCADE,
	CONSTRAINT fk_ballot_tally_ballot_option_id FOREIGN KEY(ballot_option_id) REFERENCES ballot_option (id) ON DELETE CASCADE,
	CONSTRAINT uq_ballot_tally_ballot_option_id_way UNIQUE (ballot_option_id, way)
);

CREATE INDEX ix_ballot_tally_ballot_id ON ballot_tally (ballot_id);

CREATE INDEX ix_ballot_tally_project_id ON ballot_tally (project_id);

CREATE TABLE session (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER NOT NULL,
	kind VARCHAR(20) NOT NULL,
	topic TEXT NOT NULL,
	held_on DATE,
	starts_at TEXT DEFAULT '' NOT NULL,
	ends_at TEXT DEFAULT '' NOT NULL,
	place TEXT DEFAULT '' NOT NULL,
	host TEXT DEFAULT '' NOT NULL,
	stage VARCHAR(20),
	step_id INTEGER,
	methods TEXT DEFAULT '[]' NOT NULL,
	minutes TEXT DEFAULT '' NOT NULL,
	as_written TEXT DEFAULT '{}' NOT NULL,
	status VARCHAR(20) DEFAULT 'draft' NOT NULL,
	closed_at VARCHAR(32),
	closed_by TEXT,
	reopen_reason TEXT DEFAULT '' NOT NULL,
	CONSTRAINT uq_session_uid UNIQUE (uid),
	CONSTRAINT fk_session_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT fk_session_step_id FOREIGN KEY(step_id) REFERENCES step (id) ON DELETE SET NULL
);

CREATE INDEX ix_session_held_on ON session (held_on);

CREATE INDEX ix_session_project_id ON session (project_id);

CREATE INDEX ix_session_project_kind ON session (project_id, kind, status);

CREATE INDEX ix_session_step_id ON session (step_id);

CREATE TABLE agenda_item (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER NOT NULL,
	session_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	title TEXT NOT NULL,
	minutes INTEGER DEFAULT '0' NOT NULL,
	host TEXT DEFAULT '' NOT NULL,
	started_at VARCHAR(32),
	ended_at VARCHAR(32),
	CONSTRAINT uq_agenda_item_uid UNIQUE (uid),
	CONSTRAINT fk_agenda_item_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT fk_agenda_item_session_id FOREIGN KEY(session_id) REFERENCES session (id) ON DELETE CASCADE
);

CREATE INDEX ix_agenda_item_project_id ON agenda_item (project_id);

CREATE INDEX ix_agenda_item_session_id ON agenda_item (session_id);

CREATE TABLE attendance (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER NOT NULL,
	session_id INTEGER NOT NULL,
	person_id INTEGER NOT NULL,
	state VARCHAR(20) NOT NULL,
	minutes INTEGER,
	CONSTRAINT uq_attendance_uid UNIQUE (uid),
	CONSTRAINT fk_attendance_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT fk_attendance_session_id FOREIGN KEY(session_id) REFERENCES session (id) ON DELETE CASCADE,
	CONSTRAINT fk_attendance_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
	CONSTRAINT uq_attendance_session_id_person_id UNIQUE (session_id, person_id)
);

CREATE INDEX ix_attendance_person_id ON attendance (person_id);

CREATE INDEX ix_attendance_project_id ON attendance (project_id);

CREATE TABLE session_decision (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER NOT NULL,
	session_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	text TEXT NOT NULL,
	CONSTRAINT uq_session_decision_uid UNIQUE (uid),
	CONSTRAINT fk_session_decision_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT fk_session_decision_session_id FOREIGN KEY(session_id) REFERENCES session (id) ON DELETE CASCADE
);

CREATE INDEX ix_session_decision_project_id ON session_decision (project_id);

CREATE INDEX ix_session_decision_session_id ON session_decision (session_id);

CREATE TABLE session_guest (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER NOT NULL,
	session_id INTEGER NOT NULL,
	actor_kind VARCHAR(20) NOT NULL,
	count INTEGER NOT NULL,
	CONSTRAINT uq_session_guest_uid UNIQUE (uid),
	CONSTRAINT fk_session_guest_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT fk_session_guest_session_id FOREIGN KEY(session_id) REFERENCES session (id) ON DELETE CASCADE
);

CREATE INDEX ix_session_guest_project_id ON session_guest (project_id);

CREATE INDEX ix_session_guest_session_id ON session_guest (session_id);

CREATE TABLE source (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER NOT NULL,
	session_id INTEGER,
	title TEXT NOT NULL,
	text TEXT DEFAULT '' NOT NULL,
	pseudonym TEXT DEFAULT '' NOT NULL,
	held_on DATE,
	CONSTRAINT uq_source_uid UNIQUE (uid),
	CONSTRAINT fk_source_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT fk_source_session_id FOREIGN KEY(session_id) REFERENCES session (id) ON DELETE SET NULL
);

CREATE INDEX ix_source_project_id ON source (project_id);

CREATE INDEX ix_source_session_id ON source (session_id);

CREATE TABLE survey (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER NOT NULL,
	session_id INTEGER,
	title TEXT NOT NULL,
	held_on DATE,
	CONSTRAINT uq_survey_uid UNIQUE (uid),
	CONSTRAINT fk_survey_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT fk_survey_session_id FOREIGN KEY(session_id) REFERENCES session (id) ON DELETE SET NULL
);

CREATE INDEX ix_survey_project_id ON survey (project_id);

CREATE INDEX ix_survey_session_id ON survey (session_id);

CREATE TABLE finding (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER NOT NULL,
	kind VARCHAR(20) NOT NULL,
	text TEXT NOT NULL,
	cluster_id INTEGER,
	position INTEGER DEFAULT '0' NOT NULL,
	session_id INTEGER,
	agenda_item_id INTEGER,
	source_id INTEGER,
	quote TEXT DEFAULT '' NOT NULL,
	quote_start INTEGER,
	quote_end INTEGER,
	speaker TEXT DEFAULT '' NOT NULL,
	persona TEXT DEFAULT '{}' NOT NULL,
	CONSTRAINT uq_finding_uid UNIQUE (uid),
	CONSTRAINT fk_finding_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT fk_finding_cluster_id FOREIGN KEY(cluster_id) REFERENCES cluster (id) ON DELETE SET NULL,
	CONSTRAINT fk_finding_session_id FOREIGN KEY(session_id) REFERENCES session (id) ON DELETE SET NULL,
	CONSTRAINT fk_finding_agenda_item_id FOREIGN KEY(agenda_item_id) REFERENCES agenda_item (id) ON DELETE SET NULL,
	CONSTRAINT fk_finding_source_id FOREIGN KEY(source_id) REFERENCES source (id) ON DELETE SET NULL
);

CREATE INDEX ix_finding_agenda_item_id ON finding (agenda_item_id);

CREATE INDEX ix_finding_board ON finding (project_id, cluster_id, position);

CREATE INDEX ix_finding_cluster_id ON finding (cluster_id);

CREATE INDEX ix_finding_kind ON finding (project_id, kind);

CREATE INDEX ix_finding_session_id ON finding (session_id);

CREATE INDEX ix_finding_source_id ON finding (source_id);

CREATE TABLE survey_question (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER NOT NULL,
	survey_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	text TEXT NOT NULL,
	type VARCHAR(20) NOT NULL,
	CONSTRAINT uq_survey_question_uid UNIQUE (uid),
	CONSTRAINT fk_survey_question_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT fk_survey_question_survey_id FOREIGN KEY(survey_id) REFERENCES survey (id) ON DELETE CASCADE
);

CREATE INDEX ix_survey_question_project_id ON survey_question (project_id);

CREATE INDEX ix_survey_question_survey_id ON survey_question (survey_id);

CREATE TABLE link (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER NOT NULL,
	child_finding_id INTEGER,
	child_proposal_id INTEGER,
	child_output_id INTEGER,
	parent_finding_id INTEGER,
	parent_proposal_id INTEGER,
	parent_output_id INTEGER,
	child TEXT GENERATED ALWAYS AS (coalesce('finding:' || child_finding_id, 'proposal:' || child_proposal_id, 'output:' || child_output_id)) VIRTUAL,
	parent TEXT GENERATED ALWAYS AS (coalesce('finding:' || parent_finding_id, 'proposal:' || parent_proposal_id, 'output:' || parent_output_id)) VIRTUAL,
	CONSTRAINT uq_link_uid UNIQUE (uid),
	CONSTRAINT fk_link_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT fk_link_child_finding_id FOREIGN KEY(child_finding_id) REFERENCES finding (id) ON DELETE CASCADE,
	CONSTRAINT fk_link_child_proposal_id FOREIGN KEY(child_proposal_id) REFERENCES proposal (id) ON DELETE CASCADE,
	CONSTRAINT fk_link_child_output_id FOREIGN KEY(child_output_id) REFERENCES output (id) ON DELETE CASCADE,
	CONSTRAINT fk_link_parent_finding_id FOREIGN KEY(parent_finding_id) REFERENCES finding (id) ON DELETE CASCADE,
	CONSTRAINT fk_link_parent_proposal_id FOREIGN KEY(parent_proposal_id) REFERENCES proposal (id) ON DELETE CASCADE,
	CONSTRAINT fk_link_parent_output_id FOREIGN KEY(parent_output_id) REFERENCES output (id) ON DELETE CASCADE
);

CREATE INDEX ix_link_child_finding_id ON link (child_finding_id);

CREATE INDEX ix_link_child_output_id ON link (child_output_id);

CREATE UNIQUE INDEX ix_link_child_parent ON link (child, parent);

CREATE INDEX ix_link_child_proposal_id ON link (child_proposal_id);

CREATE INDEX ix_link_parent ON link (parent);

CREATE INDEX ix_link_parent_finding_id ON link (parent_finding_id);

CREATE INDEX ix_link_parent_output_id ON link (parent_output_id);

CREATE INDEX ix_link_parent_proposal_id ON link (parent_proposal_id);

CREATE INDEX ix_link_project_id ON link (project_id);

CREATE TABLE survey_answer (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER NOT NULL,
	survey_question_id INTEGER NOT NULL,
	respondent INTEGER NOT NULL,
	value TEXT NOT NULL,
	CONSTRAINT uq_survey_answer_uid UNIQUE (uid),
	CONSTRAINT fk_survey_answer_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT fk_survey_answer_survey_question_id FOREIGN KEY(survey_question_id) REFERENCES survey_question (id) ON DELETE CASCADE
);

CREATE INDEX ix_survey_answer_project_id ON survey_answer (project_id);

CREATE INDEX ix_survey_answer_question ON survey_answer (survey_question_id, respondent);

CREATE TABLE vote (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	project_id INTEGER NOT NULL,
	vote_round_id INTEGER NOT NULL,
	finding_id INTEGER NOT NULL,
	person_id INTEGER,
	voter TEXT DEFAULT '' NOT NULL,
	dots INTEGER NOT NULL,
	CONSTRAINT uq_vote_uid UNIQUE (uid),
	CONSTRAINT fk_vote_project_id FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE,
	CONSTRAINT fk_vote_vote_round_id FOREIGN KEY(vote_round_id) REFERENCES vote_round (id) ON DELETE CASCADE,
	CONSTRAINT fk_vote_finding_id FOREIGN KEY(finding_id) REFERENCES finding (id) ON DELETE CASCADE,
	CONSTRAINT fk_vote_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE SET NULL
);

CREATE INDEX ix_vote_finding_id ON vote (finding_id);

CREATE INDEX ix_vote_person_id ON vote (person_id);

CREATE INDEX ix_vote_project_id ON vote (project_id);

CREATE INDEX ix_vote_round ON vote (vote_round_id, finding_id);

ALTER TABLE attachment ADD COLUMN session_id INTEGER CONSTRAINT fk_attachment_session_id REFERENCES session (id) ON DELETE CASCADE;

ALTER TABLE milestone ADD COLUMN session_id INTEGER CONSTRAINT fk_milestone_session_id REFERENCES session (id) ON DELETE SET NULL;

CREATE INDEX ix_attachment_session_id ON attachment (session_id);

CREATE INDEX ix_milestone_session_id ON milestone (session_id);
