-- schema
0008
-- rows
WITH base AS MATERIALIZED
(SELECT project.id AS id, project.uid AS uid, project.kind AS kind, project.title AS title, project.year AS year, project.program_id AS program_id, project.government_level AS government_level, project.is_foreign AS is_foreign, project.service_field AS service_field, project.oecd_field AS oecd_field, project.participation_level AS participation_level, project.participation_mode AS participation_mode, project.participant_kinds AS participant_kinds, project.participation_stages AS participation_stages, project.lead_agency_id AS lead_agency_id, project.department AS department, project.region_id AS region_id, project.manager_id AS manager_id, project.starts_on AS starts_on, project.ends_on AS ends_on, project.summary AS summary, project.background AS background, project.purpose AS purpose, project.actors AS actors, project.content AS content, project.characteristics AS characteristics, project.achievements AS achievements, project.website AS website, project.remarks AS remarks, project.status AS status, project.template AS template, project.citizen_goal AS citizen_goal, project.actor_kinds_goal AS actor_kinds_goal, project.as_written AS as_written, program.name AS program, agency.name AS lead_agency, region.name AS region, coalesce((SELECT province.name
FROM region AS province
WHERE province.code = region.parent_code
 LIMIT 1 OFFSET 0), region.name) AS province, person.name AS manager, project.government_level IS NULL OR project.service_field IS NULL AS needs_review, coalesce(current_stage.kind, 'feedback') AS stage, (SELECT group_concat(anon_1.progress, ',') AS group_concat_1
FROM (SELECT stage.progress AS progress
FROM stage
WHERE stage.project_id = project.id ORDER BY stage.position) AS anon_1) AS progress, coalesce(current_stage.progress, 100) AS stage_progress, CASE WHEN (project.team_until < :today) THEN (SELECT count(*) AS count_1
FROM membership
WHERE membership.project_id = project.id AND (membership.to_on IS NULL OR membership.to_on >= :today)) ELSE project.team_members END AS team_size, CASE WHEN (project.team_until < :today) THEN (SELECT count(*) AS count_2
FROM membership JOIN person ON person.id = membership.person_id
WHERE membership.project_id = project.id AND (membership.to_on IS NULL OR membership.to_on >= :today) AND (membership.role = 'citizen' OR person.actor_kind = 'citizen')) ELSE project.team_citizens END AS citizen_count, (SELECT count(*) AS count_3
FROM criterion
WHERE criterion.stage_id = current_stage.id) AS criteria_total, (SELECT count(*) AS count_4
FROM criterion
WHERE criterion.stage_id = current_stage.id AND CASE WHEN (criterion.kind = 'counted') THEN coalesce(CASE WHEN (criterion.kind = 'counted') THEN CASE WHEN (criterion.metric = 'team_size') THEN CASE WHEN (project.team_until < :today) THEN (SELECT count(*) AS count_5
FROM membership
WHERE membership.project_id = project.id AND (membership.to_on IS NULL OR membership.to_on >= :today)) ELSE project.team_members END WHEN (criterion.metric = 'citizen_ratio') THEN CAST(round((100.0 * CASE WHEN (project.team_until < :today) THEN (SELECT count(*) AS count_6
FROM membership JOIN person ON person.id = membership.person_id
WHERE membership.project_id = project.id AND (membership.to_on IS NULL OR membership.to_on >= :today) AND (membership.role = 'citizen' OR person.actor_kind = 'citizen')) ELSE project.team_citizens END) / (nullif(CASE WHEN (project.team_until < :today) THEN (SELECT count(*) AS count_7
FROM membership
WHERE membership.project_id = project.id AND (membership.to_on IS NULL OR membership.to_on >= :today)) ELSE project.team_members END, 0) + 0.0)) AS INTEGER) WHEN (criterion.metric = 'actor_kinds') THEN (SELECT count(DISTINCT person.actor_kind) AS count_8
FROM membership JOIN person ON person.id = membership.person_id
WHERE membership.project_id = criterion.project_id AND (membership.to_on IS NULL OR membership.to_on >= :today)) WHEN (criterion.metric = 'role_count') THEN (SELECT count(*) AS count_9
FROM membership
WHERE membership.project_id = criterion.project_id AND (membership.to_on IS NULL OR membership.to_on >= :today) AND membership.role = criterion.detail) WHEN (criterion.metric = 'output_count') THEN (SELECT count(*) AS count_10
FROM output
WHERE output.project_id = criterion.project_id AND (criterion.detail = '' OR output.kind = criterion.detail)) WHEN (criterion.metric = 'output_files') THEN (SELECT count(*) AS count_11
FROM attachment JOIN output ON output.id = attachment.output_id
WHERE output.project_id = criterion.project_id AND (criterion.detail = '' OR output.kind = criterion.detail)) WHEN (criterion.metric = 'open_outputs') THEN (SELECT count(*) AS count_12
FROM output
WHERE output.project_id = criterion.project_id AND output.disclosure = 'open') WHEN (criterion.metric = 'steps_done') THEN (SELECT count(*) AS count_13
FROM step
WHERE step.stage_id = criterion.stage_id AND step.done = 1) WHEN (criterion.metric = 'sessions_closed') THEN (SELECT count(*) AS count_14
FROM session
WHERE session.project_id = criterion.project_id AND session.status = 'closed' AND (criterion.detail = '' OR session.kind = criterion.detail)) WHEN (criterion.metric = 'findings') THEN (SELECT count(*) AS count_15
FROM finding
WHERE finding.project_id = criterion.project_id AND (criterion.detail = '' OR finding.kind = criterion.detail)) WHEN (criterion.metric = 'ideas_voted') THEN (SELECT count(DISTINCT finding.id) AS count_16
FROM vote JOIN vote_round ON vote_round.id = vote.vote_round_id JOIN finding ON finding.id = vote.finding_id
WHERE vote.project_id = criterion.project_id AND vote_round.state = 'ended' AND finding.kind = 'idea' AND vote.dots > 0) WHEN (criterion.metric = 'proposals_decided') THEN (SELECT count(*) AS count_17
FROM proposal
WHERE proposal.project_id = criterion.project_id AND proposal.decision != 'reviewing') WHEN (criterion.metric = 'links_complete') THEN (SELECT iif(count(*) > 0, CAST(round((100.0 * sum(CASE WHEN (EXISTS (SELECT link.id
FROM link
WHERE link.child_finding_id = finding.id)) THEN 1 ELSE 0 END)) / (count(*) + 0.0)) AS INTEGER), NULL) AS iif_1
FROM finding
WHERE finding.project_id = criterion.project_id AND finding.kind = 'idea') END END, 0) >= criterion.threshold ELSE EXISTS (SELECT criterion_result.id
FROM criterion_result
WHERE criterion_result.criterion_id = criterion.id) END = 1) AS criteria_met, (SELECT count(*) AS count_18
FROM output
WHERE output.project_id = project.id) AS output_count, (SELECT milestone.title
FROM milestone
WHERE milestone.project_id = project.id AND milestone.done_on IS NULL ORDER BY milestone.due_on IS NULL, milestone.due_on
 LIMIT 1 OFFSET 0) AS next_title, (SELECT milestone.due_on
FROM milestone
WHERE milestone.project_id = project.id AND milestone.done_on IS NULL ORDER BY milestone.due_on IS NULL, milestone.due_on
 LIMIT 1 OFFSET 0) AS next_due, project.active_at AS active_at, coalesce(CAST(julianday(:today) - julianday(date(project.active_at, 'localtime')) AS INTEGER), 0) AS idle_days
FROM project LEFT OUTER JOIN program ON program.id = project.program_id LEFT OUTER JOIN agency ON agency.id = project.lead_agency_id LEFT OUTER JOIN region ON region.id = project.region_id LEFT OUTER JOIN person ON person.id = project.manager_id LEFT OUTER JOIN stage AS current_stage ON current_stage.id = (SELECT stage.id
FROM stage
WHERE stage.project_id = project.id AND stage.closed_at IS NULL ORDER BY stage.position
 LIMIT 1 OFFSET 0)
WHERE project.id IN (SELECT value FROM json_each(:ids)))
 SELECT base.id, base.uid, base.kind, base.title, base.year, base.program_id, base.government_level, base.is_foreign, base.service_field, base.oecd_field, base.participation_level, base.participation_mode, base.participant_kinds, base.participation_stages, base.lead_agency_id, base.department, base.region_id, base.manager_id, base.starts_on, base.ends_on, base.summary, base.background, base.purpose, base.actors, base.content, base.characteristics, base.achievements, base.website, base.remarks, base.status, base.template, base.citizen_goal, base.actor_kinds_goal, base.as_written, base.program, base.lead_agency, base.region, base.province, base.manager, base.needs_review, base.stage, base.progress, base.stage_progress, base.team_size, base.citizen_count, base.criteria_total, base.criteria_met, base.output_count, base.next_title, base.next_due, base.active_at, base.idle_days, CASE WHEN (base.status != 'active') THEN base.status WHEN (base.idle_days >= :stalled_days) THEN 'stalled' WHEN (base.stage_progress >= 60 AND base.criteria_met < base.criteria_total) THEN 'gate' ELSE 'active' END AS state, CAST(round((100.0 * base.citizen_count) / (nullif(base.team_size, 0) + 0.0)) AS INTEGER) AS citizen_ratio, CASE WHEN (base.team_size > 0 AND base.citizen_goal IS NOT NULL) THEN 100 * base.citizen_count >= base.citizen_goal * base.team_size END AS goal_met
FROM base
-- by
SELECT project.id
FROM project LEFT OUTER JOIN agency ON agency.id = project.lead_agency_id
WHERE project.kind IN ('own') ORDER BY agency.name ASC NULLS LAST, project.title ASC, project.id
-- by year
SELECT project.id, project.year, project.year AS year__1
FROM project LEFT OUTER JOIN agency ON agency.id = project.lead_agency_id
WHERE project.kind IN ('own') ORDER BY project.year IS NULL, project.year, project.year, agency.name ASC NULLS LAST, project.title ASC, project.id
-- by program_id
SELECT project.id, project.program_id, program.name
FROM project LEFT OUTER JOIN program ON program.id = project.program_id LEFT OUTER JOIN agency ON agency.id = project.lead_agency_id
WHERE project.kind IN ('own') ORDER BY program.name IS NULL, program.name, project.program_id, agency.name ASC NULLS LAST, project.title ASC, project.id
-- by service_field
SELECT project.id, project.service_field, project.service_field AS service_field__1
FROM project LEFT OUTER JOIN agency ON agency.id = project.lead_agency_id
WHERE project.kind IN ('own') ORDER BY project.service_field IS NULL, project.service_field, project.service_field, agency.name ASC NULLS LAST, project.title ASC, project.id
-- by stage
SELECT project.id, coalesce(current_stage.kind, 'feedback') AS coalesce_1, coalesce(current_stage.kind, 'feedback') AS coalesce__1
FROM project LEFT OUTER JOIN agency ON agency.id = project.lead_agency_id LEFT OUTER JOIN stage AS current_stage ON current_stage.id = (SELECT stage.id
FROM stage
WHERE stage.project_id = project.id AND stage.closed_at IS NULL ORDER BY stage.position
 LIMIT 1 OFFSET 0)
WHERE project.kind IN ('own') ORDER BY coalesce(current_stage.kind, 'feedback') IS NULL, coalesce(current_stage.kind, 'feedback'), coalesce(current_stage.kind, 'feedback'), agency.name ASC NULLS LAST, project.title ASC, project.id
-- by state
SELECT project.id, CASE WHEN (project.status != 'active') THEN project.status WHEN (coalesce(CAST(julianday(:today) - julianday(date(project.active_at, 'localtime')) AS INTEGER), 0) >= :stalled_days) THEN 'stalled' WHEN (coalesce(current_stage.progress, 100) >= 60 AND (SELECT count(*) AS count_1
FROM criterion
WHERE criterion.stage_id = current_stage.id AND CASE WHEN (criterion.kind = 'counted') THEN coalesce(CASE WHEN (criterion.kind = 'counted') THEN CASE WHEN (criterion.metric = 'team_size') THEN CASE WHEN (project.team_until < :today) THEN (SELECT count(*) AS count_2
FROM membership
WHERE membership.project_id = project.id AND (membership.to_on IS NULL OR membership.to_on >= :today)) ELSE project.team_members END WHEN (criterion.metric = 'citizen_ratio') THEN CAST(round((100.0 * CASE WHEN (project.team_until < :today) THEN (SELECT count(*) AS count_3
FROM membership JOIN person ON person.id = membership.person_id
WHERE membership.project_id = project.id AND (membership.to_on IS NULL OR membership.to_on >= :today) AND (membership.role = 'citizen' OR person.actor_kind = 'citizen')) ELSE project.team_citizens END) / (nullif(CASE WHEN (project.team_until < :today) THEN (SELECT count(*) AS count_4
FROM membership
WHERE membership.project_id = project.id AND (membership.to_on IS NULL OR membership.to_on >= :today)) ELSE project.team_members END, 0) + 0.0)) AS INTEGER) WHEN (criterion.metric = 'actor_kinds') THEN (SELECT count(DISTINCT person.actor_kind) AS count_5
FROM membership JOIN person ON person.id = membership.person_id
WHERE membership.project_id = criterion.project_id AND (membership.to_on IS NULL OR membership.to_on >= :today)) WHEN (criterion.metric = 'role_count') THEN (SELECT count(*) AS count_6
FROM membership
WHERE membership.project_id = criterion.project_id AND (membership.to_on IS NULL OR membership.to_on >= :today) AND membership.role = criterion.detail) WHEN (criterion.metric = 'output_count') THEN (SELECT count(*) AS count_7
FROM output
WHERE output.project_id = criterion.project_id AND (criterion.detail = '' OR output.kind = criterion.detail)) WHEN (criterion.metric = 'output_files') THEN (SELECT count(*) AS count_8
FROM attachment JOIN output ON output.id = attachment.output_id
WHERE output.project_id = criterion.project_id AND (criterion.detail = '' OR output.kind = criterion.detail)) WHEN (criterion.metric = 'open_outputs') THEN (SELECT count(*) AS count_9
FROM output
WHERE output.project_id = criterion.project_id AND output.disclosure = 'open') WHEN (criterion.metric = 'steps_done') THEN (SELECT count(*) AS count_10
FROM step
WHERE step.stage_id = criterion.stage_id AND step.done = 1) WHEN (criterion.metric = 'sessions_closed') THEN (SELECT count(*) AS count_11
FROM session
WHERE session.project_id = criterion.project_id AND session.status = 'closed' AND (criterion.detail = '' OR session.kind = criterion.detail)) WHEN (criterion.metric = 'findings') THEN (SELECT count(*) AS count_12
FROM finding
WHERE finding.project_id = criterion.project_id AND (criterion.detail = '' OR finding.kind = criterion.detail)) WHEN (criterion.metric = 'ideas_voted') THEN (SELECT count(DISTINCT finding.id) AS count_13
FROM vote JOIN vote_round ON vote_round.id = vote.vote_round_id JOIN finding ON finding.id = vote.finding_id
WHERE vote.project_id = criterion.project_id AND vote_round.state = 'ended' AND finding.kind = 'idea' AND vote.dots > 0) WHEN (criterion.metric = 'proposals_decided') THEN (SELECT count(*) AS count_14
FROM proposal
WHERE proposal.project_id = criterion.project_id AND proposal.decision != 'reviewing') WHEN (criterion.metric = 'links_complete') THEN (SELECT iif(count(*) > 0, CAST(round((100.0 * sum(CASE WHEN (EXISTS (SELECT link.id
FROM link
WHERE link.child_finding_id = finding.id)) THEN 1 ELSE 0 END)) / (count(*) + 0.0)) AS INTEGER), NULL) AS iif_1
FROM finding
WHERE finding.project_id = criterion.project_id AND finding.kind = 'idea') END END, 0) >= criterion.threshold ELSE EXISTS (SELECT criterion_result.id
FROM criterion_result
WHERE criterion_result.criterion_id = criterion.id) END = 1) < (SELECT count(*) AS count_15
FROM criterion
WHERE criterion.stage_id = current_stage.id)) THEN 'gate' ELSE 'active' END AS anon_1, CASE WHEN (project.status != 'active') THEN project.status WHEN (coalesce(CAST(julianday(:today) - julianday(date(project.active_at, 'localtime')) AS INTEGER), 0) >= :stalled_days) THEN 'stalled' WHEN (coalesce(current_stage.progress, 100) >= 60 AND (SELECT count(*) AS count_1
FROM criterion
WHERE criterion.stage_id = current_stage.id AND CASE WHEN (criterion.kind = 'counted') THEN coalesce(CASE WHEN (criterion.kind = 'counted') THEN CASE WHEN (criterion.metric = 'team_size') THEN CASE WHEN (project.team_until < :today) THEN (SELECT count(*) AS count_2
FROM membership
WHERE membership.project_id = project.id AND (membership.to_on IS NULL OR membership.to_on >= :today)) ELSE project.team_members END WHEN (criterion.metric = 'citizen_ratio') THEN CAST(round((100.0 * CASE WHEN (project.team_until < :today) THEN (SELECT count(*) AS count_3
FROM membership JOIN person ON person.id = membership.person_id
WHERE membership.project_id = project.id AND (membership.to_on IS NULL OR membership.to_on >= :today) AND (membership.role = 'citizen' OR person.actor_kind = 'citizen')) ELSE project.team_citizens END) / (nullif(CASE WHEN (project.team_until < :today) THEN (SELECT count(*) AS count_4
FROM membership
WHERE membership.project_id = project.id AND (membership.to_on IS NULL OR membership.to_on >= :today)) ELSE project.team_members END, 0) + 0.0)) AS INTEGER) WHEN (criterion.metric = 'actor_kinds') THEN (SELECT count(DISTINCT person.actor_kind) AS count_5
FROM membership JOIN person ON person.id = membership.person_id
WHERE membership.project_id = criterion.project_id AND (membership.to_on IS NULL OR membership.to_on >= :today)) WHEN (criterion.metric = 'role_count') THEN (SELECT count(*) AS count_6
FROM membership
WHERE membership.project_id = criterion.project_id AND (membership.to_on IS NULL OR membership.to_on >= :today) AND membership.role = criterion.detail) WHEN (criterion.metric = 'output_count') THEN (SELECT count(*) AS count_7
FROM output
WHERE output.project_id = criterion.project_id AND (criterion.detail = '' OR output.kind = criterion.detail)) WHEN (criterion.metric = 'output_files') THEN (SELECT count(*) AS count_8
FROM attachment JOIN output ON output.id = attachment.output_id
WHERE output.project_id = criterion.project_id AND (criterion.detail = '' OR output.kind = criterion.detail)) WHEN (criterion.metric = 'open_outputs') THEN (SELECT count(*) AS count_9
FROM output
WHERE output.project_id = criterion.project_id AND output.disclosure = 'open') WHEN (criterion.metric = 'steps_done') THEN (SELECT count(*) AS count_10
FROM step
WHERE step.stage_id = criterion.stage_id AND step.done = 1) WHEN (criterion.metric = 'sessions_closed') THEN (SELECT count(*) AS count_11
FROM session
WHERE session.project_id = criterion.project_id AND session.status = 'closed' AND (criterion.detail = '' OR session.kind = criterion.detail)) WHEN (criterion.metric = 'findings') THEN (SELECT count(*) AS count_12
FROM finding
WHERE finding.project_id = criterion.project_id AND (criterion.detail = '' OR finding.kind = criterion.detail)) WHEN (criterion.metric = 'ideas_voted') THEN (SELECT count(DISTINCT finding.id) AS count_13
FROM vote JOIN vote_round ON vote_round.id = vote.vote_round_id JOIN finding ON finding.id = vote.finding_id
WHERE vote.project_id = criterion.project_id AND vote_round.state = 'ended' AND finding.kind = 'idea' AND vote.dots > 0) WHEN (criterion.metric = 'proposals_decided') THEN (SELECT count(*) AS count_14
FROM proposal
WHERE proposal.project_id = criterion.project_id AND proposal.decision != 'reviewing') WHEN (criterion.metric = 'links_complete') THEN (SELECT iif(count(*) > 0, CAST(round((100.0 * sum(CASE WHEN (EXISTS (SELECT link.id
FROM link
WHERE link.child_finding_id = finding.id)) THEN 1 ELSE 0 END)) / (count(*) + 0.0)) AS INTEGER), NULL) AS iif_1
FROM finding
WHERE finding.project_id = criterion.project_id AND finding.kind = 'idea') END END, 0) >= criterion.threshold ELSE EXISTS (SELECT criterion_result.id
FROM criterion_result
WHERE criterion_result.criterion_id = criterion.id) END = 1) < (SELECT count(*) AS count_15
FROM criterion
WHERE criterion.stage_id = current_stage.id)) THEN 'gate' ELSE 'active' END AS anon_2
FROM project LEFT OUTER JOIN agency ON agency.id = project.lead_agency_id LEFT OUTER JOIN person ON person.id = project.manager_id LEFT OUTER JOIN stage AS current_stage ON current_stage.id = (SELECT stage.id
FROM stage
WHERE stage.project_id = project.id AND stage.closed_at IS NULL ORDER BY stage.position
 LIMIT 1 OFFSET 0)
WHERE project.kind IN ('own') ORDER BY CASE WHEN (project.status != 'active') THEN project.status WHEN (coalesce(CAST(julianday(:today) - julianday(date(project.active_at, 'localtime')) AS INTEGER), 0) >= :stalled_days) THEN 'stalled' WHEN (coalesce(current_stage.progress, 100) >= 60 AND (SELECT count(*) AS count_1
FROM criterion
WHERE criterion.stage_id = current_stage.id AND CASE WHEN (criterion.kind = 'counted') THEN coalesce(CASE WHEN (criterion.kind = 'counted') THEN CASE WHEN (criterion.metric = 'team_size') THEN CASE WHEN (project.team_until < :today) THEN (SELECT count(*) AS count_2
FROM membership
WHERE membership.project_id = project.id AND (membership.to_on IS NULL OR membership.to_on >= :today)) ELSE project.team_members END WHEN (criterion.metric = 'citizen_ratio') THEN CAST(round((100.0 * CASE WHEN (project.team_until < :today) THEN (SELECT count(*) AS count_3
FROM membership JOIN person ON person.id = membership.person_id
WHERE membership.project_id = project.id AND (membership.to_on IS NULL OR membership.to_on >= :today) AND (membership.role = 'citizen' OR person.actor_kind = 'citizen')) ELSE project.team_citizens END) / (nullif(CASE WHEN (project.team_until < :today) THEN (SELECT count(*) AS count_4
FROM membership
WHERE membership.project_id = project.id AND (membership.to_on IS NULL OR membership.to_on >= :today)) ELSE project.team_members END, 0) + 0.0)) AS INTEGER) WHEN (criterion.metric = 'actor_kinds') THEN (SELECT count(DISTINCT person.actor_kind) AS count_5
FROM membership JOIN person ON person.id = membership.person_id
WHERE membership.project_id = criterion.project_id AND (membership.to_on IS NULL OR membership.to_on >= :today)) WHEN (criterion.metric = 'role_count') THEN (SELECT count(*) AS count_6
FROM membership
WHERE membership.project_id = criterion.project_id AND (membership.to_on IS NULL OR membership.to_on >= :today) AND membership.role = criterion.detail) WHEN (criterion.metric = 'output_count') THEN (SELECT count(*) AS count_7
FROM output
WHERE output.project_id = criterion.project_id AND (criterion.detail = '' OR output.kind = criterion.detail)) WHEN (criterion.metric = 'output_files') THEN (SELECT count(*) AS count_8
FROM attachment JOIN output ON output.id = attachment.output_id
WHERE output.project_id = criterion.project_id AND (criterion.detail = '' OR output.kind = criterion.detail)) WHEN (criterion.metric = 'open_outputs') THEN (SELECT count(*) AS count_9
FROM output
WHERE output.project_id = criterion.project_id AND output.disclosure = 'open') WHEN (criterion.metric = 'steps_done') THEN (SELECT count(*) AS count_10
FROM step
WHERE step.stage_id = criterion.stage_id AND step.done = 1) WHEN (criterion.metric = 'sessions_closed') THEN (SELECT count(*) AS count_11
FROM session
WHERE session.project_id = criterion.project_id AND session.status = 'closed' AND (criterion.detail = '' OR session.kind = criterion.detail)) WHEN (criterion.metric = 'findings') THEN (SELECT count(*) AS count_12
FROM finding
WHERE finding.project_id = criterion.project_id AND (criterion.detail = '' OR finding.kind = criterion.detail)) WHEN (criterion.metric = 'ideas_voted') THEN (SELECT count(DISTINCT finding.id) AS count_13
FROM vote JOIN vote_round ON vote_round.id = vote.vote_round_id JOIN finding ON finding.id = vote.finding_id
WHERE vote.project_id = criterion.project_id AND vote_round.state = 'ended' AND finding.kind = 'idea' AND vote.dots > 0) WHEN (criterion.metric = 'proposals_decided') THEN (SELECT count(*) AS count_14
FROM proposal
WHERE proposal.project_id = criterion.project_id AND proposal.decision != 'reviewing') WHEN (criterion.metric = 'links_complete') THEN (SELECT iif(count(*) > 0, CAST(round((100.0 * sum(CASE WHEN (EXISTS (SELECT link.id
FROM link
WHERE link.child_finding_id = finding.id)) THEN 1 ELSE 0 END)) / (count(*) + 0.0)) AS INTEGER), NULL) AS iif_1
FROM finding
WHERE finding.project_id = criterion.project_id AND finding.kind = 'idea') END END, 0) >= criterion.threshold ELSE EXISTS (SELECT criterion_result.id
FROM criterion_result
WHERE criterion_result.criterion_id = criterion.id) END = 1) < (SELECT count(*) AS count_15
FROM criterion
WHERE criterion.stage_id = current_stage.id)) THEN 'gate' ELSE 'active' END IS NULL, CASE WHEN (project.status != 'active') THEN project.status WHEN (coalesce(CAST(julianday(:today) - julianday(date(project.active_at, 'localtime')) AS INTEGER), 0) >= :stalled_days) THEN 'stalled' WHEN (coalesce(current_stage.progress, 100) >= 60 AND (SELECT count(*) AS count_1
FROM criterion
WHERE criterion.stage_id = current_stage.id AND CASE WHEN (criterion.kind = 'counted') THEN coalesce(CASE WHEN (criterion.kind = 'counted') THEN CASE WHEN (criterion.metric = 'team_size') THEN CASE WHEN (project.team_until < :today) THEN (SELECT count(*) AS count_2
FROM membership
WHERE membership.project_id = project.id AND (membership.to_on IS NULL OR membership.to_on >= :today)) ELSE project.team_members END WHEN (criterion.metric = 'citizen_ratio') THEN CAST(round((100.0 * CASE WHEN (project.team_until < :today) THEN (SELECT count(*) AS count_3
FROM membership JOIN person ON person.id = membership.person_id
WHERE membership.project_id = project.id AND (membership.to_on IS NULL OR membership.to_on >= :today) AND (membership.role = 'citizen' OR person.actor_kind = 'citizen')) ELSE project.team_citizens END) / (nullif(CASE WHEN (project.team_until < :today) THEN (SELECT count(*) AS count_4
FROM membership
WHERE membership.project_id = project.id AND (membership.to_on IS NULL OR membership.to_on >= :today)) ELSE project.team_members END, 0) + 0.0)) AS INTEGER) WHEN (criterion.metric = 'actor_kinds') THEN (SELECT count(DISTINCT person.actor_kind) AS count_5
FROM membership JOIN person ON person.id = membership.person_id
WHERE membership.project_id = criterion.project_id AND (membership.to_on IS NULL OR membership.to_on >= :today)) WHEN (criterion.metric = 'role_count') THEN (SELECT count(*) AS count_6
FROM membership
WHERE membership.project_id = criterion.project_id AND (membership.to_on IS NULL OR membership.to_on >= :today) AND membership.role = criterion.detail) WHEN (criterion.metric = 'output_count') THEN (SELECT count(*) AS count_7
FROM output
WHERE output.project_id = criterion.project_id AND (criterion.detail = '' OR output.kind = criterion.detail)) WHEN (criterion.metric = 'output_files') THEN (SELECT count(*) AS count_8
FROM attachment JOIN output ON output.id = attachment.output_id
WHERE output.project_id = criterion.project_id AND (criterion.detail = '' OR output.kind = criterion.detail)) WHEN (criterion.metric = 'open_outputs') THEN (SELECT count(*) AS count_9
FROM output
WHERE output.project_id = criterion.project_id AND output.disclosure = 'open') WHEN (criterion.metric = 'steps_done') THEN (SELECT count(*) AS count_10
FROM step
WHERE step.stage_id = criterion.stage_id AND step.done = 1) WHEN (criterion.metric = 'sessions_closed') THEN (SELECT count(*) AS count_11
FROM session
WHERE session.project_id = criterion.project_id AND session.status = 'closed' AND (criterion.detail = '' OR session.kind = criterion.detail)) WHEN (criterion.metric = 'findings') THEN (SELECT count(*) AS count_12
FROM finding
WHERE finding.project_id = criterion.project_id AND (criterion.detail = '' OR finding.kind = criterion.detail)) WHEN (criterion.metric = 'ideas_voted') THEN (SELECT count(DISTINCT finding.id) AS count_13
FROM vote JOIN vote_round ON vote_round.id = vote.vote_round_id JOIN finding ON finding.id = vote.finding_id
WHERE vote.project_id = criterion.project_id AND vote_round.state = 'ended' AND finding.kind = 'idea' AND vote.dots > 0) WHEN (criterion.metric = 'proposals_decided') THEN (SELECT count(*) AS count_14
FROM proposal
WHERE proposal.project_id = criterion.project_id AND proposal.decision != 'reviewing') WHEN (criterion.metric = 'links_complete') THEN (SELECT iif(count(*) > 0, CAST(round((100.0 * sum(CASE WHEN (EXISTS (SELECT link.id
FROM link
WHERE link.child_finding_id = finding.id)) THEN 1 ELSE 0 END)) / (count(*) + 0.0)) AS INTEGER), NULL) AS iif_1
FROM finding
WHERE finding.project_id = criterion.project_id AND finding.kind = 'idea') END END, 0) >= criterion.threshold ELSE EXISTS (SELECT criterion_result.id
FROM criterion_result
WHERE criterion_result.criterion_id = criterion.id) END = 1) < (SELECT count(*) AS count_15
FROM criterion
WHERE criterion.stage_id = current_stage.id)) THEN 'gate' ELSE 'active' END, CASE WHEN (project.status != 'active') THEN project.status WHEN (coalesce(CAST(julianday(:today) - julianday(date(project.active_at, 'localtime')) AS INTEGER), 0) >= :stalled_days) THEN 'stalled' WHEN (coalesce(current_stage.progress, 100) >= 60 AND (SELECT count(*) AS count_1
FROM criterion
WHERE criterion.stage_id = current_stage.id AND CASE WHEN (criterion.kind = 'counted') THEN coalesce(CASE WHEN (criterion.kind = 'counted') THEN CASE WHEN (criterion.metric = 'team_size') THEN CASE WHEN (project.team_until < :today) THEN (SELECT count(*) AS count_2
FROM membership
WHERE membership.project_id = project.id AND (membership.to_on IS NULL OR membership.to_on >= :today)) ELSE project.team_members END WHEN (criterion.metric = 'citizen_ratio') THEN CAST(round((100.0 * CASE WHEN (project.team_until < :today) THEN (SELECT count(*) AS count_3
FROM membership JOIN person ON person.id = membership.person_id
WHERE membership.project_id = project.id AND (membership.to_on IS NULL OR membership.to_on >= :today) AND (membership.role = 'citizen' OR person.actor_kind = 'citizen')) ELSE project.team_citizens END) / (nullif(CASE WHEN (project.team_until < :today) THEN (SELECT count(*) AS count_4
FROM membership
WHERE membership.project_id = project.id AND (membership.to_on IS NULL OR membership.to_on >= :today)) ELSE project.team_members END, 0) + 0.0)) AS INTEGER) WHEN (criterion.metric = 'actor_kinds') THEN (SELECT count(DISTINCT person.actor_kind) AS count_5
FROM membership JOIN person ON person.id = membership.person_id
WHERE membership.project_id = criterion.project_id AND (membership.to_on IS NULL OR membership.to_on >= :today)) WHEN (criterion.metric = 'role_count') THEN (SELECT count(*) AS count_6
FROM membership
WHERE membership.project_id = criterion.project_id AND (membership.to_on IS NULL OR membership.to_on >= :today) AND membership.role = criterion.detail) WHEN (criterion.metric = 'output_count') THEN (SELECT count(*) AS count_7
FROM output
WHERE output.project_id = criterion.project_id AND (criterion.detail = '' OR output.kind = criterion.detail)) WHEN (criterion.metric = 'output_files') THEN (SELECT count(*) AS count_8
FROM attachment JOIN output ON output.id = attachment.output_id
WHERE output.project_id = criterion.project_id AND (criterion.detail = '' OR output.kind = criterion.detail)) WHEN (criterion.metric = 'open_outputs') THEN (SELECT count(*) AS count_9
FROM output
WHERE output.project_id = criterion.project_id AND output.disclosure = 'open') WHEN (criterion.metric = 'steps_done') THEN (SELECT count(*) AS count_10
FROM step
WHERE step.stage_id = criterion.stage_id AND step.done = 1) WHEN (criterion.metric = 'sessions_closed') THEN (SELECT count(*) AS count_11
FROM session
WHERE session.project_id = criterion.project_id AND session.status = 'closed' AND (criterion.detail = '' OR session.kind = criterion.detail)) WHEN (criterion.metric = 'findings') THEN (SELECT count(*) AS count_12
FROM finding
WHERE finding.project_id = criterion.project_id AND (criterion.detail = '' OR finding.kind = criterion.detail)) WHEN (criterion.metric = 'ideas_voted') THEN (SELECT count(DISTINCT finding.id) AS count_13
FROM vote JOIN vote_round ON vote_round.id = vote.vote_round_id JOIN finding ON finding.id = vote.finding_id
WHERE vote.project_id = criterion.project_id AND vote_round.state = 'ended' AND finding.kind = 'idea' AND vote.dots > 0) WHEN (criterion.metric = 'proposals_decided') THEN (SELECT count(*) AS count_14
FROM proposal
WHERE proposal.project_id = criterion.project_id AND proposal.decision != 'reviewing') WHEN (criterion.metric = 'links_complete') THEN (SELECT iif(count(*) > 0, CAST(round((100.0 * sum(CASE WHEN (EXISTS (SELECT link.id
FROM link
WHERE link.child_finding_id = finding.id)) THEN 1 ELSE 0 END)) / (count(*) + 0.0)) AS INTEGER), NULL) AS iif_1
FROM finding
WHERE finding.project_id = criterion.project_id AND finding.kind = 'idea') END END, 0) >= criterion.threshold ELSE EXISTS (SELECT criterion_result.id
FROM criterion_result
WHERE criterion_result.criterion_id = criterion.id) END = 1) < (SELECT count(*) AS count_15
FROM criterion
WHERE criterion.stage_id = current_stage.id)) THEN 'gate' ELSE 'active' END, agency.name ASC NULLS LAST, project.title ASC, project.id
-- by goal_met
SELECT project.id, CASE WHEN (CASE WHEN (project.team_until < :today) THEN (SELECT count(*) AS count_1
FROM membership
WHERE membership.project_id = project.id AND (membership.to_on IS NULL OR membership.to_on >= :today)) ELSE project.team_members END > 0 AND project.citizen_goal IS NOT NULL) THEN 100 * CASE WHEN (project.team_until < :today) THEN (SELECT count(*) AS count_2
FROM membership JOIN person ON person.id = membership.person_id
WHERE membership.project_id = project.id AND (membership.to_on IS NULL OR membership.to_on >= :today) AND (membership.role = 'citizen' OR person.actor_kind = 'citizen')) ELSE project.team_citizens END >= project.citizen_goal * CASE WHEN (project.team_until < :today) THEN (SELECT count(*) AS count_1
FROM membership
WHERE membership.project_id = project.id AND (membership.to_on IS NULL OR membership.to_on >= :today)) ELSE project.team_members END END AS anon_1, CASE WHEN (CASE WHEN (project.team_until < :today) THEN (SELECT count(*) AS count_1
FROM membership
WHERE membership.project_id = project.id AND (membership.to_on IS NULL OR membership.to_on >= :today)) ELSE project.team_members END > 0 AND project.citizen_goal IS NOT NULL) THEN 100 * CASE WHEN (project.team_until < :today) THEN (SELECT count(*) AS count_2
FROM membership JOIN person ON person.id = membership.person_id
WHERE membership.project_id = project.id AND (membership.to_on IS NULL OR membership.to_on >= :today) AND (membership.role = 'citizen' OR person.actor_kind = 'citizen')) ELSE project.team_citizens END >= project.citizen_goal * CASE WHEN (project.team_until < :today) THEN (SELECT count(*) AS count_1
FROM membership
WHERE membership.project_id = project.id AND (membership.to_on IS NULL OR membership.to_on >= :today)) ELSE project.team_members END END AS anon_2
FROM project LEFT OUTER JOIN agency ON agency.id = project.lead_agency_id LEFT OUTER JOIN person ON person.id = project.manager_id
WHERE project.kind IN ('own') ORDER BY CASE WHEN (CASE WHEN (project.team_until < :today) THEN (SELECT count(*) AS count_1
FROM membership
WHERE membership.project_id = project.id AND (membership.to_on IS NULL OR membership.to_on >= :today)) ELSE project.team_members END > 0 AND project.citizen_goal IS NOT NULL) THEN 100 * CASE WHEN (project.team_until < :today) THEN (SELECT count(*) AS count_2
FROM membership JOIN person ON person.id = membership.person_id
WHERE membership.project_id = project.id AND (membership.to_on IS NULL OR membership.to_on >= :today) AND (membership.role = 'citizen' OR person.actor_kind = 'citizen')) ELSE project.team_citizens END >= project.citizen_goal * CASE WHEN (project.team_until < :today) THEN (SELECT count(*) AS count_1
FROM membership
WHERE membership.project_id = project.id AND (membership.to_on IS NULL OR membership.to_on >= :today)) ELSE project.team_members END END IS NULL, CASE WHEN (CASE WHEN (project.team_until < :today) THEN (SELECT count(*) AS count_1
FROM membership
WHERE membership.project_id = project.id AND (membership.to_on IS NULL OR membership.to_on >= :today)) ELSE project.team_members END > 0 AND project.citizen_goal IS NOT NULL) THEN 100 * CASE WHEN (project.team_until < :today) THEN (SELECT count(*) AS count_2
FROM membership JOIN person ON person.id = membership.person_id
WHERE membership.project_id = project.id AND (membership.to_on IS NULL OR membership.to_on >= :today) AND (membership.role = 'citizen' OR person.actor_kind = 'citizen')) ELSE project.team_citizens END >= project.citizen_goal * CASE WHEN (project.team_until < :today) THEN (SELECT count(*) AS count_1
FROM membership
WHERE membership.project_id = project.id AND (membership.to_on IS NULL OR membership.to_on >= :today)) ELSE project.team_members END END, CASE WHEN (CASE WHEN (project.team_until < :today) THEN (SELECT count(*) AS count_1
FROM membership
WHERE membership.project_id = project.id AND (membership.to_on IS NULL OR membership.to_on >= :today)) ELSE project.team_members END > 0 AND project.citizen_goal IS NOT NULL) THEN 100 * CASE WHEN (project.team_until < :today) THEN (SELECT count(*) AS count_2
FROM membership JOIN person ON person.id = membership.person_id
WHERE membership.project_id = project.id AND (membership.to_on IS NULL OR membership.to_on >= :today) AND (membership.role = 'citizen' OR person.actor_kind = 'citizen')) ELSE project.team_citizens END >= project.citizen_goal * CASE WHEN (project.team_until < :today) THEN (SELECT count(*) AS count_1
FROM membership
WHERE membership.project_id = project.id AND (membership.to_on IS NULL OR membership.to_on >= :today)) ELSE project.team_members END END, agency.name ASC NULLS LAST, project.title ASC, project.id
-- by manager_id
SELECT project.id, project.manager_id, person.name
FROM project LEFT OUTER JOIN agency ON agency.id = project.lead_agency_id LEFT OUTER JOIN person ON person.id = project.manager_id
WHERE project.kind IN ('own') ORDER BY person.name IS NULL, person.name, project.manager_id, agency.name ASC NULLS LAST, project.title ASC, project.id
-- by province
SELECT project.id, coalesce((SELECT province.name
FROM region AS province
WHERE province.code = region.parent_code
 LIMIT 1 OFFSET 0), region.name) AS coalesce_1, coalesce((SELECT province.name
FROM region AS province
WHERE province.code = region.parent_code
 LIMIT 1 OFFSET 0), region.name) AS coalesce__1
FROM project LEFT OUTER JOIN agency ON agency.id = project.lead_agency_id LEFT OUTER JOIN region ON region.id = project.region_id
WHERE project.kind IN ('own') ORDER BY coalesce((SELECT province.name
FROM region AS province
WHERE province.code = region.parent_code
 LIMIT 1 OFFSET 0), region.name) IS NULL, coalesce((SELECT province.name
FROM region AS province
WHERE province.code = region.parent_code
 LIMIT 1 OFFSET 0), region.name), coalesce((SELECT province.name
FROM region AS province
WHERE province.code = region.parent_code
 LIMIT 1 OFFSET 0), region.name), agency.name ASC NULLS LAST, project.title ASC, project.id
-- by lead_agency_id
SELECT project.id, project.lead_agency_id, agency.name
FROM project LEFT OUTER JOIN agency ON agency.id = project.lead_agency_id
WHERE project.kind IN ('own') ORDER BY agency.name IS NULL, agency.name, project.lead_agency_id, agency.name ASC NULLS LAST, project.title ASC, project.id
-- by region_id
SELECT project.id, project.region_id, region.name
FROM project LEFT OUTER JOIN agency ON agency.id = project.lead_agency_id LEFT OUTER JOIN region ON region.id = project.region_id
WHERE project.kind IN ('own') ORDER BY region.name IS NULL, region.name, project.region_id, agency.name ASC NULLS LAST, project.title ASC, project.id
-- by government_level
SELECT project.id, project.government_level, project.government_level AS government_level__1
FROM project LEFT OUTER JOIN agency ON agency.id = project.lead_agency_id
WHERE project.kind IN ('own') ORDER BY project.government_level IS NULL, project.government_level, project.government_level, agency.name ASC NULLS LAST, project.title ASC, project.id
-- by is_foreign
SELECT project.id, project.is_foreign, project.is_foreign AS is_foreign__1
FROM project LEFT OUTER JOIN agency ON agency.id = project.lead_agency_id
WHERE project.kind IN ('own') ORDER BY project.is_foreign IS NULL, project.is_foreign, project.is_foreign, agency.name ASC NULLS LAST, project.title ASC, project.id
-- by oecd_field
SELECT project.id, project.oecd_field, project.oecd_field AS oecd_field__1
FROM project LEFT OUTER JOIN agency ON agency.id = project.lead_agency_id
WHERE project.kind IN ('own') ORDER BY project.oecd_field IS NULL, project.oecd_field, project.oecd_field, agency.name ASC NULLS LAST, project.title ASC, project.id
-- by participation_level
SELECT project.id, project.participation_level, project.participation_level AS participation_level__1
FROM project LEFT OUTER JOIN agency ON agency.id = project.lead_agency_id
WHERE project.kind IN ('own') ORDER BY project.participation_level IS NULL, project.participation_level, project.participation_level, agency.name ASC NULLS LAST, project.title ASC, project.id
-- by participation_mode
SELECT project.id, project.participation_mode, project.participation_mode AS participation_mode__1
FROM project LEFT OUTER JOIN agency ON agency.id = project.lead_agency_id
WHERE project.kind IN ('own') ORDER BY project.participation_mode IS NULL, project.participation_mode, project.participation_mode, agency.name ASC NULLS LAST, project.title ASC, project.id
-- by needs_review
SELECT project.id, project.government_level IS NULL OR project.service_field IS NULL AS anon_1, project.government_level IS NULL OR project.service_field IS NULL AS anon__1
FROM project LEFT OUTER JOIN agency ON agency.id = project.lead_agency_id
WHERE project.kind IN ('own') ORDER BY (project.government_level IS NULL OR project.service_field IS NULL) IS NULL, project.government_level IS NULL OR project.service_field IS NULL, project.government_level IS NULL OR project.service_field IS NULL, agency.name ASC NULLS LAST, project.title ASC, project.id
