namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>The file's tables. A change is a new entry at the end of the list; an entry that was released never changes.</summary>
internal static class Schema
{
    /// <summary>The version that this program writes.</summary>
    public static int Version => Migrations.Length;

    private static readonly string[] Migrations =
    [
        """
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
        """,
        """
        -- Where a checkout was seen, so that an unmounted disk or another container's folder is not taken for a deleted one.
        ALTER TABLE checkouts ADD COLUMN place TEXT;
        ALTER TABLE checkouts ADD COLUMN mount_point TEXT;
        ALTER TABLE checkouts ADD COLUMN mount_source TEXT;

        ALTER TABLE claims ADD COLUMN persistence TEXT NOT NULL DEFAULT 'stable' CHECK (persistence IN ('stable', 'lease', 'ephemeral'));
        ALTER TABLE claims ADD COLUMN collected INTEGER NOT NULL DEFAULT 0;

        -- Who keeps a lease: processes, or a time (pid is null). Ticks are milliseconds since the boot, which no setting of the clock changes.
        CREATE TABLE lease_owners (
            claim_id      INTEGER NOT NULL REFERENCES claims ON DELETE CASCADE,
            pid           INTEGER NOT NULL,
            started       INTEGER NOT NULL,
            boot_id       TEXT NOT NULL,
            pid_namespace TEXT NOT NULL,
            expires_tick  INTEGER,
            expires_at    INTEGER,
            PRIMARY KEY (claim_id, pid, started, boot_id, pid_namespace)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE ranges (
            project_id TEXT PRIMARY KEY,
            name       TEXT NOT NULL,
            first      INTEGER NOT NULL,
            last       INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE conflicts (
            claim_id  INTEGER PRIMARY KEY REFERENCES claims ON DELETE CASCADE,
            address   TEXT,
            pid       INTEGER,
            command   TEXT,
            user_name TEXT,
            seen_at   INTEGER NOT NULL
        ) STRICT;

        ALTER TABLE service_states ADD COLUMN pid_started INTEGER;
        ALTER TABLE service_states ADD COLUMN boot_id TEXT;
        ALTER TABLE service_states ADD COLUMN pid_namespace TEXT;

        DROP TABLE quarantine;
        CREATE TABLE quarantine (
            port         INTEGER NOT NULL,
            protocol     TEXT NOT NULL,
            former_owner TEXT NOT NULL,
            boot_id      TEXT NOT NULL,
            until_tick   INTEGER NOT NULL,
            PRIMARY KEY (port, protocol)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE changes (
            sequence   INTEGER PRIMARY KEY,
            at         INTEGER NOT NULL,
            kind       TEXT NOT NULL,
            port       INTEGER NOT NULL,
            protocol   TEXT NOT NULL,
            project    TEXT NOT NULL,
            project_id TEXT NOT NULL,
            checkout   TEXT NOT NULL,
            service    TEXT NOT NULL,
            name       TEXT NOT NULL,
            replica    INTEGER NOT NULL
        ) STRICT;

        -- Triggers, so that no way of changing a claim can forget to tell those who watch.
        CREATE TRIGGER claims_inserted AFTER INSERT ON claims WHEN NEW.released_at IS NULL BEGIN
            INSERT INTO changes (at, kind, port, protocol, project, project_id, checkout, service, name, replica)
                SELECT NEW.allocated_at, 'allocated', NEW.port, NEW.protocol, k.name, k.project_id, k.checkout, NEW.service, NEW.name, NEW.replica
                FROM checkouts k WHERE k.checkout_id = NEW.checkout_id;
        END;
        CREATE TRIGGER claims_renewed AFTER UPDATE OF released_at ON claims WHEN OLD.released_at IS NOT NULL AND NEW.released_at IS NULL BEGIN
            INSERT INTO changes (at, kind, port, protocol, project, project_id, checkout, service, name, replica)
                SELECT NEW.allocated_at, 'allocated', NEW.port, NEW.protocol, k.name, k.project_id, k.checkout, NEW.service, NEW.name, NEW.replica
                FROM checkouts k WHERE k.checkout_id = NEW.checkout_id;
        END;
        CREATE TRIGGER claims_released AFTER UPDATE OF released_at ON claims WHEN OLD.released_at IS NULL AND NEW.released_at IS NOT NULL BEGIN
            INSERT INTO changes (at, kind, port, protocol, project, project_id, checkout, service, name, replica)
                SELECT NEW.released_at, iif(NEW.collected, 'collected', 'released'), OLD.port, OLD.protocol, k.name, k.project_id, k.checkout,
                    OLD.service, OLD.name, OLD.replica
                FROM checkouts k WHERE k.checkout_id = OLD.checkout_id;
            DELETE FROM conflicts WHERE claim_id = OLD.claim_id;
            DELETE FROM lease_owners WHERE claim_id = OLD.claim_id;
        END;
        CREATE TRIGGER conflicts_inserted AFTER INSERT ON conflicts BEGIN
            INSERT INTO changes (at, kind, port, protocol, project, project_id, checkout, service, name, replica)
                SELECT NEW.seen_at, 'conflicted', c.port, c.protocol, k.name, k.project_id, k.checkout, c.service, c.name, c.replica
                FROM claims c JOIN checkouts k USING (checkout_id) WHERE c.claim_id = NEW.claim_id;
        END;
        CREATE TRIGGER conflicts_deleted AFTER DELETE ON conflicts BEGIN
            INSERT INTO changes (at, kind, port, protocol, project, project_id, checkout, service, name, replica)
                SELECT coalesce(c.released_at, OLD.seen_at), 'cleared', c.port, c.protocol, k.name, k.project_id, k.checkout, c.service, c.name, c.replica
                FROM claims c JOIN checkouts k USING (checkout_id) WHERE c.claim_id = OLD.claim_id;
        END;
        CREATE TRIGGER changes_trimmed AFTER INSERT ON changes WHEN NEW.sequence % 1000 = 0 BEGIN
            DELETE FROM changes WHERE sequence <= NEW.sequence - 10000;
        END;

        DROP VIEW allocations;
        CREATE VIEW allocations AS
            SELECT c.port, c.protocol, c.service, c.name, c.replica, k.name AS project, k.project_id, k.checkout, k.root, c.mode, c.wanted,
                   c.shared, c.external, strftime('%Y-%m-%dT%H:%M:%fZ', c.allocated_at / 1000.0, 'unixepoch') AS allocated_at,
                   s.state, s.health, s.pid, c.persistence, x.pid AS conflict_pid, x.command AS conflict_command
            FROM claims c
            JOIN checkouts k USING (checkout_id)
            LEFT JOIN service_states s USING (checkout_id, service, replica)
            LEFT JOIN conflicts x USING (claim_id)
            WHERE c.released_at IS NULL;
        """,
        """
        -- Each page that an allocation touches is written to the log: the holder of a port stands in one index, its few sharers in another.
        DROP INDEX claims_port;
        CREATE INDEX claims_sharing ON claims (port, protocol) WHERE released_at IS NULL AND shared = 1;
        """,
        """
        -- What sessions and folder hooks may start: the files of a project as they were approved, and folders with all that is in them.
        CREATE TABLE approvals (
            approval_id INTEGER PRIMARY KEY,
            project_id  TEXT NOT NULL,
            digest      TEXT NOT NULL,
            name        TEXT NOT NULL,
            root        TEXT NOT NULL,
            origin      TEXT NOT NULL,
            approved_at INTEGER NOT NULL,
            UNIQUE (project_id, digest)
        ) STRICT;

        CREATE TABLE approved_files (
            approval_id   INTEGER NOT NULL REFERENCES approvals ON DELETE CASCADE,
            position      INTEGER NOT NULL,
            path          TEXT NOT NULL,
            hash          TEXT NOT NULL,
            is_definition INTEGER NOT NULL,
            PRIMARY KEY (approval_id, position)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE trusted_folders (
            path       TEXT PRIMARY KEY,
            trusted_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """,
        """
        -- Which checkout uses which service that others use, too. A row goes with either checkout, and says nothing after the next start of the machine.
        CREATE TABLE service_users (
            owner_id INTEGER NOT NULL REFERENCES checkouts ON DELETE CASCADE,
            service  TEXT NOT NULL,
            user_id  INTEGER NOT NULL REFERENCES checkouts ON DELETE CASCADE,
            boot_id  TEXT,
            since    INTEGER NOT NULL,
            PRIMARY KEY (owner_id, service, user_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX service_users_user ON service_users (user_id);
        """,
        """
        -- Without a reference to the checkouts: a session may want services where nothing holds a port, and its end is told when its folder is gone.
        CREATE TABLE sessions (
            agent          TEXT NOT NULL,
            session_id     TEXT NOT NULL,
            project_id     TEXT NOT NULL,
            checkout       TEXT NOT NULL,
            project        TEXT NOT NULL,
            root           TEXT NOT NULL,
            git_common_dir TEXT,
            pid            INTEGER,
            pid_started    INTEGER,
            boot_id        TEXT,
            pid_namespace  TEXT,
            started_at     INTEGER NOT NULL,
            seen_at        INTEGER NOT NULL,
            expires_at     INTEGER,
            ended_at       INTEGER,
            grace          INTEGER NOT NULL,
            stop_policy    TEXT NOT NULL CHECK (stop_policy IN ('grace', 'never', 'immediate')),
            -- Whether somebody has seen to the services since.
            settled        INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (agent, session_id, project_id, checkout)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX sessions_checkout ON sessions (project_id, checkout);
        """,
    ];

    /// <summary>Reads the version of an open file; 0 is a new one.</summary>
    public static int Read(RegistryConnection connection) => (int)connection.Number("PRAGMA user_version")!;

    /// <summary>Brings the file to <see cref="Version"/>. Call it inside a write transaction.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="from">The file's version.</param>
    /// <param name="now">The time, in milliseconds since 1970.</param>
    public static void Migrate(RegistryConnection connection, int from, long now)
    {
        for (var version = from; version < Version; version++)
        {
            connection.Run(Migrations[version]);
            connection.Run($"PRAGMA user_version = {version + 1}");
        }
        if (from == 0)
            connection.Execute("INSERT OR IGNORE INTO meta (key, value) VALUES ('created_at', $now)", ("$now", DateTimeOffset.FromUnixTimeMilliseconds(now).ToString("O")));
    }
}
