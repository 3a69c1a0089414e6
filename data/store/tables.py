"""The store's tables. What is filtered or sorted by is a column; what is only printed lies in JSON.

An analysis is of a text alone; articles with the same text point to one. People are told apart over all analyses, so
who speaks in a statement and whom it is about is written in later, and the counts of each person with it.
"""

VERSION = 5
"""Kept in SQLite's user_version; ``migrations`` brings older library files to it, newer ones are refused."""

PLACES = 1 << 20
"""Statements, or claims, that one analysis can have: their ``no`` is the analysis' number times this, and the place."""

TABLES = """
CREATE TABLE analyses (
    no INTEGER PRIMARY KEY,           -- the order of reading
    hash TEXT NOT NULL,               -- SHA-256 of the text
    fingerprint TEXT NOT NULL,        -- of the rules, the lexicons and the model that made it
    name TEXT NOT NULL UNIQUE,        -- what people are told apart by: the id of the article it was made for
    told TEXT NOT NULL,               -- JSON: title, outlet, ... as the text itself gives them
    text TEXT NOT NULL,
    UNIQUE (hash, fingerprint)
);
CREATE INDEX analyses_made_by ON analyses (fingerprint);

CREATE TABLE articles (
    no INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    given TEXT NOT NULL,              -- the id it was read under, which another article may have had before
    analysis INTEGER NOT NULL REFERENCES analyses,
    key TEXT NOT NULL,                -- the first half of its statements' ids
    path TEXT, title TEXT, outlet TEXT, published TEXT, url TEXT, author TEXT,
    outlet_key TEXT                   -- without case
);
CREATE INDEX articles_of ON articles (analysis);
CREATE INDEX articles_by_key ON articles (key);
CREATE INDEX articles_by_given ON articles (given);
CREATE INDEX articles_by_path ON articles (path);
CREATE INDEX articles_by_outlet ON articles (outlet_key);
CREATE INDEX articles_by_date ON articles (published);

CREATE TABLE marks (                  -- what else is to be known of the file, such as whose keys the names have
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE people (
    no INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    gender TEXT,
    roles TEXT NOT NULL,              -- JSON list of {role, docs, first, last}
    spellings TEXT NOT NULL,          -- JSON list of {text, count, docs, why}; a text in several articles counts once
    stale INTEGER NOT NULL DEFAULT 0, -- its texts, their dates or what is decided on it changed: to be told apart anew
    -- how often, and in how many articles, each article with its own count
    mentions INTEGER NOT NULL DEFAULT 0, docs INTEGER NOT NULL DEFAULT 0,
    statements INTEGER NOT NULL DEFAULT 0, statement_docs INTEGER NOT NULL DEFAULT 0,
    attributions INTEGER NOT NULL DEFAULT 0, attribution_docs INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX people_mentioned ON people (mentions DESC, docs DESC);
CREATE INDEX people_quoted ON people (statements DESC, statement_docs DESC) WHERE attributions > 0;
CREATE INDEX people_stale ON people (no) WHERE stale;

CREATE TABLE redirects (              -- ids of those whose entities all went to somebody else
    id TEXT PRIMARY KEY,
    person INTEGER NOT NULL REFERENCES people,  -- to whom
    kind TEXT NOT NULL, name TEXT NOT NULL, spellings TEXT NOT NULL  -- what they were: for the day they part again
) WITHOUT ROWID;
CREATE INDEX redirects_to ON redirects (person);

CREATE TABLE heirs (                  -- in analyses made anew: what now stands where an entity of this person stood
    person INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
    analysis INTEGER NOT NULL REFERENCES analyses ON DELETE CASCADE,
    entity INTEGER NOT NULL,
    PRIMARY KEY (person, analysis, entity)
) WITHOUT ROWID;

CREATE TABLE names (                  -- what people are found by; whoever tells them apart makes the keys
    key TEXT NOT NULL,
    person INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
    PRIMARY KEY (key, person)
) WITHOUT ROWID;
CREATE INDEX names_of ON names (person);

CREATE TABLE entities (
    analysis INTEGER NOT NULL REFERENCES analyses ON DELETE CASCADE,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    gender TEXT,
    roles TEXT NOT NULL,              -- JSON list
    mentions TEXT NOT NULL,           -- JSON list of [start, end, text, form]
    count INTEGER NOT NULL,           -- of the mentions
    person INTEGER REFERENCES people, -- null until it is told who it is
    PRIMARY KEY (analysis, number)
) WITHOUT ROWID;
CREATE INDEX entities_of ON entities (person);

CREATE TABLE attributions (
    no INTEGER PRIMARY KEY,           -- rising from analysis to analysis, and with the place in the text
    analysis INTEGER NOT NULL REFERENCES analyses ON DELETE CASCADE,
    key TEXT NOT NULL,                -- the second half of the id
    type TEXT NOT NULL,
    class TEXT,
    entity INTEGER,
    person INTEGER,                   -- whose entity it is
    confidence REAL NOT NULL,
    statement INTEGER NOT NULL,
    text TEXT NOT NULL,
    body TEXT NOT NULL                -- JSON: all the rest of the row as it is printed
);
CREATE INDEX attributions_of ON attributions (analysis);
CREATE INDEX attributions_by ON attributions (person);
CREATE INDEX attributions_counted ON attributions (analysis, person, statement, class, type, confidence);

CREATE TABLE corrected (              -- whose statements are by a reader's decision; attributions.person goes by it
    no INTEGER PRIMARY KEY REFERENCES attributions ON DELETE CASCADE,
    person INTEGER,                   -- null for nobody's
    told TEXT NOT NULL                -- JSON: the key "corrected" of the row as it is printed
);
CREATE INDEX corrected_to ON corrected (person);

CREATE TABLE dropped (                -- what a reader says is no statement: here, and nowhere else
    no INTEGER PRIMARY KEY,           -- as in attributions
    analysis INTEGER NOT NULL REFERENCES analyses ON DELETE CASCADE,
    rows TEXT NOT NULL                -- JSON: the rows of attributions, about and claims that it had
);
CREATE INDEX dropped_of ON dropped (analysis);

CREATE TABLE sketches (               -- by which nearly equal texts are found (sketches.py)
    analysis INTEGER PRIMARY KEY REFERENCES analyses ON DELETE CASCADE,
    size INTEGER NOT NULL,            -- how many shingles the text has
    sketch BLOB NOT NULL
);

CREATE TABLE about (                  -- the entities that a statement is about
    attribution INTEGER NOT NULL REFERENCES attributions ON DELETE CASCADE,
    entity INTEGER NOT NULL,
    person INTEGER,
    PRIMARY KEY (attribution, entity)
) WITHOUT ROWID;
CREATE INDEX about_whom ON about (person, attribution);

CREATE TABLE claims (
    no INTEGER PRIMARY KEY,           -- as in attributions
    analysis INTEGER NOT NULL REFERENCES analyses ON DELETE CASCADE,
    key TEXT NOT NULL,                -- the second half of the id
    kind TEXT NOT NULL,
    class TEXT NOT NULL,
    attribution INTEGER,              -- the number of the statement that it is a part of
    entity INTEGER,                   -- whose claim it is; who that is stands with the entity
    entities TEXT NOT NULL,           -- JSON list of those it mentions
    worth REAL NOT NULL,              -- how much it wants a check
    numeric INTEGER NOT NULL,         -- whether there is a figure in it
    denied INTEGER NOT NULL,          -- whether it is negated or denied
    text TEXT NOT NULL,
    body TEXT NOT NULL                -- JSON: claimrecords.claim_json
);
CREATE INDEX claims_of ON claims (analysis);
CREATE INDEX claims_by_worth ON claims (worth DESC);

CREATE VIRTUAL TABLE words USING fts5 (
    text, content = 'attributions', content_rowid = 'no', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER keep_words AFTER INSERT ON attributions BEGIN
    INSERT INTO words (rowid, text) VALUES (new.no, new.text);
END;
CREATE TRIGGER forget_words AFTER DELETE ON attributions BEGIN
    INSERT INTO words (words, rowid, text) VALUES ('delete', old.no, old.text);
END;

CREATE VIRTUAL TABLE texts USING fts5 (  -- which whole texts have a word: enough to find where words may stand
    text, content = 'analyses', content_rowid = 'no', tokenize = 'unicode61 remove_diacritics 2', detail = none
);
CREATE TRIGGER keep_texts AFTER INSERT ON analyses BEGIN
    INSERT INTO texts (rowid, text) VALUES (new.no, new.text);
END;
CREATE TRIGGER forget_texts AFTER DELETE ON analyses BEGIN
    INSERT INTO texts (texts, rowid, text) VALUES ('delete', old.no, old.text);
END;
"""
