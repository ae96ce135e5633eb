using PortOrchestrator.Configuration;

namespace PortOrchestrator.ConfigParsers.Tests;

internal sealed class TerminalAndLimitTests : ConfigurationFixture
{
    [Test]
    public async Task ReadAsync_TtyAndLimits_AreReadWithoutAWord()
    {
        var result = await ReadAsync(Document("\"tty\": true, \"limits\": { \"open_files\": 64, \"memory_mb\": 1.5, \"cpu_percent\": 250, \"processes\": 9 }"));

        Assert.That(result.Diagnostics, Is.Empty);
        var service = result.Definition!.Services[0];
        Assert.That((service.Tty, service.Interactive), Is.EqualTo((true, false)));
        Assert.That(service.Limits, Is.EqualTo(new ServiceLimits { OpenFiles = 64, MemoryMegabytes = 1.5, CpuPercent = 250, Processes = 9 }));
    }

    [Test]
    public async Task ReadAsync_Nothing_IsNoTerminalAndNoLimits()
    {
        var service = await ServiceAsync("\"tty\": false");

        Assert.That((service.Tty, service.Limits), Is.EqualTo((false, ServiceLimits.None)));
    }

    [TestCase("\"open_files\": 0")]
    [TestCase("\"open_files\": \"many\"")]
    [TestCase("\"memory_mb\": -1")]
    [TestCase("\"processes\": 1.5")]
    public async Task ReadAsync_LimitThatIsNone_IsAnError(string limit)
    {
        var result = await ReadAsync(Document($"\"limits\": {{ {limit} }}"));

        Assert.That(result.Diagnostics.Single().Severity, Is.EqualTo(Diagnostics.DiagnosticSeverity.Error));
    }

    [Test]
    public async Task ReadAsync_SeparateErrorOnATerminal_WarnsAndIsOneFile()
    {
        var result = await ReadAsync(Document("\"tty\": true, \"log\": { \"separate_stderr\": true, \"max_files\": 7 }"));

        Assert.That(result.Diagnostics.Single().Message, Does.Contain("separate_stderr"));
        Assert.That(result.Definition!.Services[0].Log, Is.EqualTo(new LogDefinition { MaxFiles = 7 }));
    }
}
