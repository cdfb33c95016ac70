DROP INDEX ix_proposal_decided;

CREATE INDEX ix_proposal_decided ON proposal (decided_on, number, decision, project_id);
