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
