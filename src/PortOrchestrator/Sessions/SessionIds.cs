using System.Globalization;

namespace PortOrchestrator.Sessions;

/// <summary>The ids of sessions whose hosts give them none.</summary>
internal static class SessionIds
{
    /// <summary>The id of a process's session, the same at every call; a fresh one when there is no process.</summary>
    public static string Of(int? owner) => owner is { } pid ? string.Create(CultureInfo.InvariantCulture, $"pid-{pid}") : Guid.NewGuid().ToString("N");
}
