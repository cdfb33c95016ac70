DROP INDEX ix_stage_project_position;

CREATE INDEX ix_stage_project_position ON stage (project_id, position, closed_at, kind, progress);

DROP INDEX ix_proposal_project_id;

CREATE INDEX ix_proposal_funnel ON proposal (project_id, decision, follow_up, answer_due, department, received_on);

CREATE INDEX ix_survey_answer_value ON survey_answer (survey_question_id, value);
