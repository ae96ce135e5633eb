using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>Turns what can go wrong with the file into exceptions that say what, where and what to do next.</summary>
internal static class RegistryFailure
{
    private const string Elsewhere = "set PORTORCHESTRATOR_HOME to a folder that is";

    public static RegistryException From(Exception cause, string path) => cause switch
    {
        SqliteException { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED } => Locked(path, null, cause),
        SqliteException { SqliteErrorCode: raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB } or FormatException => Unavailable(
            path, $"The port registry '{path}' is damaged: {cause.Message.TrimEnd('.')}. Move the file away (a new one is made; running services keep their ports), or set PORTORCHESTRATOR_HOME to another folder.", cause),
        SqliteException { SqliteErrorCode: raw.SQLITE_FULL } => Unavailable(
            path, $"The disk of the port registry '{path}' is full. Free some space, or set PORTORCHESTRATOR_HOME to a folder on another disk.", cause),
        PortOrchestratorException { InnerException: { } inner } => Unwritable(path, inner),
        _ => Unwritable(path, cause),
    };

    public static RegistryException Locked(string path, TimeSpan? waited, Exception? cause = null) => Unavailable(
        path, $"Another process keeps the port registry '{path}' locked{(waited is { } w ? FormattableString.Invariant($" for more than {w.TotalSeconds:0.#} s") : "")}. Try again, and end the process that holds the file if it lasts, or set PORTORCHESTRATOR_HOME to another folder.", cause);

    public static RegistryException TooNew(string path, int found) => new(
        ErrorCode.SchemaTooNew, path, $"The port registry '{path}' has schema {found}, and this version knows only {Schema.Version}; it was left untouched. Update PortOrchestrator, or set PORTORCHESTRATOR_HOME to another folder.");

    private static RegistryException Unwritable(string path, Exception cause) => Unavailable(
        path, $"The port registry '{path}' cannot be used: {cause.Message.TrimEnd('.')}. Make the file and its folder readable and writable for you, or {Elsewhere}.", cause);

    private static RegistryException Unavailable(string path, string message, Exception? cause) => new(ErrorCode.RegistryUnavailable, path, message, cause);
}
