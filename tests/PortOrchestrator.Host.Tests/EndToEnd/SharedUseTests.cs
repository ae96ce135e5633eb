namespace PortOrchestrator.Host.Tests.EndToEnd;

/// <summary>How long a checkout uses a shared service when nobody calls <c>down</c> in it.</summary>
[CancelAfter(120_000)]
public sealed class SharedUseTests : EndToEndFixture
{
    private static readonly object Database = new { name = "db", scope = "machine", tier = 1, start_command = "exec sleep 1000", stop_policy = "immediate" };

    [TestCase("up")]
    [TestCase("run", "ends")]
    public async Task Foreground_FailsOrEnds_UsesNothingAnyMore(params string[] command)
    {
        var shop = WriteProjectIn("shop", Database, new { name = "web", start_command = "exec sleep 1000", dependencies = new[] { "db" } });
        var blog = WriteProjectIn(
            "blog",
            Database,
            new { name = "fails", start_command = "exit 3", dependencies = new[] { "db" } },
            new { name = "ends", kind = "task", start_command = "exit 0", dependencies = new[] { "db" } });
        await ExpectInAsync(shop, 0, "up", "-d");

        await ExpectInAsync(blog, command[0] == "up" ? 4 : 0, command);
        var still = await RunInAsync(shop, "ps", "--json");
        var down = await ExpectInAsync(shop, 0, "down");

        Assert.That(State(still.Json, "db"), Is.EqualTo("running"), still.ToString());
        Assert.That(down.Error, Does.Not.Contain("left running"), down.ToString());
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Foreground_FailsWhereTheServiceWasUsedBefore_GoesOnUsingIt()
    {
        var blog = WriteProjectIn(
            "blog",
            Database,
            new { name = "web", start_command = "exec sleep 1000", dependencies = new[] { "db" } },
            new { name = "fails", start_command = "exit 3", disabled = true, dependencies = new[] { "db" } });
        await ExpectInAsync(blog, 0, "up", "-d");

        await ExpectInAsync(blog, 4, "up", "fails");

        var ps = await RunInAsync(blog, "ps", "--json");
        Assert.That((State(ps.Json, "db"), State(ps.Json, "web")), Is.EqualTo(("running", "running")), ps.ToString());
    }

    [Test]
    public async Task Foreground_ProjectEndsByAnExitPolicy_UsesNothingAnyMore()
    {
        var shop = WriteProjectIn("shop", Database, new { name = "web", start_command = "exec sleep 1000", dependencies = new[] { "db" } });
        WriteFile("blog/process-compose.yaml", """
            processes:
              db: { command: "exec sleep 1000", x-portorch: { scope: machine, tier: 1 } }
              job: { command: "exit 5", depends_on: { db: { condition: process_started } }, availability: { exit_on_end: true } }
            """);
        await ExpectInAsync(shop, 0, "up", "-d");

        await ExpectInAsync(Path.Combine(Folder, "blog"), 5, "up");
        var down = await ExpectInAsync(shop, 0, "down");

        Assert.That(down.Error, Does.Not.Contain("left running"), down.ToString());
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Start_ComesToNothingAfterTheSharedService_LeavesNoUse()
    {
        var shop = WriteProjectIn("shop", Database);
        await ExpectInAsync(shop, 0, "up", "-d");
        WriteServices(Database, new { name = "web", start_command = "exec sleep 1000", dependencies = new[] { "db" } });

        // Its own supervisor does not come up, while that of the machine runs.
        await using (var project = await OpenAsync("/bin/false"))
            Assert.That(async () => await project.UpAsync(), Throws.TypeOf<PortOrchestratorException>());
        var down = await ExpectInAsync(shop, 0, "down");

        Assert.That(down.Out, Does.Contain("db"), down.ToString());
        Assert.That(down.Error, Does.Not.Contain("left running"), down.ToString());
        await NothingIsLeftAsync();
    }
}
