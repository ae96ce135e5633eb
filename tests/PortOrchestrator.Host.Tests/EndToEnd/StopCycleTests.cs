using System.Globalization;

namespace PortOrchestrator.Host.Tests.EndToEnd;

/// <summary>
/// A service whose grandchildren leave its session and ignore SIGTERM, started and stopped again and again. PORTORCH_STOP_CYCLES says how often.
/// </summary>
public sealed class StopCycleTests : EndToEndFixture
{
    private const int FirstCycles = 10;

    // The supervisor and the service that obeys.
    private const int Others = 2;

    [Test]
    public async Task StartAndStop_GrandchildrenIgnoreTerm_NothingIsLeftAndNoDescriptorEither()
    {
        var cycles = Setting("PORTORCH_STOP_CYCLES", 100);
        // Ignored signals stay ignored in whatever a shell starts. They outlive ten thousand cycles.
        WriteServices(
            new { name = "family", start_command = "trap '' TERM; (setsid sleep 1000000 &); setsid sleep 1000000 & sleep 1000000 & wait", shutdown = new { timeout_seconds = 0.05 } },
            new { name = "calm", start_command = "exec sleep 1000000" });
        await ExpectAsync(0, "up", "-d");
        var supervisor = SupervisorPid(await PsAsync());
        await using var project = await OpenAsync();
        var descriptors = 0;
        for (var cycle = 1; cycle <= cycles; cycle++)
        {
            var stop = await project.DownAsync(new DownOptions { Services = ["family"] });
            Assert.That(stop.Stopped, Is.EqualTo(new[] { "family" }));
            Assert.That(Left(), Has.Count.EqualTo(Others), () => $"after stop {cycle}:\n{Processes.Describe(Left())}");
            var start = await project.UpAsync(new UpOptions { Selection = new() { Services = ["family"] } });
            Assert.That(start.Outcome, Is.EqualTo(UpOutcome.Ready));
            if (cycle == Math.Min(FirstCycles, cycles)) descriptors = Descriptors(supervisor);
        }

        Assert.That(Descriptors(supervisor), Is.LessThanOrEqualTo(descriptors + 5), "descriptors of the supervisor");
        Assert.That(Processes.Zombies(supervisor), Is.Zero);
        Assert.That(SupervisorPid(await PsAsync()), Is.EqualTo(supervisor));
        await ExpectAsync(0, "down");
        await NothingIsLeftAsync();
    }

    private static int Descriptors(int pid) => Directory.GetFileSystemEntries($"/proc/{pid}/fd").Length;

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
