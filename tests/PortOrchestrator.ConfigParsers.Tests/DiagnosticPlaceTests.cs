using System.Text;
using PortOrchestrator.Diagnostics;

namespace PortOrchestrator.ConfigParsers.Tests;

internal sealed class DiagnosticPlaceTests : ConfigurationFixture
{
    private const string Head = "{ \"services\": [\n{ \"name\": \"web\", \"start_command\": \"run\",\n  ";

    [TestCase("\"port\": 0", "3:11 Error PO1103")]
    [TestCase("\"port\": 70000", "3:11 Error PO1103")]
    [TestCase("\"port\": 80.5", "3:11 Error PO1102")]
    [TestCase("\"port\": \"80\"", "3:11 Error PO1102")]
    [TestCase("\"port\": null", "3:11 Error PO1102")]
    [TestCase("\"ports\": { \"web\": 70000 }", "3:21 Error PO1103")]
    [TestCase("\"ports\": { \"web\": { \"mode\": \"exact\" } }", "3:31 Error PO1107")]
    [TestCase("\"ports\": { \"a b\": 80 }", "3:14 Error PO1106")]
    [TestCase("\"port\": 80, \"ports\": { \"default\": 81 }", "3:26 Error PO1107")]
    [TestCase("\"tier\": 4", "3:11 Error PO1103")]
    [TestCase("\"tier\": true", "3:11 Error PO1102")]
    [TestCase("\"kind\": \"proces\"", "3:11 Error PO1104")]
    [TestCase("\"strat_command\": \"x\"", "3:3 Warning PO1101")]
    [TestCase("\"required\": true, \"optional\": true", "3:21 Error PO1107")]
    [TestCase("\"required\": false, \"optional\": false", "3:22 Error PO1107")]
    [TestCase("\"health_check\": \"localhost:80\"", "3:19 Error PO1106")]
    [TestCase("\"health_check\": \"tcp://localhost\"", "3:19 Error PO1106")]
    [TestCase("\"health_check\": \"http://localhost:70000\"", "3:19 Error PO1103")]
    [TestCase("\"health_check\": \"exec: \"", "3:19 Error PO1106")]
    [TestCase("\"health_check\": \"\", \"readiness_probe\": { \"tcp\": 80 }", "3:23 Error PO1107")]
    [TestCase("\"readiness_probe\": { \"tcp\": 80, \"log\": \"x\" }", "3:35 Error PO1107")]
    [TestCase("\"readiness_probe\": { }", "3:22 Error PO1105")]
    [TestCase("\"readiness_probe\": { \"log\": \"(\" }", "3:31 Error PO1106")]
    [TestCase("\"readiness_probe\": { \"tcp\": 80, \"action\": \"report\" }", "3:35 Warning PO1101")]
    [TestCase("\"dependencies\": \"db\"", "3:19 Error PO1102")]
    [TestCase("\"dependencies\": [\"db\", 7]", "3:26 Error PO1102")]
    [TestCase("\"depends_on\": { \"db\": { \"condition\": \"healthy\" } }", "3:40 Error PO1104")]
    [TestCase("\"timeout_seconds\": 0", "3:22 Error PO1103")]
    [TestCase("\"restart\": { \"policy\": \"allways\" }", "3:26 Error PO1104")]
    [TestCase("\"shutdown\": { \"signal\": \"TERM\" }", "3:27 Error PO1104")]
    [TestCase("\"env\": { \"A=B\": \"x\" }", "3:12 Error PO1106")]
    [TestCase("\"env\": { \"A\": [] }", "3:17 Error PO1102")]
    [TestCase("\"env_file\": \"missing.env\"", "3:15 Error PO1303")]
    [TestCase("\"working_dir\": \"missing\"", "3:18 Warning PO1302")]
    [TestCase("\"start_command\": \"again\"", "3:3 Error PO1007")]
    [TestCase("\"success_exit_codes\": [256]", "3:26 Error PO1103")]
    [TestCase("\"description\": \"😀é\", \"tier\": 9", "3:33 Error PO1103")]
    [TestCase("\"tier\": @", "3:11 Error PO1006")]
    public async Task ReadAsync_OneFinding_TellsCodeAndPlace(string line, string expected)
    {
        var result = await ReadAsync(Head + line + "\n} ] }");

        Assert.That(result.Diagnostics.Select(Describe), Is.EqualTo(new[] { expected }));
        Assert.That(result.Diagnostics[0].Snippet, Is.EqualTo("  " + line));
        Assert.That(result.Definition is null, Is.EqualTo(result.Diagnostics[0].Severity == DiagnosticSeverity.Error));
    }

    [TestCase("\"replicas\": 2")]
    [TestCase("\"tty\": false")]
    [TestCase("\"scope\": \"machine\"")]
    [TestCase("\"stop_policy\": \"grace\"")]
    [TestCase("\"description\": \"x\", \"namespace\": \"n\", \"disabled\": true")]
    [TestCase("\"min_uptime_seconds\": 1.5, \"success_exit_codes\": [0, 3], \"log\": { \"separate_stderr\": true }")]
    [TestCase("\"required\": false, \"optional\": true")]
    [TestCase("\"port\": 80, /* comment */ \"tier\": 1, // more")]
    public async Task ReadAsync_FineKeys_FindsNothing(string line)
    {
        var result = await ReadAsync(Head + line + "\n} ] }");

        Assert.That(result.Diagnostics, Is.Empty);
        Assert.That(result.IsValid, Is.True);
    }

    [TestCase("{ \"services\": [ { \"start_command\": \"x\" } ] }", "1:17 Error PO1105")]
    [TestCase("{ \"services\": [ { \"name\": \"a\" } ] }", "1:17 Error PO1105")]
    [TestCase("{ \"services\": [ { \"name\": \"a\", \"kind\": \"compose\" } ] }", "1:17 Error PO1105")]
    [TestCase("{ \"services\": [ { \"name\": \"a\", \"kind\": \"systemd\" } ] }", "1:17 Error PO1105")]
    [TestCase("{ \"services\": [ { \"name\": \"a\", \"kind\": \"external\" } ] }", "1:17 Error PO1105")]
    [TestCase("{ \"services\": [ { \"name\": \"../a\", \"start_command\": \"x\" } ] }", "1:27 Error PO1106")]
    [TestCase("{ \"services\": [ 7 ] }", "1:17 Error PO1102")]
    [TestCase("{ \"services\": {} }", "1:1 Error PO1009")]
    [TestCase("{ }", "1:1 Error PO1105")]
    [TestCase("[]", "1:1 Error PO1102")]
    [TestCase("", "1:1 Error PO1005")]
    [TestCase(" \n ", "1:1 Error PO1005")]
    [TestCase("{ \"services\": [] } {}", "1:20 Error PO1006")]
    [TestCase("{ \"port_range\": \"9-5\", \"services\": [] }", "1:17 Error PO1103")]
    [TestCase("\uFEFF{ \"services\": [], \"servces\": 1 }", "1:19 Warning PO1101")]
    [TestCase("{ \"strict\": true, \"services\": [], \"servces\": 1 }", "1:35 Error PO1101")]
    public async Task ReadAsync_WholeFile_TellsCodeAndPlace(string text, string expected)
    {
        var result = await ReadAsync(text);

        Assert.That(result.Diagnostics.Select(Describe), Is.EqualTo(new[] { expected }));
    }

    [TestCase("Web", "web", "PO1202")]
    [TestCase("kafka-ui", "kafka_ui", "PO1203")]
    [TestCase("web", "web", "PO1201")]
    public async Task ReadAsync_ClashingNames_AreRefusedAtTheSecond(string first, string second, string code)
    {
        var result = await ReadAsync($"{{ \"services\": [\n{{ \"name\": \"{first}\", \"start_command\": \"x\" }},\n{{ \"name\": \"{second}\", \"start_command\": \"x\" }} ] }}");

        Assert.That(result.Diagnostics.Select(Describe), Is.EqualTo(new[] { $"3:11 Error {code}" }));
    }

    [TestCase("\"startCommand\": \"x\"", "did you mean 'start_command'?")]
    [TestCase("\"helth_check\": \"\"", "did you mean 'health_check'?")]
    [TestCase("\"time_out_seconds\": 3", "did you mean 'timeout_seconds'?")]
    [TestCase("\"kind\": \"deamon\"", "did you mean 'daemon'?")]
    [TestCase("\"health_check\": \"localhost:5432\"", "write tcp://localhost:5432 or http://localhost:5432")]
    [TestCase("\"port\": \"80\"", "write it without quotes")]
    public async Task ReadAsync_Slip_IsGivenItsCure(string line, string hint)
    {
        var result = await ReadAsync(Head + line + "\n} ] }");

        Assert.That(result.Diagnostics.Single().Hint, Is.EqualTo(hint));
    }

    [Test]
    public async Task ReadAsync_ManyErrorsInTwoFiles_ReportsAllInOrder()
    {
        var first = Temp.Write("a.json", "{ \"services\": [ { \"name\": \"a\", \"start_command\": \"x\", \"port\": 0,\n\"tier\": 9 } ] }");
        var second = Temp.Write("b.yaml", "services:\n  - name: b\n    start_command: x\n    port: 70000\n");

        var result = await ReadFilesAsync(first, second);

        Assert.That(
            result.Diagnostics.Select(d => d.Location!.ToString()),
            Is.EqualTo(new[] { first + ":1:62", first + ":2:9", second + ":4:11" }));
    }

    [Test]
    public async Task ReadAsync_MissingFile_IsAFinding()
    {
        var result = await ReadFilesAsync(Path.Combine(Temp.Path, "none.json"));

        Assert.That(result.Diagnostics.Single().Code, Is.EqualTo(DiagnosticCodes.FileMissing));
        Assert.That(result.NotFound, Is.False);
    }

    [Test]
    public async Task ReadAsync_Folder_IsAFinding()
    {
        var result = await ReadFilesAsync(Temp.Path);

        Assert.That(result.Diagnostics.Single().Code, Is.EqualTo(DiagnosticCodes.FileUnreadable));
    }

    [Test]
    public async Task ReadAsync_NoFiles_IsNotFound() => Assert.That((await ReadFilesAsync()).NotFound, Is.True);

    [Test]
    public async Task ReadAsync_HugeFile_IsRefused()
    {
        var result = await ReadAsync("{ \"services\": [] " + new string(' ', 16 * 1024 * 1024) + "}");

        Assert.That(result.Diagnostics.Single().Code, Is.EqualTo(DiagnosticCodes.FileTooLarge));
    }

    [TestCase(".json", "[", "]")]
    [TestCase(".yaml", "[", "]")]
    public async Task ReadAsync_DeepNesting_IsRefused(string extension, string open, string close)
    {
        var deep = string.Concat(Enumerable.Repeat(open, 500)) + string.Concat(Enumerable.Repeat(close, 500));

        var result = await ReadAsync($"{{ \"x-deep\": {deep}, \"services\": [] }}", "deep" + extension);

        Assert.That(result.Diagnostics.Select(Describe), Is.EqualTo(new[] { "1:76 Error PO1008" }));
    }

    [Test]
    public async Task ReadAsync_NotUtf8_TellsThePlace()
    {
        var path = Path.Combine(Temp.Path, "latin.json");
        await File.WriteAllBytesAsync(path, [.. Encoding.ASCII.GetBytes("{\n \""), 0xE9, .. Encoding.ASCII.GetBytes("\": 1 }")]);

        var result = await ReadFilesAsync(path);

        Assert.That(result.Diagnostics.Select(Describe), Is.EqualTo(new[] { "2:3 Error PO1004" }));
    }

    [Test]
    public async Task ReadAsync_AliasBomb_IsRefusedQuickly()
    {
        var text = "x-0: &a0 [1,1,1,1,1,1,1,1,1]\n" + string.Concat(Enumerable.Range(1, 20).Select(i => $"x-{i}: &a{i} [{string.Join(" , ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n")) + "services: []\n";

        var result = await ReadAsync(text, "bomb.yaml");

        Assert.That(result.Diagnostics.Single().Code, Is.EqualTo(DiagnosticCodes.FileTooLarge));
    }

    [Test]
    public void Codes_All_AreDocumented()
    {
        var text = File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "diagnostics.md"));
        var codes = typeof(DiagnosticCodes).GetFields().Select(f => (string)f.GetRawConstantValue()!).ToList();

        Assert.That(codes, Is.Unique.And.Not.Empty);
        Assert.That(codes.Where(c => !text.Contains($"| {c} |")), Is.Empty);
    }
}
