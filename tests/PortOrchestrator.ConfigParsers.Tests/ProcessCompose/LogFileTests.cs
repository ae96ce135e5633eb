using PortOrchestrator.Configuration;
using PortOrchestrator.Diagnostics;

namespace PortOrchestrator.ConfigParsers.Tests.ProcessCompose;

internal sealed class LogFileTests : ProcessComposeFixture
{
    [Test]
    public async Task ReadAsync_LocationAlone_IsJsonThatIsNeverSetAside()
    {
        var process = await ProcessAsync("log_location: web.log");

        Assert.That(process.Log, Is.EqualTo(new LogDefinition
        {
            SeparateStandardError = true,
            File = new LogFileDefinition { Path = Path.Combine(Temp.Path, "web.log"), FieldsOrder = process.Log.File!.FieldsOrder },
        }));
        Assert.That(process.Log.File.FieldsOrder, Is.Empty);
    }

    [Test]
    public async Task ReadAsync_EveryKey_IsRead()
    {
        var file = (await ProcessAsync(
            "log_location: web.log\nlog_configuration: {disable_json: true, fields_order: [level, message], timestamp_format: '15:04', no_metadata: true, "
            + "add_timestamp: true, flush_each_line: true, rotation: {max_size_mb: 5, max_backups: 2, max_age_days: 3, compress: true}}")).Log.File!;

        Assert.That((file.Format, file.TimeLayout, file.Metadata, file.AddTime, file.Colours), Is.EqualTo((LogFileFormat.Text, "15:04", false, true, true)));
        Assert.That(file.FieldsOrder, Is.EqualTo(new[] { "level", "message" }));
        Assert.That(file.Rotation, Is.EqualTo(new LogFileRotation { MaxSizeMegabytes = 5, MaxBackups = 2, MaxAgeDays = 3, Compress = true }));
    }

    [TestCase("disable_json: true, no_color: true", false)]
    [TestCase("disable_json: true", true)]
    [TestCase("no_color: false", false)]
    public async Task ReadAsync_Colours_AreOfTextOnly(string keys, bool expected) =>
        Assert.That((await ProcessAsync($"log_location: a\nlog_configuration: {{{keys}}}")).Log.File!.Colours, Is.EqualTo(expected));

    [TestCase("{}", 100)]
    [TestCase("{max_size_mb: 0}", 100)]
    [TestCase("{max_size_mb: 7}", 7)]
    public async Task ReadAsync_RotationWithoutASize_Has100(string rotation, int expected) =>
        Assert.That((await ProcessAsync($"log_location: a\nlog_configuration: {{rotation: {rotation}}}")).Log.File!.Rotation!.MaxSizeMegabytes, Is.EqualTo(expected));

    [Test]
    public async Task ReadAsync_ProjectAndProcess_EachHasItsOwnConfiguration()
    {
        var project = await ProjectAsync("""
            log_location: all.log
            log_configuration: {add_timestamp: true}
            processes:
              a: {command: x}
              b: {command: x, log_location: b.log, truncate_log: true}
            """);

        var (a, b) = (project.Services[0].Log, project.Services[1].Log);
        Assert.That((a.File!.IsShared, a.File.AddTime, a.ClearOnStart), Is.EqualTo((true, true, false)));
        Assert.That((b.File!.IsShared, b.File.AddTime, b.ClearOnStart), Is.EqualTo((false, false, true)));
        Assert.That(Path.GetFileName(b.File.Path), Is.EqualTo("b.log"));
    }

    [TestCase("a: {command: x, log_configuration: {no_color: true}}", DiagnosticCodes.LeftOut)]
    [TestCase("a: {command: x, log_location: l, log_configuration: {fields_order: [level, msg]}}", DiagnosticCodes.LeftOut)]
    [TestCase("a: {command: x, log_location: l, log_configuration: {rotation: {max_backups: -1}}}", DiagnosticCodes.NumberCut)]
    [TestCase("a: {command: x, replicas: 3, log_configuration: {no_color: true}}", DiagnosticCodes.LeftOut)]
    public async Task ReadAsync_WhatHasNoEffect_IsToldOnce(string process, string code)
    {
        var result = await ReadYamlAsync($"processes:\n  {process}\n");

        Assert.That(result.Diagnostics.Single() is { Severity: DiagnosticSeverity.Warning } found && found.Code == code, string.Join('\n', result.Diagnostics));
    }
}
