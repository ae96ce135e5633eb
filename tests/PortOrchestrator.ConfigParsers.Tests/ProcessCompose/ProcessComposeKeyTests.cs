using PortOrchestrator.ConfigParsers.Keys;
using PortOrchestrator.ConfigParsers.ProcessCompose;

namespace PortOrchestrator.ConfigParsers.Tests.ProcessCompose;

internal sealed class ProcessComposeKeyTests : ProcessComposeFixture
{
    private static readonly string[] Documents = File.ReadAllLines(Path.Combine(TestContext.CurrentContext.TestDirectory, "process-compose.md"));

    private static IEnumerable<string> Names() => NamesOf(ProcessComposeKeys.Project).Distinct();

    [TestCaseSource(nameof(Names))]
    public void Documentation_Key_IsExplained(string key) => Assert.That(Documents.Any(l => l.Contains($"`{key}`", StringComparison.Ordinal)), Is.True);

    [Test]
    public async Task ReadAsync_KeysWithoutEffect_AreNamed()
    {
        var idle = ProcessKeys.Process.Keys.Where(k => k.NoEffect is not null || k.IsNotRunYet).ToList();
        var lines = idle.Select(k => $"    {k.Name}: {Value(k)}\n");

        var result = await ReadYamlAsync($"processes:\n  web:\n    command: x\n{string.Concat(lines)}");

        Assert.That(idle.Select(k => k.Name).Where(n => !result.Diagnostics.Any(d => d.Message.StartsWith($"'{n}'", StringComparison.Ordinal))), Is.Empty);
    }

    private static string Value(KeyDefinition key) => key.Name switch
    {
        "schedule" => "{interval: 1s}",
        "mcp" => "{type: tool}",
        "watch" => "{paths: [{path: .}]}",
        _ => key.Shape switch
        {
            FlagShape => "true",
            NumberShape => "1",
            RecordShape => "{}",
            ChoiceShape choice => choice.Words[^1],
            _ => "text",
        },
    };

    private static IEnumerable<string> NamesOf(Shape shape) => shape switch
    {
        RecordShape record => record.Keys.SelectMany(k => NamesOf(k.Shape).Prepend(k.Name)),
        DictionaryShape map => NamesOf(map.Value),
        ListShape list => NamesOf(list.Item),
        EitherShape either => either.Options.SelectMany(NamesOf),
        _ => [],
    };
}
