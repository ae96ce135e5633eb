using System.Text.RegularExpressions;

namespace PortOrchestrator.Abstractions.Tests.Architecture;

[TestFixture]
internal sealed partial class SourceRuleTests
{
    private static readonly string[] Faces = ["src/PortOrchestrator.Host/", "src/PortOrchestrator.PowerShell/"];

    [Test]
    public void Source_Always_AsksTheTimeProviderForTheTime() => Assert.That(Find(SystemClock(), faces: true), Is.Empty);

    [Test]
    public void Libraries_Always_LeaveTheConsoleAlone() => Assert.That(Find(ConsoleUse(), faces: false), Is.Empty);

    /// <summary>A cmdlet's method is synchronous by its contract, so the module blocks at that one border; libraries never do.</summary>
    [Test]
    public void Libraries_Always_AwaitInsteadOfBlocking() => Assert.That(Find(SyncOverAsync(), faces: false), Is.Empty);

    [Test]
    public void Libraries_Always_AreWithoutAsyncVoid() => Assert.That(Find(AsyncVoid(), faces: true), Is.Empty);

    [TestCaseSource(nameof(LibrariesThatLog))]
    public void LogEvents_OfOneLibrary_HaveDistinctIds(string project)
    {
        var ids = Repository.SourceFiles($"src/{project}")
            .SelectMany(f => LogEvent().Matches(File.ReadAllText(f))).Select(m => m.Groups["id"].Value).ToList();

        Assert.That(ids, Is.Unique);
    }

    private static IEnumerable<string> LibrariesThatLog() =>
        Repository.Files("src", "*.csproj").Select(p => Path.GetFileNameWithoutExtension(p));

    private static IEnumerable<string> Find(Regex pattern, bool faces) =>
        from file in Repository.SourceFiles()
        let path = Repository.Relative(file)
        where faces || !Faces.Any(f => path.StartsWith(f, StringComparison.Ordinal))
        from line in Repository.CodeLines(file)
        where pattern.IsMatch(line.Text)
        select $"{path}:{line.Number}: {line.Text.Trim()}";

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b", RegexOptions.None, 5000)]
    private static partial Regex SystemClock();

    [GeneratedRegex(@"\bConsole\.\w", RegexOptions.None, 5000)]
    private static partial Regex ConsoleUse();

    [GeneratedRegex(@"(Async\([^;]*\)|[tT]ask)\.(Result\b|Wait\()|\.GetAwaiter\(\)\.GetResult\(\)", RegexOptions.None, 5000)]
    private static partial Regex SyncOverAsync();

    [GeneratedRegex(@"\basync\s+void\b", RegexOptions.None, 5000)]
    private static partial Regex AsyncVoid();

    [GeneratedRegex(@"\[LoggerMessage\(\s*(?:EventId\s*=\s*)?(?<id>\d+)", RegexOptions.None, 5000)]
    private static partial Regex LogEvent();
}
