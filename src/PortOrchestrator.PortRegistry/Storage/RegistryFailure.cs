using Microsoft.Data.Sqlite;

namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>Turns what can go wrong with the file into exceptions that say what, where and what to do next.</summary>
internal static class RegistryFailure
{
    private const string Elsewhere = "set PORTORCHESTRATOR_HOME to a folder that is";

    /// <summary>Whether the file or its place is to blame, and not this program.</summary>
    public static bool IsExpected(Exception e) => e is SqliteException or FormatException or IOException or UnauthorizedAccessException
        or PortOrchestratorException { Code: ErrorCode.StateUnavailable };

    /// <summary>Makes the exception that callers get.</summary>
    /// <param name="cause">What went wrong.</param>
    /// <param name="path">The file, as the user named it.</param>
    /// <param name="readOnly">Whether nothing may be changed, so that nothing was tried against it either.</param>
    public static RegistryException From(Exception cause, string path, bool readOnly = false) => cause switch
    {
        _ when SqliteErrors.IsBusy(cause) => Locked(path, null, cause),
        _ when SqliteErrors.IsDamage(cause) && readOnly => Unavailable(
            path, $"The port registry '{path}' is damaged: {Reason(cause)}. Nothing has to be done by hand: the next command that allocates, releases or starts something sets the file aside and rebuilds it from its backup.", cause),
        _ when SqliteErrors.IsDamage(cause) || cause is FormatException => Unavailable(
            path, $"The port registry '{path}' is damaged{(SqliteErrors.IsDamage(cause) ? " and could not be rebuilt" : "")}: {Reason(cause)}. End the programs that use it, move it and the files beside it whose names begin with its own away (a new one is made; running services keep their ports), or set PORTORCHESTRATOR_HOME to another folder.", cause),
        _ when SqliteErrors.IsFull(cause) => Unavailable(
            path, $"The disk of the port registry '{path}' is full, so nothing can be recorded; what is recorded stays. Free some space, or set PORTORCHESTRATOR_HOME to a folder on another disk.", cause),
        _ when SqliteErrors.IsWithoutLocks(cause) => Unavailable(
            path, $"The file system of the port registry '{path}' does not lock files reliably: {Reason(cause)}. Set PORTORCHESTRATOR_HOME to a folder on a local disk.", cause),
        PortOrchestratorException { InnerException: { } inner } => Unwritable(path, inner),
        _ => Unwritable(path, cause),
    };

    public static RegistryException Locked(string path, TimeSpan? waited, Exception? cause = null) => Unavailable(
        path, $"Another process keeps the port registry '{path}' locked{(waited is { } w ? FormattableString.Invariant($" for more than {w.TotalSeconds:0.#} s") : "")}. Try again, and end the process that holds the file if it lasts, or set PORTORCHESTRATOR_HOME to another folder.", cause);

    public static RegistryException TooNew(string path, int found) => new(
        ErrorCode.SchemaTooNew, path, $"The port registry '{path}' has schema {found}, and this version knows only {Schema.Version}; it was left untouched. Update PortOrchestrator, or set PORTORCHESTRATOR_HOME to another folder.");

    /// <summary>There is no folder to have a registry in.</summary>
    public static RegistryException NoPlace(PortOrchestratorException cause) => new(ErrorCode.RegistryUnavailable, "registry.db", cause.Message, cause);

    private static RegistryException Unwritable(string path, Exception cause) => Unavailable(
        path, $"The port registry '{path}' cannot be used: {Reason(cause)}. Make the file and its folder readable and writable for you, or {Elsewhere}.", cause);

    // SQLite says "disk I/O error" of thirty things; the number tells them apart.
    private static string Reason(Exception cause) => cause is SqliteException e
        ? FormattableString.Invariant($"{e.Message.TrimEnd('.')} (SQLite {e.SqliteExtendedErrorCode})")
        : cause.Message.TrimEnd('.');

    private static RegistryException Unavailable(string path, string message, Exception? cause) => new(ErrorCode.RegistryUnavailable, path, message, cause);
}
