DROP INDEX ix_stage_project_position;

CREATE INDEX ix_stage_project_position ON stage (project_id, position, closed_at, kind, progress);

DROP INDEX ix_proposal_project_id;

DROP INDEX ix_proposal_due;

CREATE INDEX ix_proposal_steps ON proposal (decision, follow_up, answer_due, department, received_on);

CREATE INDEX ix_proposal_funnel ON proposal (project_id, decision, follow_up, answer_due, department);

CREATE INDEX ix_proposal_decided ON proposal (decided_on, number, decision);

DROP INDEX ix_project_kind;

CREATE INDEX ix_project_kind ON project (kind, status);

CREATE INDEX ix_survey_answer_value ON survey_answer (survey_question_id, value);

CREATE INDEX ix_stage_planned_start ON stage (planned_start);

CREATE INDEX ix_stage_planned_end ON stage (planned_end);

CREATE INDEX ix_stage_actual_start ON stage (actual_start);

CREATE INDEX ix_stage_actual_end ON stage (actual_end);

CREATE INDEX ix_milestone_due_on ON milestone (due_on);

ALTER TABLE project ADD COLUMN team_members INTEGER DEFAULT '0' NOT NULL;

ALTER TABLE project ADD COLUMN team_citizens INTEGER DEFAULT '0' NOT NULL;

ALTER TABLE project ADD COLUMN team_until DATE;

UPDATE project SET (team_members, team_citizens, team_until) = (
	SELECT count(*), count(CASE WHEN membership.role = 'citizen' OR person.actor_kind = 'citizen' THEN 1 END),
		min(membership.to_on)
	FROM membership JOIN person ON person.id = membership.person_id
	WHERE membership.project_id = project.id
		AND (membership.to_on IS NULL OR membership.to_on >= date('now', 'localtime'))
);
