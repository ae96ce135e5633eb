using System.Globalization;
using System.Text.Json.Nodes;

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
        WriteServices(Writer("steady"), Writer("changing", "steady"));
        var project = await UpAsync();
        for (var round = 0; round < rounds; round++)
        {
            var moment = (Moment)random.Next(4);
            var wait = random.Next(LongestWait);
            _rounds.Add($"{round}: {moment}, killed after {wait} ms");
            project = await RoundAsync(moment, wait, project);
        }

        await DownAsync();
        await NothingIsLeftAsync();
        foreach (var name in new[] { "steady", "changing" })
        {
            var (problems, runs, lines) = NumberedLog.Examine(NumberedLog.Read((string)Service(project, name)["logPath"]!));
            Assert.That(problems, Is.Empty, () => $"{name}\n{string.Join('\n', _rounds)}");
            TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {runs} runs, {lines} lines"));
            Assert.That(lines, Is.GreaterThan(rounds));
        }
    }

    private async Task<JsonNode> RoundAsync(Moment moment, int wait, JsonNode before)
    {
        if (moment == Moment.Start) await DownAsync();
        var command = moment switch
        {
            Moment.Start => Start(Program, ["up", "-d"]),
            Moment.Restart => Start(Program, ["restart", "changing"]),
            Moment.Stop => Start(Program, ["down"]),
            _ => null,
        };
        await Task.Delay(wait);
        Processes.Signal("KILL", Supervisors());
        if (command is not null) await command.EndAsync();
        if (moment == Moment.Stop)
        {
            await DownAsync();
            Assert.That(Services("steady").Concat(Services("changing")), Is.Empty, Explain);
        }

        var after = await UpAsync();
        if (moment is Moment.Restart or Moment.Rotation) Assert.That(Pid(after, "steady"), Is.EqualTo(Pid(before, "steady")), () => "steady was stopped\n" + Explain());
        if (moment is Moment.Rotation) Assert.That(Pid(after, "changing"), Is.EqualTo(Pid(before, "changing")), () => "changing was stopped\n" + Explain());
        Assert.That((Services("steady").Count(), Services("changing").Count()), Is.EqualTo((1, 1)), Explain);
        return after;
    }

    // What was being done when the supervisor was killed may have been refused; asked again, it is done.
    private async Task<JsonNode> UpAsync()
    {
        var up = await RunAsync("up", "-d");
        Assert.That(up.ExitCode, Is.Zero, () => $"{up}\n{Explain()}");
        return await PsAsync();
    }

    private async Task DownAsync()
    {
        var down = await RunAsync("down");
        Assert.That(down.ExitCode, Is.Zero, () => $"{down}\n{Explain()}");
        Assert.That(down.Error, Does.Not.Contain("killed"), Explain);
    }

    private IEnumerable<int> Supervisors() => Left().Where(p => Processes.CommandLine(p).Contains("supervise run", StringComparison.Ordinal));

    private IEnumerable<int> Services(string name) => Left().Where(p => Processes.CommandLine(p).EndsWith(name + ".pid", StringComparison.Ordinal));

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
