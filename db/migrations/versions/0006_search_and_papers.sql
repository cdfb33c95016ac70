CREATE TABLE file_text (
	sha256 VARCHAR(64) NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	reason TEXT DEFAULT '' NOT NULL, 
	characters INTEGER DEFAULT '0' NOT NULL, 
	text TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_file_text PRIMARY KEY (sha256)
);

CREATE VIRTUAL TABLE search_project USING fts5(words, content='', contentless_delete=1, tokenize='ascii');

CREATE VIRTUAL TABLE sign_project USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii');

CREATE VIRTUAL TABLE search_person USING fts5(words, content='', contentless_delete=1, tokenize='ascii');

CREATE VIRTUAL TABLE sign_person USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii');

CREATE VIRTUAL TABLE search_session USING fts5(words, content='', contentless_delete=1, tokenize='ascii');

CREATE VIRTUAL TABLE sign_session USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii');

CREATE VIRTUAL TABLE search_finding USING fts5(words, content='', contentless_delete=1, tokenize='ascii');

CREATE VIRTUAL TABLE sign_finding USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii');

CREATE VIRTUAL TABLE search_proposal USING fts5(words, content='', contentless_delete=1, tokenize='ascii');

CREATE VIRTUAL TABLE sign_proposal USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii');

CREATE VIRTUAL TABLE search_output USING fts5(words, content='', contentless_delete=1, tokenize='ascii');

CREATE VIRTUAL TABLE sign_output USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii');

CREATE VIRTUAL TABLE search_attachment USING fts5(words, content='', contentless_delete=1, tokenize='ascii');

CREATE VIRTUAL TABLE sign_attachment USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii');

CREATE VIRTUAL TABLE search_source USING fts5(words, content='', contentless_delete=1, tokenize='ascii');

CREATE VIRTUAL TABLE sign_source USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii');

CREATE TABLE import_layout (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	kind VARCHAR(20) NOT NULL, 
	signature TEXT NOT NULL, 
	name TEXT NOT NULL, 
	mapping TEXT NOT NULL, 
	taught TEXT NOT NULL, 
	used_on DATE NOT NULL, 
	CONSTRAINT uq_import_layout_kind_signature UNIQUE (kind, signature)
);

CREATE TABLE office_form (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	uid VARCHAR(36) NOT NULL,
	title TEXT NOT NULL,
	file_name TEXT DEFAULT '' NOT NULL,
	sha256 TEXT DEFAULT '' NOT NULL,
	size INTEGER,
	places TEXT DEFAULT '{}' NOT NULL,
	CONSTRAINT uq_office_form_uid UNIQUE (uid)
);

ALTER TABLE stage ADD COLUMN baseline_start DATE;

ALTER TABLE stage ADD COLUMN baseline_end DATE;

ALTER TABLE project ADD COLUMN citizen_minutes INTEGER DEFAULT '0' NOT NULL;

ALTER TABLE project ADD COLUMN citizen_times INTEGER DEFAULT '0' NOT NULL;

ALTER TABLE project ADD COLUMN citizen_unmeasured INTEGER DEFAULT '0' NOT NULL;

DROP INDEX ix_attendance_project_id;

DROP INDEX ix_membership_team;

CREATE INDEX ix_membership_team ON membership (project_id, to_on, role, person_id);

CREATE INDEX ix_attendance_hours ON attendance (project_id, person_id, state, minutes);

UPDATE project SET (citizen_minutes, citizen_times, citizen_unmeasured) = (
	SELECT coalesce(sum(came.minutes), 0), coalesce(sum(came.times), 0), coalesce(sum(came.unmeasured), 0)
	FROM (
		SELECT attendance.person_id, sum(attendance.minutes) AS minutes, count(*) AS times,
			count(*) - count(attendance.minutes) AS unmeasured,
			(SELECT min(membership.role) FROM membership WHERE membership.project_id = attendance.project_id
				AND membership.person_id = attendance.person_id) AS role
		FROM attendance
		WHERE attendance.project_id = project.id AND attendance.state IN ('present', 'late')
		GROUP BY attendance.person_id
	) AS came JOIN person ON person.id = came.person_id
	WHERE came.role IN ('citizen', 'stakeholder') OR person.actor_kind = 'citizen'
		OR (came.role IS NULL AND person.actor_kind = 'stakeholder')
);
