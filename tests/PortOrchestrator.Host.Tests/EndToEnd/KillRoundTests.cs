using System.Globalization;

namespace PortOrchestrator.Host.Tests.EndToEnd;

/// <summary>
/// The supervisor is killed at moments that nobody chose, again and again, while services write numbered lines. PORTORCH_KILL_ROUNDS says how
/// often, PORTORCH_KILL_SEED makes the moments those of an earlier run, as far as a machine repeats itself.
/// </summary>
public sealed class KillRoundTests : EndToEndFixture
{
    private const int LongestWait = 500;
    private readonly List<string> _rounds = [];

    private enum Moment
    {
        Start,
        Restart,
        Rotation,
        Stop,
    }

    [Test]
    public async Task Supervisor_IsKilledAtAnyMoment_NothingStopsNothingIsLostNothingIsLeftNothingRunsTwice()
    {
        var rounds = Setting("PORTORCH_KILL_ROUNDS", 50);
        var seed = Setting("PORTORCH_KILL_SEED", Environment.TickCount & 0xffff);
        var random = new Random(seed);
        TestContext.Out.WriteLine($"seed {seed}");
        // Other tests on this machine have registries of their own, which know nothing of a port that is idle here for a moment.
        WriteProject(new { port_range = "30200-30299", services = new[] { Writer("steady"), Writer("changing", "steady") } });
        await using var project = await OpenAsync();
        var services = await UpAsync(project);
        for (var round = 0; round < rounds; round++)
        {
            var moment = (Moment)random.Next(4);
            var wait = random.Next(LongestWait);
            _rounds.Add($"{round}: {moment}, killed after {wait} ms");
            services = await RoundAsync(project, moment, wait, services);
        }

        await DownAsync(project);
        await Until(() => Left().Count + Supervisors().Count == 0, Explain);
        foreach (var service in services.Values)
        {
            var (problems, runs, lines) = NumberedLog.Examine(NumberedLog.Read(service.LogPath!));
            Assert.That(problems, Is.Empty, () => $"{service.Name}\n{string.Join('\n', _rounds)}");
            TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{service.Name}: {runs} runs, {lines} lines"));
            Assert.That(lines, Is.GreaterThan(rounds));
        }
    }

    private async Task<Dictionary<string, ServiceSnapshot>> RoundAsync(
        ProjectOrchestrator project, Moment moment, int wait, Dictionary<string, ServiceSnapshot> before)
    {
        if (moment == Moment.Start) await DownAsync(project);
        var command = moment switch
        {
            Moment.Start => Start(Program, ["up", "-d"]),
            Moment.Restart => Start(Program, ["restart", "changing"]),
            Moment.Stop => Start(Program, ["down"]),
            _ => null,
        };
        await Task.Delay(wait);
        Processes.Signal("KILL", Supervisors());
        if (command is not null) await command.EndAsync(120);
        if (moment == Moment.Stop)
        {
            await DownAsync(project);
            Assert.That(Running("steady").Concat(Running("changing")), Is.Empty, Explain);
        }

        var after = await UpAsync(project);
        foreach (var name in moment switch { Moment.Restart => ["steady"], Moment.Rotation => ["steady", "changing"], _ => Array.Empty<string>() })
            Assert.That(after[name].Pid, Is.EqualTo(before[name].Pid), () => $"{name} was stopped\n{Explain()}");
        Assert.That((Running("steady").Count(), Running("changing").Count()), Is.EqualTo((1, 1)), Explain);
        return after;
    }

    // What was being done when the supervisor was killed may have been refused; asked again, it is done.
    private async Task<Dictionary<string, ServiceSnapshot>> UpAsync(ProjectOrchestrator project)
    {
        var up = await project.UpAsync();
        Assert.That(up.Outcome, Is.EqualTo(UpOutcome.Ready).Or.EqualTo(UpOutcome.AlreadyRunning), () => $"{string.Join('\n', up.Failures)}\n{Explain()}");
        return up.Snapshot.Services.ToDictionary(s => s.Name);
    }

    private async Task DownAsync(ProjectOrchestrator project) => Assert.That((await project.DownAsync()).Stubborn, Is.Empty, Explain);

    private IEnumerable<int> Running(string name) => Left().Where(p => Processes.CommandLine(p).EndsWith(name + ".pid", StringComparison.Ordinal));

    private string Explain() => $"{string.Join('\n', _rounds)}\n{Processes.Describe(Left())}";

    private static object Writer(string name, params string[] dependencies) => new
    {
        name,
        start_command = new[] { TestService, "--count", "10", "--listen", "--pidfile", name + ".pid" },
        ports = new { @default = new { mode = "auto" } },
        health_check = $"tcp://localhost:${name.ToUpperInvariant()}_PORT",
        dependencies,
        log = new { max_size_mb = 0.1, max_files = 1_000_000 },
    };

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
