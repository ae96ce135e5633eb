using PortOrchestrator.ConfigParsers.Detection;
using PortOrchestrator.ConfigParsers.Detection.Tables;

namespace PortOrchestrator.ConfigParsers.Tests.Detection;

/// <summary>The tables of <c>docs/detection.md</c> are those that detection works with.</summary>
internal sealed class DetectionPageTests
{
    private static string Page => Path.Combine(TestContext.CurrentContext.TestDirectory, "detection.md");

    [Test]
    public void Page_Tables_AreThoseOfTheCode()
    {
        var text = File.ReadAllText(Page);
        text = Put(text, "frameworks", Rows("| package | programs | port | told by |\n|---|---|---:|---|", Frameworks.All.Select(Row)));
        text = Put(text, "signatures", Rows("| recognised | evidence | command | port | told by | ready when | confidence |\n|---|---|---|---:|---|---|---|", Signatures.All.Select(Row)));
        text = Put(text, "managers", Rows("| package manager | lock file |\n|---|---|", PackageManager.All.Select(m => $"| {m.Name} | {Code(m.LockFiles)} |")));
        text = Put(text, "skipped", Code(Folders.Skipped.Order(StringComparer.Ordinal)) + "\n");
        text = Put(text, "files", Code(RecognisedFiles.All.Select(f => f.Name).Distinct()) + "\n");
        PublishedSchema.Check("../detection.md", Page, text);
    }

    private static string Row(Framework f) => $"| `{f.Package}` | {Code(f.Programs)} | {f.Port} | `{f.Arguments ?? "PORT"}` |";

    private static string Row(Signature s) =>
        $"| {s.Name} | {Evidence(s)} | `{s.Command}` | {(s.Port is { } port ? port : "")} | {(s.Injection is null or "argument" ? s.Injection ?? "" : $"`{s.Injection}`")} | {Health(s.Health)} | {s.Confidence} |";

    private static string Evidence(Signature s)
    {
        var text = Code(s.Files);
        if (s.Words.Count > 0) text += " with " + Code(s.Words);
        if (s.NotWords.Count > 0) text += ", not " + Code(s.NotWords);
        if (s.Beside.Count > 0) text += ", beside " + Code(s.Beside);
        if (s.Each is var (folder, file)) text += $", each `{folder}/*/{file}`";
        return s.NotNear.Count == 0 ? text : text + ", no " + Code(s.NotNear);
    }

    private static string Health(HealthRule? rule) => rule switch
    {
        null => "it runs",
        { IsHttp: false } => "its port is open",
        { Path: null } => "it answers HTTP",
        _ => $"it answers HTTP; with {Code([rule.Word!])} `{rule.Path}` is asked",
    };

    private static string Code(IEnumerable<string> words) => string.Join(", ", words.Select(w => $"`{w}`"));

    private static string Rows(string head, IEnumerable<string> rows) => head + "\n" + string.Join('\n', rows) + "\n";

    private static string Put(string text, string name, string table)
    {
        var begin = $"<!-- {name} -->\n";
        var start = text.IndexOf(begin, StringComparison.Ordinal);
        var end = text.IndexOf("<!-- end -->", start + 1, StringComparison.Ordinal);
        Assert.That(start >= 0 && end >= 0, name);
        return string.Concat(text.AsSpan(0, start + begin.Length), table, text.AsSpan(end));
    }
}
