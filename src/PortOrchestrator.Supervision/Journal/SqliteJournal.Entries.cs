using System.Text.Json;
using Microsoft.Data.Sqlite;
using PortOrchestrator.Supervision.Protocol;
using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Supervision.Journal;

public sealed partial class SqliteJournal
{
    // A specification is large and hardly ever changes: it is written when it is another one than last time.
    private readonly Dictionary<string, ServiceSpec> _specs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _kept = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IReadOnlyList<JournalEntry> Load()
    {
        try
        {
            // A supervisor that is just being started has made the file, and not yet what is in it.
            if (Scalar(_connection, "SELECT 1 FROM sqlite_master WHERE name = 'instances'") is null) return [];
            var shared = LoadShared();
            using var command = _connection.CreateCommand();
            command.CommandText = $"SELECT name, entry, {(HasColumn("spec") ? "spec" : "NULL")} FROM instances ORDER BY position";
            using var reader = command.ExecuteReader();
            var entries = new List<JournalEntry>();
            while (reader.Read()) entries.Add(Parse(reader.GetString(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2), shared));
            if (_writes) ForgetUnused(entries, shared.Keys);
            return entries;
        }
        catch (SqliteException e)
        {
            throw Unusable(_connection.DataSource, e);
        }
    }

    /// <inheritdoc/>
    public void Save(IReadOnlyCollection<JournalEntry> entries)
    {
        if (entries.Count == 0) return;
        using var transaction = _connection.BeginTransaction();
        var added = KeepShared(entries, transaction);
        using var update = _connection.CreateCommand();
        update.Transaction = transaction;
        update.CommandText = "UPDATE instances SET entry = $entry WHERE name = $name";
        var name = update.Parameters.Add("$name", SqliteType.Text);
        var json = update.Parameters.Add("$entry", SqliteType.Text);
        foreach (var entry in entries)
        {
            name.Value = entry.Snapshot.Name;
            json.Value = JsonSerializer.Serialize(entry, SupervisionJson.Default.JournalEntry);
            if (ReferenceEquals(_specs.GetValueOrDefault(entry.Snapshot.Name), entry.Spec)) update.ExecuteNonQuery();
            else Write(entry, (string)json.Value, transaction);
        }

        transaction.Commit();
        _kept.UnionWith(added);
        foreach (var entry in entries) _specs[entry.Snapshot.Name] = entry.Spec;
    }

    // A journal of an earlier version has no such table until a supervisor opens it.
    private Dictionary<string, SharedVariables> LoadShared()
    {
        var shared = new Dictionary<string, SharedVariables>(StringComparer.Ordinal);
        if (Scalar(_connection, "SELECT 1 FROM sqlite_master WHERE name = 'shared_variables'") is null) return shared;
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT id, variables FROM shared_variables";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var id = reader.GetString(0);
            // Damage shows where it is needed.
            if (TryParse(reader.GetString(1)) is { } variables) shared[id] = new SharedVariables(id, variables);
        }

        return shared;
    }

    private static Dictionary<string, string>? TryParse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, SupervisionJson.Default.DictionaryStringString);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void ForgetUnused(IReadOnlyList<JournalEntry> entries, IEnumerable<string> known)
    {
        _kept.UnionWith(entries.Select(e => e.Spec.Environment).OfType<LayeredVariables>().Select(v => v.SharedId));
        foreach (var unused in known.Where(id => !_kept.Contains(id)).ToList())
        {
            using var command = _connection.CreateCommand();
            command.CommandText = "DELETE FROM shared_variables WHERE id = $id";
            command.Parameters.AddWithValue("$id", unused);
            command.ExecuteNonQuery();
        }
    }

    // In the transaction of the entries that need them. Returns what was new.
    private List<string> KeepShared(IReadOnlyCollection<JournalEntry> entries, SqliteTransaction transaction)
    {
        var added = new List<string>();
        foreach (var shared in entries.Select(e => (e.Spec.Environment as LayeredVariables)?.Shared).Distinct())
        {
            if (shared is null || _kept.Contains(shared.Id)) continue;
            using var command = _connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = "INSERT OR IGNORE INTO shared_variables (id, variables) VALUES ($id, $variables)";
            command.Parameters.AddWithValue("$id", shared.Id);
            command.Parameters.AddWithValue("$variables", JsonSerializer.Serialize(new Dictionary<string, string>(shared.Variables), SupervisionJson.Default.DictionaryStringString));
            command.ExecuteNonQuery();
            added.Add(shared.Id);
        }

        return added;
    }

    private void Write(JournalEntry entry, string json, SqliteTransaction transaction)
    {
        using var command = _connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = """
            INSERT INTO instances (name, position, entry, spec)
            VALUES ($name, (SELECT COALESCE(MAX(position), 0) + 1 FROM instances), $entry, $spec)
            ON CONFLICT (name) DO UPDATE SET entry = excluded.entry, spec = excluded.spec
            """;
        command.Parameters.AddWithValue("$name", entry.Snapshot.Name);
        command.Parameters.AddWithValue("$entry", json);
        command.Parameters.AddWithValue("$spec", JsonSerializer.Serialize(entry.Spec, SupervisionJson.Default.ServiceSpec));
        command.ExecuteNonQuery();
    }

    private bool HasColumn(string column) => Scalar(_connection, $"SELECT 1 FROM pragma_table_info('instances') WHERE name = '{column}'") is not null;

    private JournalEntry Parse(string name, string json, string? specification, Dictionary<string, SharedVariables> shared)
    {
        try
        {
            var entry = JsonSerializer.Deserialize(json, SupervisionJson.Default.JournalEntry) ?? throw new JsonException("it is empty");
            var spec = specification is null ? entry.Spec : JsonSerializer.Deserialize(specification, SupervisionJson.Default.ServiceSpec);
            return entry with { Spec = (spec ?? throw new JsonException("its specification is missing")).Linked(shared) };
        }
        catch (JsonException e)
        {
            throw new PortOrchestratorException(
                ErrorCode.StateUnavailable,
                $"The journal '{_connection.DataSource}' cannot be read: what it says of '{name}' is damaged ({e.Message}). Move the file away while nothing runs.",
                e);
        }
    }
}
