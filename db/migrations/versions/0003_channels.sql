CREATE TABLE channel_rule (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid VARCHAR(36) NOT NULL, 
	channel VARCHAR(20) NOT NULL, 
	answer_days INTEGER, 
	counts_from VARCHAR(20) NOT NULL, 
	supporters INTEGER, 
	period_days INTEGER, 
	basis TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT uq_channel_rule_uid UNIQUE (uid), 
	CONSTRAINT uq_channel_rule_channel UNIQUE (channel)
);
