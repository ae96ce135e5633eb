using PortOrchestrator.Configuration;
using PortOrchestrator.Diagnostics;

namespace PortOrchestrator.ConfigParsers.Tests.ProcessCompose;

/// <summary>Known weaknesses of how process-compose reads its files, which are not shared.</summary>
internal sealed class WeaknessTests : ProcessComposeFixture
{
    [Test]
    public async Task W1_ValuesWithEqualsSigns_SurviveAMerge()
    {
        var files = new[] { Temp.Write("a.yaml", "environment: ['URL=pg://h?a=b', 'OPTS=-Dx=y']\nprocesses: {}"), Temp.Write("b.yaml", "processes: {}\nenvironment: [X=1]") };

        var result = await ReadAsync(files);

        Assert.That(result.Definition!.Environment["URL"], Is.EqualTo("pg://h?a=b"));
        Assert.That(result.Diagnostics.Count(d => d.Message.Contains("loses the variable", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    [Test]
    public async Task W5_NoProcessIsLeftWithoutAFate_ByAWorkingFolderThatIsMissing()
    {
        var result = await ReadYamlAsync("processes: {a: {command: x, working_dir: none}}");

        Assert.That(result.Diagnostics.Single() is { Code: DiagnosticCodes.WorkingDirectoryMissing, Location.Line: 1 }, Is.True);
    }

    [Test]
    public async Task W6_HealthyWithALivenessProbeOnly_IsToldInsteadOfHanging()
    {
        var result = await ReadYamlAsync("processes: {a: {command: x, liveness_probe: {exec: {command: y}}}, b: {command: z, depends_on: {a: {condition: process_healthy}}}}");

        Assert.That(result.Diagnostics.Single().Code, Is.EqualTo(DiagnosticCodes.Condition));
        Assert.That(result.Definition!.Services[0].Readiness, Is.Null);
    }

    [Test]
    public async Task W9_LogLength_IsOneOfTheFirstFileAndOfNoConsequence()
    {
        var result = await ReadAsync([Temp.Write("a.yaml", "log_length: 5\nprocesses: {}"), Temp.Write("b.yaml", "processes: {}")]);

        Assert.That(result.Diagnostics.Single() is { Code: DiagnosticCodes.NoEffect, Severity: DiagnosticSeverity.Information }, Is.True);
    }

    [Test]
    public async Task W10_EveryCopy_HasItsOwnProbe()
    {
        var project = await ProjectAsync("processes: {a: {command: x, replicas: 3, liveness_probe: {http_get: {port: '404{{.PC_REPLICA_NUM}}'}}}}");

        Assert.That(project.Services.Select(s => s.Liveness!.Check.ToString()).Distinct().Count(), Is.EqualTo(3));
    }

    [Test]
    public async Task W11_ZeroThatCannotOverride_IsTold()
    {
        var result = await ReadAsync([Temp.Write("a.yaml", "processes: {a: {command: x, replicas: 2}}"), Temp.Write("b.yaml", "processes: {a: {replicas: 0}}")]);

        Assert.That(result.Diagnostics.Single().Message, Does.Contain("does not override '2'"));
    }

    [Test]
    public async Task W12_ExecProbe_RunsInTheRenderedFolder()
    {
        Temp.Folder("sub/in");

        var service = await ProcessAsync("working_dir: '{{.D}}'\nvars: {D: sub}\nreadiness_probe: {exec: {command: x, working_dir: 'i{{\"n\"}}'}}");

        Assert.That(service.WorkingDirectory, Is.EqualTo(Path.Combine(Temp.Path, "sub")));
        Assert.That(((ExecCheck)service.Readiness!.Check).WorkingDirectory, Is.EqualTo(Path.Combine(Temp.Path, "sub/in")));
    }

    [Test]
    public async Task W13_SuccessThreshold_Counts() => Assert.That(
        (await ProcessAsync("readiness_probe: {exec: {command: x}, success_threshold: 3}")).Readiness!.SuccessThreshold, Is.EqualTo(3));

    [Test]
    public async Task W32_MissingEnvironmentFile_DoesNotHideTheOthers()
    {
        var file = Temp.Write(FileName, "processes: {web: {command: 'x ${A}'}}");
        var files = new[] { Path.Combine(Temp.Path, "none.env"), Temp.Write("b.env", "A=1") };

        var result = await new ConfigurationReader().ReadAsync(Temp.Path, [file], Options with { EnvironmentFiles = files });

        Assert.That(result.Diagnostics.Single() is { Code: DiagnosticCodes.EnvironmentFile, Severity: DiagnosticSeverity.Error }, Is.True);
        Assert.That(result.Diagnostics.Single().Location!.File, Is.EqualTo(files[0]));
    }

    [TestCase("readiness_probe: {exec: {command: x}, period_second: 1}", "period_seconds")]
    [TestCase("availability: {max_restart: 1}", "max_restarts")]
    [TestCase("shutdown: {timeout: 1}", "timeout_seconds")]
    [TestCase("depends_on: {web: {conditon: process_started}}", "condition")]
    public async Task W37_Strict_HoldsForNestedKeys(string keys, string meant)
    {
        var result = await ReadYamlAsync($"is_strict: true\nprocesses:\n  web:\n    command: x\n    {keys}");

        var found = result.Diagnostics.Single(d => d.Code == DiagnosticCodes.UnknownKey);
        Assert.That(found is { Severity: DiagnosticSeverity.Error, Location.Line: 5 }, Is.True);
        Assert.That(found.Hint, Does.Contain(meant));
    }

    [Test]
    public async Task W40_OmittedCondition_IsToldFromAWrittenOne()
    {
        var result = await ReadYamlAsync("processes:\n  a: {command: x}\n  b: {command: x}\n  c:\n    command: y\n    depends_on:\n      a:\n      b: {condition: process_completed}");

        Assert.That(result.Diagnostics.Single() is { Code: DiagnosticCodes.ConditionOmitted, Location.Line: 7 }, Is.True);
        Assert.That(result.Definition!.Services[2].Dependencies.Select(d => d.Condition), Is.EqualTo(new[] { DependencyCondition.Started, DependencyCondition.Completed }));
    }

    [Test]
    public async Task W45_BasesOfSeveralFiles_AreReadBeforeTheirOwn()
    {
        Temp.Write("base1.yaml", "processes: {p: {command: base1}}");
        Temp.Write("base2.yaml", "processes: {p: {command: base2}}");

        var result = await ReadAsync([Temp.Write("a.yaml", "extends: base1.yaml\nprocesses: {a: {command: a}}"), Temp.Write("b.yaml", "extends: base2.yaml\nprocesses: {b: {command: b}}")]);

        Assert.That(result.Definition!.Files.Select(Path.GetFileName), Is.EqualTo(new[] { "base1.yaml", "a.yaml", "base2.yaml", "b.yaml" }));
        Assert.That(result.Definition.Services[0].StartCommand!.Text, Is.EqualTo("base2"));
    }
}
