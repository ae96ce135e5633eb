using System.Text;
using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.Expansion;
using PortOrchestrator.ConfigParsers.Export;
using PortOrchestrator.ConfigParsers.Templates;

namespace PortOrchestrator.ConfigParsers.Tests.Export;

internal sealed class EmitterTests
{
    [TestCase("serve --port $PORT", "serve --port $PORT")]
    [TestCase("./run.sh", "./run.sh")]
    [TestCase("http://localhost:8080/", "http://localhost:8080/")]
    [TestCase("a#b", "a#b")]
    [TestCase("", "\"\"")]
    [TestCase(" a", "\" a\"")]
    [TestCase("a ", "\"a \"")]
    [TestCase("a: b", "\"a: b\"")]
    [TestCase("a:", "\"a:\"")]
    [TestCase("a #b", "\"a #b\"")]
    [TestCase("yes", "\"yes\"")]
    [TestCase("NO", "\"NO\"")]
    [TestCase("y", "\"y\"")]
    [TestCase("Null", "\"Null\"")]
    [TestCase("8080", "\"8080\"")]
    [TestCase("12:30", "\"12:30\"")]
    [TestCase("2026-01-01", "\"2026-01-01\"")]
    [TestCase("-p", "\"-p\"")]
    [TestCase("...", "\"...\"")]
    [TestCase("---", "\"---\"")]
    [TestCase(".5", "\".5\"")]
    [TestCase("~", "\"~\"")]
    [TestCase("<<", "\"<<\"")]
    [TestCase("{{.X}}", "\"{{.X}}\"")]
    [TestCase("say \"hi\"", "say \"hi\"")]
    [TestCase("tab\there", "\"tab\\there\"")]
    [TestCase("\u0085\uFEFF", "\"\\u0085\\uFEFF\"")]
    public void Write_YamlText_QuotesWhatCouldBeMistaken(string text, string expected) =>
        Assert.That(YamlEmitter.Write(Map(("k", new ExportValue.Text(text)))), Is.EqualTo($"k: {expected}\n"));

    [Test]
    public void Write_Tree_ReadsWell()
    {
        var value = Map(
            ("version", new ExportValue.Text("0.5")),
            ("processes", Map(
                ("web", Map(
                    ("command", new ExportValue.Text("set -e\n\n  exec web\n")),
                    ("environment", List(new ExportValue.Text("A=1"), new ExportValue.Text("B=x: y"))),
                    ("paths", List(Map(("path", new ExportValue.Text("src")), ("depth", new ExportValue.Number(1.5))), List(new ExportValue.Flag(true)))),
                    ("empty", Map()),
                    ("none", List()))))));

        Assert.That(YamlEmitter.Write(value), Is.EqualTo("""
            version: "0.5"
            processes:
              web:
                command: |
                  set -e

                    exec web
                environment:
                  - A=1
                  - "B=x: y"
                paths:
                  - path: src
                    depth: 1.5
                  -
                    - true
                empty: {}
                none: []

            """));
        Assert.That(JsonEmitter.Write(value), Does.StartWith("{\n  \"version\": \"0.5\",\n").And.EndsWith("}\n"));
    }

    [Test]
    [CancelAfter(900_000)]
    public void Write_MadeUpValues_AreReadBackTheSame(CancellationToken cancellationToken) => FuzzRun.Try(
        random => random.Next().ToString(System.Globalization.CultureInfo.InvariantCulture),
        input =>
        {
            var value = Map(("root", Make(new Random(int.Parse(input, System.Globalization.CultureInfo.InvariantCulture)), 0)));
            foreach (var (name, text) in new[] { ("f.yaml", YamlEmitter.Write(value)), ("f.json", JsonEmitter.Write(value)) })
            {
                var diagnostics = new DiagnosticBag();
                var node = DocumentReader.Parse(name, Encoding.UTF8.GetBytes(text), diagnostics);
                Assert.That(diagnostics.InOrderOf([name]).Select(d => d.Message), Is.Empty, text);
                Assert.That(Show(node!), Is.EqualTo(Show(value)), text);
            }
        },
        cancellationToken);

    [Test]
    [CancelAfter(900_000)]
    public void Escape_MadeUpTexts_AreGivenBack(CancellationToken cancellationToken) => FuzzRun.Try(
        random =>
        {
            var text = new FuzzText(random);
            for (var n = random.Next(8); n > 0; n--) text.Add("$", "$$", "${A}", "${", "{{", "{{{", "}}", "{{.X}}", "{{-", "{", "# ", "\n", "text");
            return text.Finish("${}-# ");
        },
        text =>
        {
            Assert.That(EnvironmentExpansion.Expand(EnvironmentExpansion.Escape(text), _ => "x").Text, Is.EqualTo(text));
            Assert.That(GoTemplate.Render(GoTemplate.Escape(text), default).Text, Is.EqualTo(text));
        },
        cancellationToken);

    private static ExportValue Make(Random random, int depth)
    {
        switch (random.Next(depth < 4 ? 7 : 4))
        {
            case 0: return new ExportValue.Number(random.Next(3) switch { 0 => random.Next(-99, 99_999), 1 => random.NextDouble() * 100, _ => Math.Pow(10, random.Next(-20, 20)) });
            case 1: return new ExportValue.Flag(random.Next(2) == 0);
            case 2 or 3: return new ExportValue.Text(MakeText(random));
            case 4: return List([.. Enumerable.Range(0, random.Next(4)).Select(_ => Make(random, depth + 1))]);
            default: return Map([.. Enumerable.Range(0, random.Next(4)).Select(_ => MakeText(random)).Where(key => key != "<<").Distinct().Select(key => (key, Make(random, depth + 1)))]);
        }
    }

    private static string MakeText(Random random)
    {
        var text = new FuzzText(random);
        for (var n = random.Next(6); n > 0; n--)
        {
            text.Add("a", "no", "1", " ", "\n", "\n\n", ": ", " #", "- ", "\"", "'", "\\", "|", ">", "{", "]", "&", "*", "!", "%", "@", "\t", "\r", "é", "\U0001F600", "\u2028", "\u0001", "---", "...", ".", ",", "?");
        }

        // The readers refuse a NUL, wherever it comes from.
        return string.Concat(text.Finish(" \n:#-\"'\\").Replace('\0', 'x').EnumerateRunes());
    }

    private static string Show(ExportValue value) => value switch
    {
        ExportValue.Text text => $"'{text.Value}'",
        ExportValue.Number number => FormattableString.Invariant($"{number.Value:R}"),
        ExportValue.Flag flag => flag.Value ? "true" : "false",
        ExportValue.List list => $"[{string.Join(',', list.Items.Select(Show))}]",
        ExportValue.Map map => $"{{{string.Join(',', map.Entries.Select(e => Show(new ExportValue.Text(e.Key)) + ":" + Show(e.Value)))}}}",
        _ => "?",
    };

    private static string Show(DocumentNode node) => node switch
    {
        ScalarNode { Kind: ScalarKind.Text } text => $"'{text.Text}'",
        ScalarNode { Kind: ScalarKind.Number } number => FormattableString.Invariant($"{number.Number:R}"),
        ScalarNode scalar => scalar.Text,
        SequenceNode list => $"[{string.Join(',', list.Items.Select(Show))}]",
        MapNode map => $"{{{string.Join(',', map.Entries.Select(e => $"'{e.Key}':{Show(e.Value)}"))}}}",
        _ => "?",
    };

    private static ExportValue.List List(params ExportValue[] items) => new(items);

    private static ExportValue.Map Map(params (string Key, ExportValue Value)[] entries) =>
        new([.. entries.Select(e => KeyValuePair.Create(e.Key, e.Value))]);
}
