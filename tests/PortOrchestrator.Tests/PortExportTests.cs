using System.Diagnostics;
using System.Text.Json;

namespace PortOrchestrator.Tests;

[CancelAfter(60_000)]
internal sealed class PortExportTests
{
    private static readonly string[] HostileNames =
    [
        "", " ", "shop", "my shop", "it's", "'", "''", "\"", "a\"b", "$HOME", "${X}", "$(touch pwned)", "`id`", "a\nb", "\n", "a\n'b'\n", "a\\", "\\", "\\'", "a\\nb", "it's \"$5\" \\ `x`",
        "#no comment", "a #b", "a=b", "; rm x", "&& x", "!!", "caf\u00e9 \u2713 \U0001F600", "\u2018\u2019\u201A\u201B\u201C", "a\rb", "a\r\nb", "\t", "-n", "%PATH%", "~", "*",
    ];

    private static readonly ProjectIdentity Project = new() { ProjectId = "0123456789ab", Name = "shop", Root = "/srv/shop" };

    [Test]
    public void Of_ServicesWithSeveralPorts_NamesThemAsServicesAreTold()
    {
        var export = PortExport.Of(Project, [Port("kafka-ui", 9000), Port("web", 7000, "admin"), Port("web", 8000), Port("neo4j", 7687, "bolt", age: 2), Port("neo4j", 7474, "http", age: 1)]);

        Assert.That(export.Variables.Select(v => $"{v.Key}={v.Value}"), Is.EqualTo(new[]
        {
            "PORTORCH_PROJECT=shop", "PORTORCH_CHECKOUT=main", "KAFKA_UI_HOST=localhost", "KAFKA_UI_PORT=9000",
            "NEO4J_BOLT_PORT=7687", "NEO4J_HOST=localhost", "NEO4J_HTTP_PORT=7474", "NEO4J_PORT=7687",
            "WEB_ADMIN_PORT=7000", "WEB_HOST=localhost", "WEB_PORT=8000",
        }));
    }

    [Test]
    public void Of_Replicas_TakesTheLowest()
    {
        var export = PortExport.Of(Project, [Port("web", 8001) with { Replica = 1 }, Port("web", 8002) with { Replica = 0 }]);
        Assert.That(export.Variables.Single(v => v.Key == "WEB_PORT").Value, Is.EqualTo("8002"));
    }

    [TestCase("a-b", "default", "a.b", "default", "A_B_PORT")]
    [TestCase("web", "admin", "web-admin", "default", "WEB_ADMIN_PORT")]
    [TestCase("web", "x-y", "web", "x_y", "WEB_X_Y_PORT")]
    public void Of_OneNameForTwoPorts_IsAProblemAndWritesNothing(string first, string firstPort, string second, string secondPort, string variable)
    {
        var export = PortExport.Of(Project, [Port(first, 8001, firstPort), Port(second, 8002, secondPort)]);

        Assert.That(export.Succeeded, Is.False);
        Assert.That(export.Variables, Is.Empty);
        Assert.That(export.Problems, Has.Some.Contains(variable).And.Contains($"'{first}'").And.Contains($"'{second}'"));
        Assert.That(() => export.Write(PortExportFormat.Json), Throws.InvalidOperationException);
    }

    [Test]
    public void Of_NullCharacter_IsAProblem() =>
        Assert.That(PortExport.Of(Project with { Name = "a\0b" }, []).Problems, Has.One.Contains("null character"));

    [Test]
    public void Write_Json_ReadsBackAsItWas() => Assert.Multiple(() =>
    {
        foreach (var name in HostileNames)
        {
            using var document = JsonDocument.Parse(Write(name, PortExportFormat.Json).Text);
            Assert.That(document.RootElement.GetProperty("PORTORCH_PROJECT").GetString(), Is.EqualTo(name));
            Assert.That(document.RootElement.GetProperty("WEB_PORT").GetString(), Is.EqualTo("8000"));
        }
    });

    [TestCaseSource(nameof(HostileNames))]
    [Platform("Linux")]
    public async Task Write_Bash_EvaluatesToWhatItWas(string name)
    {
        var start = new ProcessStartInfo("bash", ["-c", "eval \"$1\"; printenv -0 PORTORCH_PROJECT WEB_PORT", "bash", Write(name, PortExportFormat.Bash).Text])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var bash = Process.Start(start)!;
        var output = await bash.StandardOutput.ReadToEndAsync();
        var error = await bash.StandardError.ReadToEndAsync();
        await bash.WaitForExitAsync();

        Assert.That((output, error), Is.EqualTo((name + "\0" + "8000\0", "")));
    }

    [TestCase("shop", "shop")]
    [TestCase("", "''")]
    [TestCase("my $shop `x` \"y\" #z", "'my $shop `x` \"y\" #z'")]
    [TestCase("it's", "\"it's\"")]
    [TestCase("it's\r\n", "\"it's\\r\\n\"")]
    [TestCase("a\nb", "'a\nb'")]
    [TestCase("a\\b", "'a\\b'")]
    public void Write_DotEnv_UsesWhatAllReadersReadAlike(string name, string written)
    {
        var (text, warnings) = Write(name, PortExportFormat.DotEnv);
        Assert.That(text, Does.StartWith($"PORTORCH_PROJECT={written}\n"));
        Assert.That(warnings, Is.Empty);
    }

    [TestCase("it's $5", "\"it's \\$5\"")]
    [TestCase("a\\", "\"a\\\\\"")]
    public void Write_DotEnvWithoutACommonForm_WarnsAndNamesTheVariable(string name, string written)
    {
        var (text, warnings) = Write(name, PortExportFormat.DotEnv);
        Assert.That(text, Does.StartWith($"PORTORCH_PROJECT={written}\n"));
        Assert.That(warnings, Has.One.Contains("PORTORCH_PROJECT"));
    }

    [Test]
    public void Write_NameThatBeginsWithADigit_IsLeftOutWhereItIsNone()
    {
        var export = PortExport.Of(Project, [Port("3d", 8000)]);
        Assert.That(export.Write(PortExportFormat.Bash).Text, Does.Not.Contain("3D_"));
        Assert.That(export.Write(PortExportFormat.Bash).Warnings, Has.Some.Contains("3D_PORT"));
        Assert.That(export.Write(PortExportFormat.PowerShell).Text, Does.Contain("$env:3D_PORT = '8000'"));
    }

    private static PortExportText Write(string name, PortExportFormat format) =>
        PortExport.Of(Project with { Name = name }, [Port("web", 8000)]).Write(format);

    private static PortAllocation Port(string service, int port, string name = "default", int age = 0) => new()
    {
        Port = port,
        Project = Project.Name,
        ProjectId = Project.ProjectId,
        Checkout = Project.Checkout,
        Root = Project.Root,
        Service = service,
        Name = name,
        AllocatedAt = DateTimeOffset.UnixEpoch - TimeSpan.FromMinutes(age),
    };
}
