using System.Text.Json.Nodes;

namespace PortOrchestrator.Host.Tests.EndToEnd.Engines;

/// <summary>What the tests with real engines have in common.</summary>
public abstract class EngineFixture : EndToEndFixture
{
    /// <summary>A script that counts lines until it is asked to end, and then says good-bye.</summary>
    protected const string Counting = "trap \"echo bye; exit 0\" TERM; i=0; while :; do i=$((i+1)); echo line $i; sleep 0.05; done";

    /// <summary>Namespaces and daemons are the administrator's.</summary>
    protected static void RequireAdministrator()
    {
        if (!Environment.IsPrivilegedProcess) LeaveOut("Only the administrator can start an engine of the tests' own.");
    }

    /// <summary>Waits for a machine; where it cannot be had, the test is skipped, or fails where nothing may be skipped.</summary>
    private protected static async Task<T> RequireAsync<T>(Task<T> machine)
    {
        try
        {
            return await machine;
        }
        catch (InvalidOperationException e) when (!MustRun)
        {
            Assert.Ignore(e.Message);
            throw;
        }
    }

    /// <summary>Engines' programs take their time, above all where other tests want the processors as well.</summary>
    protected override int RunSeconds => 110;

    protected string LogOf(string service) => Directory.GetFiles(StateFolder, service + ".log", SearchOption.AllDirectories).Single();

    /// <summary>The numbers of the counted lines, in the order of the log.</summary>
    protected List<int> Numbers(string service) =>
        [.. File.ReadAllLines(LogOf(service)).Where(l => l.StartsWith("line ", StringComparison.Ordinal)).Select(l => int.Parse(l.AsSpan(5), System.Globalization.CultureInfo.InvariantCulture))];

    protected async Task AwaitLinesAsync(string service, int more)
    {
        var have = Numbers(service).Count;
        await Until(() => Numbers(service).Count >= have + more, () => File.ReadAllText(LogOf(service)) + "\n" + Processes.Describe(Left()), seconds: 60);
    }

    /// <summary>No line is missing, none is doubled, and the last word is there.</summary>
    protected void LogIsWhole(string service)
    {
        var numbers = Numbers(service);
        Assert.That(numbers, Is.EqualTo(Enumerable.Range(1, numbers.Count)), File.ReadAllText(LogOf(service)));
        Assert.That(File.ReadAllText(LogOf(service)), Does.Contain("bye"), "its last word");
    }

    protected async Task KillSupervisorAsync()
    {
        var supervisor = SupervisorPid(await PsAsync());
        Processes.Signal("KILL", supervisor);
        await Until(() => !Processes.IsAlive(supervisor));
    }

    /// <summary>Lets the program take over from itself in the supervisor's process; the service and the process that copies its log are the same afterwards.</summary>
    protected async Task UpgradeAsync(string service)
    {
        var (supervisor, copiers) = (SupervisorPid(await PsAsync()), Copiers());
        await ExpectAsync(0, "up", "-d", "--upgrade");
        await AwaitLinesAsync(service, 3);
        var ps = await PsAsync();
        Assert.That((SupervisorPid(ps), State(ps, service), (int?)Service(ps, service)["restarts"]), Is.EqualTo((supervisor, "launched", 0)));
        Assert.That(Copiers(), Is.EqualTo(copiers).And.Count.EqualTo(1));
    }

    /// <summary>The processes that copy the log of an engine.</summary>
    protected IReadOnlyList<int> Copiers() =>
        [.. Left().Where(p => Processes.CommandLine(p) is var line && (line.Contains("logs --follow", StringComparison.Ordinal) || line.Contains("journalctl", StringComparison.Ordinal)))];

    protected static string? Reason(JsonNode project, string service) => (string?)Service(project, service)["reason"];
}
