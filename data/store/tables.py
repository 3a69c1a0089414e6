"""The store's tables. What is filtered or sorted by is a column; what is only printed lies in a JSON ``body``."""

VERSION = 1
"""Kept in SQLite's user_version; a library file of another version is refused."""

TABLES = """
CREATE TABLE articles (
    no INTEGER PRIMARY KEY,           -- the order of reading
    id TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL,
    path TEXT, title TEXT, outlet TEXT, published TEXT, url TEXT, author TEXT,
    fingerprint TEXT NOT NULL         -- of the rules and the model that analysed it
);

CREATE TABLE people (
    id TEXT PRIMARY KEY,
    place INTEGER NOT NULL,           -- the order in which identification gave them
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    count INTEGER NOT NULL,
    docs INTEGER NOT NULL
);
CREATE TABLE roles (
    person TEXT NOT NULL REFERENCES people ON DELETE CASCADE, place INTEGER, role TEXT
);
CREATE INDEX roles_of ON roles (person, place);
CREATE TABLE spellings (
    person TEXT NOT NULL REFERENCES people ON DELETE CASCADE, place INTEGER, text TEXT, count INTEGER
);
CREATE INDEX spellings_of ON spellings (person, place);

CREATE TABLE entities (
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    gender TEXT,
    roles TEXT NOT NULL,              -- JSON list
    person TEXT,                      -- filled in by identification, which sees all articles
    PRIMARY KEY (article, number)
) WITHOUT ROWID;
CREATE INDEX entities_of ON entities (person);

CREATE TABLE mentions (
    article INTEGER NOT NULL,
    entity INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, form TEXT NOT NULL,
    FOREIGN KEY (article, entity) REFERENCES entities ON DELETE CASCADE
);
CREATE INDEX mentions_of ON mentions (article, entity);
CREATE INDEX mentions_at ON mentions (article, start);

CREATE TABLE attributions (
    no INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    id TEXT NOT NULL,
    start INTEGER NOT NULL,           -- of the first content span
    type TEXT NOT NULL,
    class TEXT,
    entity INTEGER,
    confidence REAL NOT NULL,
    statement INTEGER NOT NULL,
    body TEXT NOT NULL                -- JSON: all the rest of the row as it is printed
);
CREATE INDEX attributions_of ON attributions (article, start);

CREATE TABLE spans (
    attribution INTEGER NOT NULL REFERENCES attributions ON DELETE CASCADE,
    article INTEGER NOT NULL,
    role TEXT NOT NULL,               -- content, source, addressee, context
    start INTEGER NOT NULL, "end" INTEGER NOT NULL
);
CREATE INDEX spans_of ON spans (attribution, role);
CREATE INDEX spans_in ON spans (article, role, start);

CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2');
CREATE TRIGGER forget_words AFTER DELETE ON attributions BEGIN DELETE FROM words WHERE rowid = old.no; END;
"""
