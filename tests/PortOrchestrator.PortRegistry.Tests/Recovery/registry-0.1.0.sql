-- What version 0.1.0 wrote.
CREATE TABLE checkouts (
    checkout_id    INTEGER PRIMARY KEY,
    project_id     TEXT NOT NULL,
    checkout       TEXT NOT NULL,
    name           TEXT NOT NULL,
    root           TEXT NOT NULL,
    git_common_dir TEXT,
    last_seen      INTEGER NOT NULL,
    UNIQUE (project_id, checkout)
) STRICT;

-- One row per owner, live while released_at is null; afterwards it remembers the owner's last port.
CREATE TABLE claims (
    claim_id            INTEGER PRIMARY KEY,
    checkout_id         INTEGER NOT NULL REFERENCES checkouts ON DELETE CASCADE,
    service             TEXT NOT NULL,
    name                TEXT NOT NULL,
    replica             INTEGER NOT NULL,
    protocol            TEXT NOT NULL CHECK (protocol IN ('tcp', 'udp')),
    port                INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
    mode                TEXT NOT NULL,
    wanted              INTEGER,
    shared              INTEGER NOT NULL,
    external            INTEGER NOT NULL,
    allocated_at        INTEGER NOT NULL,
    released_at         INTEGER,
    owner_pid           INTEGER NOT NULL,
    owner_started       INTEGER NOT NULL,
    owner_boot_id       TEXT,
    owner_pid_namespace TEXT,
    UNIQUE (checkout_id, service, name, replica, protocol)
) STRICT;
-- Sharers of an exact port stand beside the one row that holds it.
CREATE UNIQUE INDEX claims_live_port ON claims (port, protocol) WHERE released_at IS NULL AND shared = 0;
CREATE INDEX claims_port ON claims (port, protocol) WHERE released_at IS NULL;
CREATE INDEX claims_wanted ON claims (wanted, protocol) WHERE released_at IS NULL AND wanted IS NOT NULL;

CREATE TABLE quarantine (
    port        INTEGER NOT NULL,
    protocol    TEXT NOT NULL,
    former_owner TEXT NOT NULL,
    until       INTEGER NOT NULL,
    PRIMARY KEY (port, protocol)
) STRICT, WITHOUT ROWID;

CREATE TABLE service_states (
    checkout_id INTEGER NOT NULL REFERENCES checkouts ON DELETE CASCADE,
    service     TEXT NOT NULL,
    replica     INTEGER NOT NULL,
    state       TEXT NOT NULL,
    health      TEXT NOT NULL,
    pid         INTEGER,
    recorded_at INTEGER NOT NULL,
    PRIMARY KEY (checkout_id, service, replica)
) STRICT, WITHOUT ROWID;

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE VIEW allocations AS
    SELECT c.port, c.protocol, c.service, c.name, c.replica, k.name AS project, k.project_id, k.checkout, k.root, c.mode, c.wanted,
           c.shared, c.external, strftime('%Y-%m-%dT%H:%M:%fZ', c.allocated_at / 1000.0, 'unixepoch') AS allocated_at,
           s.state, s.health, s.pid
    FROM claims c
    JOIN checkouts k USING (checkout_id)
    LEFT JOIN service_states s USING (checkout_id, service, replica)
    WHERE c.released_at IS NULL;

CREATE VIEW services AS
    SELECT s.service, s.replica, k.name AS project, k.checkout, c.port, s.pid, s.state, s.health
    FROM service_states s
    JOIN checkouts k USING (checkout_id)
    LEFT JOIN claims c ON c.checkout_id = s.checkout_id AND c.service = s.service AND c.replica = s.replica AND c.released_at IS NULL;

PRAGMA user_version = 1;
INSERT INTO meta VALUES ('created_at', '2025-11-03T09:12:44.0000000+00:00');
INSERT INTO checkouts VALUES (1, 'shop', 'main', 'shop', '/src/shop', NULL, 1762161164000), (2, 'shop', 'fix', 'shop', '/src/shop-fix', '/src/shop/.git', 1762161164000);
INSERT INTO claims VALUES
    (1, 1, 'web', 'default', 0, 'tcp', 20001, 'auto', NULL, 0, 0, 1762161164000, NULL, 4711, 123, 'b', 'pid:[1]'),
    (2, 1, 'web', 'admin', 0, 'tcp', 20002, 'prefer', 9000, 0, 0, 1762161164000, NULL, 4711, 123, 'b', 'pid:[1]'),
    (3, 2, 'web', 'default', 0, 'tcp', 20003, 'auto', NULL, 0, 0, 1762161164000, NULL, 4711, 123, 'b', 'pid:[1]'),
    (4, 1, 'redis', 'default', 0, 'tcp', 6379, 'exact', 6379, 0, 0, 1762161164000, NULL, 4711, 123, 'b', 'pid:[1]'),
    (5, 1, 'old', 'default', 0, 'tcp', 20009, 'auto', NULL, 0, 0, 1762161164000, 1762161264000, 4711, 123, 'b', 'pid:[1]');
INSERT INTO quarantine VALUES (20009, 'tcp', 'shop main old default 0', 1762161279000);
INSERT INTO service_states VALUES (1, 'web', 0, 'running', 'healthy', 4711, 1762161164000);
