using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Supervision.Tests.Processes;

[CancelAfter(60_000)]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class InstanceTagTests : ProcessFixture
{
    // Own session, no environment, no output, and nobody who is its parent for long.
    private const string Stray = "(setsid env -i sleep 1000 </dev/null >/dev/null 2>&1 3>&- & echo child $! >&3) 3>&1; exit 0";

    [Test]
    public async Task FindTree_NothingButTheTagIsLeft_FindsTheProcess()
    {
        var root = Launch("sh", "-c", Stray);
        await root.Exited;
        var stray = (await ChildrenAsync(1))[0];
        await Until(() => ProcessStat.Read(stray) is { } stat && stat.Session == stray && Inspector.CommandLine(stray) == "sleep 1000");

        Assert.That(InstanceMarker.Read(stray), Is.Null, "its environment is cleared");
        Assert.That(Inspector.FindTree(root.Identity, Instance).Select(p => p.Pid), Is.EqualTo(new[] { stray }));
        Assert.That(Inspector.FindTree(root.Identity, Guid.NewGuid().ToString("N")), Is.Empty, "another service does not find it");
        Assert.That(Inspector.FindTree(root.Identity, null), Is.Empty);
    }

    [Test]
    public async Task StopAsync_NothingButTheTagIsLeft_EndsTheProcess()
    {
        var root = Launch("sh", "-c", Stray);
        await root.Exited;
        var stray = Inspector.Identify((await ChildrenAsync(1))[0])!;

        var result = await new ProcessTreeStopper(Inspector).StopAsync(
            new TreeStopRequest { Root = root.Identity, InstanceId = Instance, Signal = 15, Timeout = TimeSpan.FromSeconds(10) }, CancellationToken.None);

        Assert.That(Inspector.IsAlive(stray), Is.False);
        Assert.That(result.Killed, Is.Empty);
    }

    [Test]
    public async Task Launch_Instance_TagsThatProcessAloneAndLimitsNothing()
    {
        var tagged = Launch("sleep", "1000");
        var other = Launch(Request("sleep", "1000") with { Environment = new Dictionary<string, string> { ["PATH"] = Environment.GetEnvironmentVariable("PATH")! } });
        try
        {
            Assert.That(InstanceTag.Read(tagged.Identity.Pid), Is.EqualTo(InstanceTag.Of(Instance)).And.Not.Null);
            Assert.That(InstanceTag.Read(other.Identity.Pid), Is.Null);
            Assert.That(InstanceTag.Read(Environment.ProcessId), Is.Null, "our own limit is as it was");
            Assert.That(await File.ReadAllTextAsync($"/proc/{tagged.Identity.Pid}/limits"), Does.Match(@"Max realtime timeout +\d{19} +unlimited"));
        }
        finally
        {
            Inspector.Signal(other.Identity, 9);
        }
    }

    [TestCase("Max realtime timeout      unlimited            unlimited            us        ")]
    [TestCase("Max realtime timeout      200000               200000               us        ")]
    [TestCase("Max cpu time              4611686018427400249  unlimited            seconds   ")]
    [TestCase("")]
    public void Parse_NoTag_IsNull(string limits) => Assert.That(InstanceTag.Parse(System.Text.Encoding.ASCII.GetBytes(limits)), Is.Null);

    [TestCase(null)]
    [TestCase("")]
    [TestCase("not-a-hexadecimal-id")]
    public void Of_NoInstanceOfOurs_IsNull(string? id) => Assert.That(InstanceTag.Of(id), Is.Null);
}
