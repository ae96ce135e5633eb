namespace PortOrchestrator.Host.Tests.EndToEnd;

public sealed class ConcurrencyTests : EndToEndFixture
{
    [Test]
    public async Task Up_EightAtTheSameInstant_OneSupervisorAndEachServiceOnce()
    {
        WriteServices(
            new { name = "one", start_command = $"echo x >> one; exec {TestService} --listen", ports = Auto(), health_check = "tcp://localhost:$PORT" },
            new { name = "two", start_command = $"echo x >> two; exec {TestService} --listen", ports = Auto(), health_check = "tcp://localhost:$PORT", dependencies = new[] { "one" } });

        var ups = Enumerable.Range(0, 8).Select(_ => Start(Program, ["up", "-d"])).ToList();
        var ended = await Task.WhenAll(ups.Select(u => u.EndAsync(60)));

        Assert.That(ended.Select(e => e.ExitCode), Is.All.Zero, string.Join('\n', ended.Select(e => e.ToString())));
        Assert.That(await File.ReadAllLinesAsync(Path.Combine(Folder, "one")), Has.Length.EqualTo(1));
        Assert.That(await File.ReadAllLinesAsync(Path.Combine(Folder, "two")), Has.Length.EqualTo(1));
        await Until(() => Left().Count == 3, () => Processes.Describe(Left()));
        await ExpectAsync(0, "down", "--timeout", "3");
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task UpAndDown_ManyRounds_LeaveNothingBehind()
    {
        WriteServices(
            new { name = "one", start_command = "exec sleep 300" },
            new { name = "two", start_command = "exec sleep 300", dependencies = new[] { "one" } });

        for (var round = 0; round < 10; round++)
        {
            var up = await ExpectAsync(0, "up", "-d");
            Assert.That(up.Out, Does.Contain("2 services ready"), $"round {round}: {up}");
            await ExpectAsync(0, "down", "--timeout", "3");
        }

        await NothingIsLeftAsync();
        Assert.That(Directory.GetFiles(Path.Combine(StateFolder, "run"), "*.sock"), Is.Empty);
    }

    private static object Auto() => new { @default = new { mode = "auto" } };
}
