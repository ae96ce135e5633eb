using System.Text.Json;
using Microsoft.Data.Sqlite;
using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator.Supervision.Journal;

public sealed partial class SqliteJournal
{
    /// <inheritdoc/>
    public ConfigurationWatch? LoadConfigurationWatch()
    {
        try
        {
            return Scalar(_connection, "SELECT watch FROM configuration_watch") is string json
                ? JsonSerializer.Deserialize(json, SupervisionJson.Default.ConfigurationWatch)
                : null;
        }
        catch (SqliteException e)
        {
            throw Unusable(_connection.DataSource, e);
        }
        catch (JsonException)
        {
            // Without it nothing is lost but that changes are applied without being asked for.
            return null;
        }
    }

    /// <inheritdoc/>
    public void SaveConfigurationWatch(ConfigurationWatch? watch)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = watch is null ? "DELETE FROM configuration_watch" : "INSERT OR REPLACE INTO configuration_watch (id, watch) VALUES (1, $watch)";
        if (watch is not null) command.Parameters.AddWithValue("$watch", JsonSerializer.Serialize(watch, SupervisionJson.Default.ConfigurationWatch));
        command.ExecuteNonQuery();
    }
}
