using SQLitePCL;

namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>The row that a statement stands on. Valid until the statement moves on.</summary>
internal readonly struct Row(sqlite3_stmt statement)
{
    public long Int64(int column) => raw.sqlite3_column_int64(statement, column);

    public int Int32(int column) => checked((int)Int64(column));

    public bool Flag(int column) => Int64(column) != 0;

    public int? OptionalInt32(int column) => IsNull(column) ? null : Int32(column);

    public long? OptionalInt64(int column) => IsNull(column) ? null : Int64(column);

    public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string() ?? "";

    public string? OptionalText(int column) => IsNull(column) ? null : Text(column);

    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;
}
