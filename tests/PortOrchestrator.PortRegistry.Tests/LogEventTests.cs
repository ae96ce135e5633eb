using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>People filter and alert by event ids: once released, an id keeps its meaning.</summary>
internal sealed partial class LogEventTests
{
    private static readonly Dictionary<int, string> Released = new()
    {
        [1001] = "Allocated",
        [1002] = "Refused",
        [1003] = "Released",
        [1004] = "Collected",
        [1005] = "WaitingForLock",
        [1006] = "Migrated",
        [1007] = "NoWriteAheadLog",
        [1010] = "SetAside",
        [1011] = "Rebuilt",
        [1012] = "NoBackup",
        [1013] = "FolderOpenToOthers",
        [1014] = "Reopened",
        [1015] = "CollectedPort",
        [1016] = "Conflicted",
        [1017] = "ConflictCleared",
        [1018] = "CollectionFailed",
        [1020] = "WatchesByLooking",
    };

    private static IEnumerable<(int Id, string Name, LogLevel Level)> Declared =>
        typeof(SqlitePortRegistry).Assembly.GetType("PortOrchestrator.PortRegistry.Log", throwOnError: true)!
            .GetMethods(BindingFlags.Static | BindingFlags.Public)
            .Select(m => (m.Name, Message: m.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(m => m.Message is not null)
            .Select(m => (m.Message!.EventId, m.Name, m.Message.Level));

    [Test]
    public void Log_EveryEvent_KeepsItsIdAndName() =>
        Assert.That(Declared.ToDictionary(e => e.Id, e => e.Name), Is.EquivalentTo(Released));

    [Test]
    public void Guide_TableOfEvents_HasEveryEventWithItsLevel()
    {
        var rows = EventRow().Matches(RepositoryFile.Read("docs/registry.md"))
            .Select(m => (int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture), m.Groups[2].Value, Enum.Parse<LogLevel>(m.Groups[3].Value)));

        Assert.That(rows, Is.EqualTo(Declared.OrderBy(e => e.Id)));
    }

    [GeneratedRegex(@"^\| (\d{4}) \| `(\w+)` \| (\w+) \|", RegexOptions.Multiline, 1000)]
    private static partial Regex EventRow();
}
