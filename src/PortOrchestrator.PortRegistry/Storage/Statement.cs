using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>
/// A prepared statement. The provider's command object costs more than most of these statements themselves take, so they are driven
/// directly. Not thread-safe.
/// </summary>
internal sealed class Statement : IDisposable
{
    private const int LongestOnStack = 256;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);

    public Statement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
        for (var i = 1; i <= raw.sqlite3_bind_parameter_count(_statement); i++)
            _positions.Add(raw.sqlite3_bind_parameter_name(_statement, i).utf8_to_string(), i);
    }

    /// <summary>Whether it changes nothing.</summary>
    public bool IsReadOnly => raw.sqlite3_stmt_readonly(_statement) != 0;

    public Row Row => new(_statement);

    public void Bind(ReadOnlySpan<(string Name, SqlValue Value)> arguments)
    {
        foreach (var (name, value) in arguments) Bind(_positions[name], value);
    }

    /// <summary>Goes to the next row; false after the last one.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW) return true;
        if (code == raw.SQLITE_DONE) return false;
        Check(code);
        return false;
    }

    /// <summary>Makes it ready for the next use; also ends its part in the transaction.</summary>
    public void Reset() => raw.sqlite3_reset(_statement);

    public void Dispose() => _statement.Dispose();

    private void Bind(int position, SqlValue value)
    {
        if (value.Text is { } text) Check(Bind(position, text));
        else if (value.Number is { } number) Check(raw.sqlite3_bind_int64(_statement, position, number));
        else Check(raw.sqlite3_bind_null(_statement, position));
    }

    private int Bind(int position, string text)
    {
        if (text.Length == 0 || text.Length > LongestOnStack) return raw.sqlite3_bind_text(_statement, position, text);
        Span<byte> bytes = stackalloc byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        return raw.sqlite3_bind_text(_statement, position, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }

    private void Check(int code)
    {
        if (code == raw.SQLITE_OK) return;
        throw new SqliteException(raw.sqlite3_errmsg(_database).utf8_to_string(), code & 0xff, code);
    }
}
