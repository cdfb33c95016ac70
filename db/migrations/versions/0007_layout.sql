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
