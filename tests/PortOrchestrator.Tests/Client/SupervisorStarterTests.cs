using System.Diagnostics;
using System.Globalization;
using PortOrchestrator.Client;

namespace PortOrchestrator.Tests.Client;

/// <summary>With scripts in the place of the program.</summary>
[Platform("Linux")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
[CancelAfter(60_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SupervisorStarterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("portorch-starter-").FullName;
    private readonly ProjectIdentity _project = new() { ProjectId = "p", Name = "shop", Root = "/", Checkout = "main" };

    private string PidFile => Path.Combine(_folder, "pid");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task StartAsync_ProgramIsReady_RunsOnAndIsNoChildOfOurs(CancellationToken cancellationToken)
    {
        await StartAsync("printf '\\001' >&3; echo $$ > \"$0.tmp\"; mv \"$0.tmp\" " + PidFile + "; exec 3>&-; exec sleep 1000", cancellationToken);

        while (!File.Exists(PidFile)) await Task.Delay(10, cancellationToken);
        using var supervisor = Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(PidFile, cancellationToken), CultureInfo.InvariantCulture));
        var status = await File.ReadAllLinesAsync($"/proc/{supervisor.Id}/stat", cancellationToken);
        supervisor.Kill();
        var fields = status[0][(status[0].LastIndexOf(')') + 2)..].Split(' ');
        Assert.That(fields[1], Is.Not.EqualTo(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)), "its parent");
        Assert.That(fields[3], Is.Not.EqualTo(OwnSession()), "its session");
        Assert.That(ZombieChildren(), Is.Empty);
    }

    [Test]
    public void StartAsync_ProgramEnds_IsToldWithWhatItSaid(CancellationToken cancellationToken)
    {
        var failure = Assert.ThrowsAsync<PortOrchestratorException>(() => StartAsync("echo there is no room >&2; exit 3", cancellationToken))!;

        Assert.That(failure.Code, Is.EqualTo(ErrorCode.SupervisorUnavailable));
        Assert.That(failure.Message, Does.Contain("'shop' ended before it answered").And.Contain("there is no room").And.Contain("supervisor.log"));
    }

    [Test]
    public void StartAsync_ProgramCannotBeRun_SaysSo(CancellationToken cancellationToken)
    {
        var file = Path.Combine(_folder, "portorch");
        File.WriteAllText(file, "not a program");

        var failure = Assert.ThrowsAsync<PortOrchestratorException>(() => Starter(file).StartAsync(_project, new SupervisorSettings(), cancellationToken))!;

        Assert.That(failure.Message, Does.Contain(file).And.Contain("Permission denied"));
    }

    [Test]
    public async Task StartAsync_AnotherHasTheLockAndGoes_TriesAgain(CancellationToken cancellationToken)
    {
        await StartAsync("if mkdir \"$0.first\" 2>/dev/null; then printf '\\002' >&3; else printf '\\001' >&3; fi", cancellationToken);

        Assert.That(Directory.Exists(Path.Combine(_folder, "portorch.first")));
    }

    [Test]
    public void StartAsync_ProgramNeverTells_EndsWhenCancelled()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        Assert.That(() => StartAsync("echo $$ > " + PidFile + "; exec sleep 1000", soon.Token), Throws.InstanceOf<OperationCanceledException>());

        if (File.Exists(PidFile)) Process.GetProcessById(int.Parse(File.ReadAllText(PidFile), CultureInfo.InvariantCulture)).Kill();
    }

    private static string OwnSession()
    {
        var stat = File.ReadAllText("/proc/self/stat");
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[3];
    }

    private static List<string> ZombieChildren() =>
        [.. Directory.GetDirectories("/proc").Where(d => int.TryParse(Path.GetFileName(d), out _)).Select(d => Read(Path.Combine(d, "stat"))).Where(IsOurZombie)];

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static bool IsOurZombie(string stat) =>
        stat.LastIndexOf(')') is > 0 and var end && stat[(end + 2)..].Split(' ') is var fields && fields[0] == "Z"
        && fields[1] == Environment.ProcessId.ToString(CultureInfo.InvariantCulture) && stat.Contains("(sh)", StringComparison.Ordinal);

    private Task StartAsync(string script, CancellationToken cancellationToken)
    {
        var file = Path.Combine(_folder, "portorch");
        File.WriteAllText(file, "#!/bin/sh\n" + script + "\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return Starter(file).StartAsync(_project, new SupervisorSettings(), cancellationToken);
    }

    private SupervisorStarter Starter(string program) => new(new StatePaths(Path.Combine(_folder, "state")), [program]);
}
