using System.Text;
using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.ProcessCompose;

namespace PortOrchestrator.ConfigParsers.Tests.ProcessCompose;

/// <summary>Reads made-up files: keys and values of the language, put together at random and sometimes damaged.</summary>
internal sealed class ProcessComposeFuzzTests : ProcessComposeFixture
{
    private static readonly string[] Names = ["a", "b", "web", "api-0", "a-1", "A", "x y", "a/b", "${N}", "{{.N}}", "_p", "é", "", "<<"];

    private static readonly string[] Values =
    [
        "x", "'echo ${A:-${B}} $$X {{.PC_REPLICA_NUM}}'", "1", "0", "-1", "1.5", "99999999999", "yes", "off", "true", "null", "~", "''", "[]", "{}",
        "[A=1, B, '=c', 'D=x=y', 5]", "{A: 1}", "always", "exit_on_failure", "process_healthy", "process_log_ready", "'${'", "'{{'", "'{{ports.a}}'", "'$PC_PORT_NUM'",
        "30s", "'* * * * *'", "default", "'../..'", "'{{range .V}}{{.}}{{end}}'", "[a, [b]]", "31536000", "2147483647", "\"\\0\"", "\"\\u2028\"",
    ];

    [Test]
    [CancelAfter(7_200_000)]
    public void Read_MadeUpFiles_NeverThrowsAndIsQuick(CancellationToken cancellationToken)
    {
        Caller["N"] = "web";
        FuzzRun.Try(Make, Check, cancellationToken);
    }

    private static string Make(Random random)
    {
        var text = new FuzzText(random);
        var isJson = text.Chance(0.2);
        WriteRecord(text, ProcessComposeKeys.Project, 0, isJson);
        return text.Finish("{}[]:,-'\"$#&*!|>%@ \n\t\\");
    }

    private static void WriteRecord(FuzzText text, Keys.RecordShape shape, int depth, bool isJson)
    {
        text.Add("{");
        var first = true;
        foreach (var key in shape.Keys)
        {
            // The deeper, the fewer: most files are small.
            if (key.Name != "processes" && !text.Chance(depth == 0 ? 0.15 : 0.12)) continue;
            if (!first) text.Add(", ");
            first = false;
            text.Add(text.Chance(0.02) ? key.Name + "x" : isJson ? $"\"{key.Name}\"" : key.Name).Add(": ");
            WriteValue(text, key.Shape, depth + 1, isJson);
        }

        text.Add("}");
    }

    private static void WriteValue(FuzzText text, Keys.Shape shape, int depth, bool isJson)
    {
        if (text.Chance(0.15)) shape = new Keys.AnyShape();
        switch (shape)
        {
            case Keys.RecordShape record:
                WriteRecord(text, record, depth, isJson);
                break;
            case Keys.DictionaryShape map:
                WriteMany(text, "{", "}", () =>
                {
                    text.Add("\"").Add(Names).Add("\": ");
                    WriteValue(text, map.Value, depth + 1, isJson);
                });
                break;
            case Keys.ListShape list:
                WriteMany(text, "[", "]", () => WriteValue(text, list.Item, depth + 1, isJson));
                break;
            case Keys.EitherShape either:
                WriteValue(text, either.Options[text.Next(either.Options.Length)], depth, isJson);
                break;
            case Keys.ChoiceShape choice:
                text.Add([.. choice.Words]);
                break;
            case Keys.FlagShape:
                text.Add("true", "false", "yes", "no");
                break;
            case Keys.NumberShape:
                text.Add("0", "1", "2", "5", "-1", "1000", "1001", "1.5", "2147483647", "31536000");
                break;
            default:
                text.Add(Values);
                break;
        }
    }

    private static void WriteMany(FuzzText text, string open, string close, Action write)
    {
        text.Add(open);
        for (var n = text.Next(4); n > 0; n--)
        {
            write();
            if (n > 1) text.Add(", ");
        }

        text.Add(close);
    }

    private void Check(string input)
    {
        var diagnostics = new DiagnosticBag();
        var path = Path.Combine(Temp.Path, FileName);
        var root = DocumentReader.Parse(path, Encoding.UTF8.GetBytes(input), diagnostics);
        if (root is not null && FormatGate.Accept(root, diagnostics) is { Format: FileFormat.ProcessCompose } file)
        {
            var reading = new ProcessComposeReader(diagnostics, Options).ReadAsync(Temp.Path, [file.Map], CancellationToken.None);
            var definition = reading.GetAwaiter().GetResult();
            Assert.That(diagnostics.HasErrors || definition.Services.Select(s => s.Name).Distinct().Count() == definition.Services.Count, Is.True);
        }

        Assert.That(diagnostics.InOrderOf([path]).All(d => d.Location is not null && d.Message.Length > 0), Is.True);
    }
}
