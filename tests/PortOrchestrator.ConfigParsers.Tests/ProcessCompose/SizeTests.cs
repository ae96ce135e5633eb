using System.Text;
using PortOrchestrator.Diagnostics;

namespace PortOrchestrator.ConfigParsers.Tests.ProcessCompose;

[NonParallelizable]
internal sealed class SizeTests : ProcessComposeFixture
{
    private const int Services = 10_000;

    // On its own, with optimisation, it takes well under a second; the limit leaves room for a busy machine.
    [Test]
    [CancelAfter(120_000)]
    public async Task ReadAsync_TenThousandProcesses_IsQuickAndSmall()
    {
        var file = Temp.Write(FileName, Large());
        await ReadAsync([file]);
        var fastest = TimeSpan.MaxValue;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        Configuration.ConfigurationResult? result = null;
        for (var i = 0; i < 5 && fastest > TimeSpan.FromSeconds(1); i++)
        {
            var started = TimeProvider.System.GetTimestamp();
            result = await ReadAsync([file]);
            var taken = TimeProvider.System.GetElapsedTime(started);
            if (taken < fastest) fastest = taken;
        }

        Assert.That(result!.Definition!.Services, Has.Count.EqualTo(Services));
        Assert.That(fastest, Is.LessThan(TimeSpan.FromSeconds(10)));
        Assert.That(GC.GetTotalMemory(forceFullCollection: true) - before, Is.LessThan(100 * 1024 * 1024));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task ReadAsync_YamlBomb_IsRefused()
    {
        var text = new StringBuilder("a: &a [x,x,x,x,x,x,x,x,x,x]\n");
        for (var c = 'b'; c <= 'j'; c++) text.Append($"{c}: &{c} [*{(char)(c - 1)},*{(char)(c - 1)},*{(char)(c - 1)},*{(char)(c - 1)},*{(char)(c - 1)},*{(char)(c - 1)},*{(char)(c - 1)},*{(char)(c - 1)},*{(char)(c - 1)}]\n");

        var result = await ReadYamlAsync(text + "processes: {}\n");

        Assert.That(result.Diagnostics.Single() is { Code: DiagnosticCodes.FileTooLarge, Severity: DiagnosticSeverity.Error, Hint: not null }, Is.True);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task ReadAsync_FileOfFiftyMegabytes_IsRefusedBeforeItIsRead()
    {
        var path = Path.Combine(Temp.Path, FileName);
        using (var stream = File.Create(path)) stream.SetLength(50 * 1024 * 1024);
        var before = GC.GetTotalAllocatedBytes();

        var result = await ReadAsync([path]);

        Assert.That(result.Diagnostics.Single().Message, Is.EqualTo("the configuration file is larger than 16 MiB"));
        Assert.That(GC.GetTotalAllocatedBytes() - before, Is.LessThan(20 * 1024 * 1024));
    }

    [Test]
    public async Task ReadAsync_CopiesBeyondAllMeasure_AreRefused()
    {
        var processes = string.Concat(Enumerable.Range(0, 30).Select(i => $"  p{i}: {{command: x, replicas: 1000}}\n"));

        Assert.That(Codes(await ReadYamlAsync("processes:\n" + processes)), Is.EqualTo(DiagnosticCodes.FileTooLarge));
    }

    private static string Large()
    {
        var text = new StringBuilder("version: '0.5'\nenvironment: [A=1]\nprocesses:\n");
        for (var i = 0; i < Services; i++)
        {
            text.Append($"  service-{i}:\n    command: run --listen {{{{.PC_REPLICA_NUM}}}} --name $NAME\n    environment:\n      - NAME=service-{i}\n      - MODE=fast\n");
            text.Append("    availability: {restart: on_failure, max_restarts: 3}\n    readiness_probe:\n      exec: {command: check}\n      period_seconds: 5\n");
            if (i > 0) text.Append($"    depends_on:\n      service-{i / 2}: {{condition: process_healthy}}\n");
        }

        return text.ToString();
    }
}
