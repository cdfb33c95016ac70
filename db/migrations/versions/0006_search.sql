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

