"""신청자와 추첨 of a project, in the tab of its team."""
