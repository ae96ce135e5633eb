using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using PortOrchestrator.Supervision.Handover;
using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Terminals;
using PortOrchestrator.Supervision.Tests.Processes;

namespace PortOrchestrator.Supervision.Tests.Terminals;

/// <summary>Real processes on real terminals.</summary>
[CancelAfter(60_000)]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ServiceTerminalTests : ProcessFixture
{
    private TerminalPump _pump = null!;

    [SetUp]
    public void CreatePump() => _pump = new TerminalPump(NullLogger.Instance);

    [TearDown]
    public void EndPump() => _pump.Dispose();

    [Test]
    public async Task Launch_OnTerminal_HasItAsControllingTerminalWithItsSize()
    {
        var (process, terminal) = Start("tty; stty size; echo controlling > /dev/tty; ls -m /proc/$$/fd; cut -d' ' -f6,7,8 /proc/$$/stat; grep -E '^SigBlk' /proc/self/status");
        await EndAsync(process, terminal);

        var lines = ReadOutput().Split('\n');
        var state = lines[4].Split(' ');
        Assert.Multiple(() =>
        {
            Assert.That(lines[0], Does.StartWith("/dev/pts/"));
            Assert.That(lines[1], Is.EqualTo("24 80"));
            Assert.That(lines[2], Is.EqualTo("controlling"));
            Assert.That(lines[3], Is.EqualTo("0, 1, 2"));
            Assert.That(state[0], Is.EqualTo(Pid(process)), "session");
            Assert.That(state[1], Is.Not.EqualTo("0"), "controlling terminal");
            Assert.That(state[2], Is.EqualTo(Pid(process)), "group in the foreground");
            Assert.That(lines[5], Is.EqualTo("SigBlk:\t0000000000000000"));
        });
    }

    [Test]
    public async Task EndAsync_MuchWrittenJustBefore_LeavesNothingOut()
    {
        for (var round = 0; round < 20; round++)
        {
            File.Delete(Output);
            var (process, terminal) = Start("seq 1 20000");
            await EndAsync(process, terminal);
            Assert.That(ReadOutput(), Is.EqualTo(string.Concat(Enumerable.Range(1, 20_000).Select(i => i.ToString(CultureInfo.InvariantCulture) + "\n"))));
        }
    }

    [Test]
    public async Task TypeAsync_LineAndCtrlC_AreReadAndSignal()
    {
        var (process, terminal) = Start("read line; echo got $line; read line");
        await terminal.TypeAsync("hello\r"u8.ToArray(), null, default);
        await Until(() => ReadOutput().Contains("got hello\n", StringComparison.Ordinal));

        await terminal.TypeAsync("\u0003"u8.ToArray(), null, default);

        Assert.That(await process.Exited, Is.EqualTo(130));
    }

    [Test]
    public async Task TypeAsync_NobodyReads_WaitsForRoomAndGoesOnWhenThereIsSome()
    {
        var (process, terminal) = Start("stty raw -echo; echo ready; while [ ! -e go ]; do sleep 0.05; done; head -c 400000 | wc -c");
        await Until(() => ReadOutput().Contains("ready", StringComparison.Ordinal));
        var typing = terminal.TypeAsync(new byte[400_000], null, default);
        using (var cancelled = new CancellationTokenSource(200))
            Assert.That(async () => await terminal.TypeAsync("never"u8.ToArray(), null, cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(typing.IsCompleted, Is.False, "there is not that much room");

        await File.WriteAllTextAsync(Path.Combine(Folder, "go"), "");

        await typing;
        await EndAsync(process, terminal);
        Assert.That(ReadOutput(), Does.Contain("400000"));
    }

    [Test]
    public async Task TypeAsync_AfterTheEnd_IsRefused()
    {
        var (process, terminal) = Start("true");
        await EndAsync(process, terminal);

        Assert.That(async () => await terminal.TypeAsync("x"u8.ToArray(), null, default), Throws.InstanceOf<PortOrchestratorException>());
    }

    [Test]
    public async Task Resize_AnotherSize_IsTold()
    {
        var (_, terminal) = Start("trap 'stty size' WINCH; echo ready; while :; do sleep 0.05; done");
        await Until(() => ReadOutput().Contains("ready", StringComparison.Ordinal));

        terminal.Resize(new TerminalSize(132, 43));

        await Until(() => ReadOutput().Contains("43 132\n", StringComparison.Ordinal));
    }

    [Test]
    public async Task Watch_WhileItRuns_ShowsLastScreensThenWhatIsWrittenThenTheEnd()
    {
        var (process, terminal) = Start("echo before; read line; echo after; exit 4");
        await Until(() => ReadOutput().Contains("before", StringComparison.Ordinal));
        using var watch = terminal.Watch(TerminalSize.Standard);
        await terminal.TypeAsync("\r"u8.ToArray(), null, default);
        var ending = EndAsync(process, terminal);
        var shown = await ShownAsync(watch);
        await ending;

        Assert.That(shown, Does.Match("^before\r\n\\s*after\r\n$"));
        Assert.That(watch.Ending, Is.EqualTo("exited with code 4"));
    }

    [Test]
    public async Task Watch_SameSizeAgain_MakesFullScreenProgramsDrawAgain()
    {
        var (_, terminal) = Start("trap 'echo drawn $(stty size)' WINCH; echo ready; while :; do sleep 0.05; done");
        await Until(() => ReadOutput().Contains("ready", StringComparison.Ordinal));

        using var watch = terminal.Watch(TerminalSize.Standard);

        await Until(() => ReadOutput().Contains("drawn 24 80\n", StringComparison.Ordinal));
    }

    [Test]
    public async Task Watch_ReadTooSlowly_IsShownTheLastScreensInsteadAndNothingIsHeldUp()
    {
        var (process, terminal) = Start("read line; seq 1 1000000; echo the end");
        using var watch = terminal.Watch(TerminalSize.Standard);
        var shown = new StringBuilder();
        await terminal.TypeAsync("\r"u8.ToArray(), null, default);
        await Until(() => ReadOutput().EndsWith("the end\n", StringComparison.Ordinal));

        await foreach (var bytes in watch.ReadAsync(default))
        {
            shown.Append(Encoding.UTF8.GetString(bytes));
            if (shown.ToString().EndsWith("the end\r\n", StringComparison.Ordinal)) break;
        }

        await EndAsync(process, terminal);
        Assert.That(shown.ToString(), Does.Contain("some output is left out here"));
        Assert.That(shown.Length, Is.LessThan(3_000_000));
        Assert.That(ReadOutput().Length, Is.EqualTo(6_888_896 + "\nthe end\n".Length), "the log has all");
    }

    [Test]
    public async Task EndAsync_GrandchildHoldsTheTerminal_IsAtOnceAndItsWordsAreLoggedLater()
    {
        var (process, terminal) = Start("trap '' HUP; (while [ ! -e go ]; do sleep 0.05; done; echo late) & echo first");
        await EndAsync(process, terminal);
        Assert.That(ReadOutput(), Is.EqualTo("first\n"));

        await File.WriteAllTextAsync(Path.Combine(Folder, "go"), "");

        await Until(() => ReadOutput() == "first\nlate\n");
    }

    [Test]
    public async Task Dispose_WhileItRuns_HangsUp()
    {
        var (process, _) = Start("echo ready; sleep 100");
        await Until(() => ReadOutput().Contains("ready", StringComparison.Ordinal));

        _pump.Dispose();

        Assert.That(await process.Exited, Is.EqualTo(129));
        _pump = new TerminalPump(NullLogger.Instance);
    }

    [Test]
    public async Task Launch_ManyOnTerminalsAndFailures_LeaveNoDescriptorAndNoTerminal()
    {
        await EndAsync(Start("true"));
        var (before, terminals) = (Descriptors(), Count("/dev/pts"));
        for (var round = 0; round < 20; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => EndAsync(Start("echo x"))));
            Assert.That(() => Launcher.Launch(Request("/etc/hostname") with { Terminal = TerminalSize.Standard }), Throws.InstanceOf<LaunchException>());
        }

        // The last slave is closed by the system when its process is collected, and our end when that is heard of.
        await Until(() => Descriptors() <= before && Count("/dev/pts") <= terminals);
    }

    [Test]
    public async Task HandOver_SomebodyIsTyping_TheNextOneKnowsWhatWasTakenAndNothingIsTypedTwice()
    {
        var (process, terminal) = Start("stty raw -echo; echo ready; while [ ! -e go ]; do sleep 0.01; done; head -c 400003 > typed");
        await Until(() => ReadOutput().Contains("ready", StringComparison.Ordinal));
        using var watch = terminal.Watch(TerminalSize.Standard, "somebody");
        await terminal.TypeAsync("abc"u8.ToArray(), watch, default);
        var much = Enumerable.Range(0, 400_000).Select(i => (byte)('a' + (i % 26))).ToArray();
        var typing = terminal.TypeAsync(much, watch, default);
        var other = terminal.TypeAsync("x"u8.ToArray(), null, default);
        await Until(() => watch.Taken > 3);

        var handed = _pump.HandOver([(terminal, "web", "id")]);

        Assert.That(async () => await typing, Throws.InstanceOf<PortOrchestratorException>().With.Message.Contains("of 400000 bytes were typed"));
        Assert.That(async () => await other, Throws.InstanceOf<HandingOverException>());
        Assert.That(async () => await terminal.TypeAsync("late"u8.ToArray(), null, default), Throws.InstanceOf<HandingOverException>());
        _pump = new TerminalPump(NullLogger.Instance);
        var next = _pump.Continue(handed.Single(), Output);
        using var again = next.Watch(TerminalSize.Standard, "somebody");
        await Until(() => again.Taken == watch.Taken);
        using var stranger = next.Watch(TerminalSize.Standard, "somebody");
        File.WriteAllText(Path.Combine(Folder, "go"), "");
        await next.TypeAsync(much.AsMemory((int)watch.Taken - 3), again, default);
        await process.Exited;
        Assert.That(File.ReadAllBytes(Path.Combine(Folder, "typed")), Is.EqualTo("abc"u8.ToArray().Concat(much)));
        Assert.That((again.Taken, stranger.Taken), Is.EqualTo((400_003L, 0L)));
    }

    [Test]
    public async Task HandOver_AgainBeforeSomebodyIsBackOrWhenTheyAreTwice_TheNextOneKnowsThem()
    {
        var (process, terminal) = Start("stty raw -echo; echo ready; head -c 4 > typed");
        await Until(() => ReadOutput().Contains("ready", StringComparison.Ordinal));
        using var watch = terminal.Watch(TerminalSize.Standard, "somebody");
        await terminal.TypeAsync("abc"u8.ToArray(), watch, default);

        var next = Exchange(Exchange(terminal));
        using var again = next.Watch(TerminalSize.Standard, "somebody");
        await Until(() => again.Taken == 3);
        using var late = next.Watch(TerminalSize.Standard, "somebody");
        next = Exchange(next);
        using var last = next.Watch(TerminalSize.Standard, "somebody");
        await next.TypeAsync("d"u8.ToArray(), last, default);

        await process.Exited;
        Assert.That(File.ReadAllText(Path.Combine(Folder, "typed")), Is.EqualTo("abcd"));
        Assert.That(last.Taken, Is.EqualTo(1), "of two with one name it goes on for the later one, who has typed nothing");

        ServiceTerminal Exchange(ServiceTerminal former)
        {
            var handed = _pump.HandOver([(former, "web", "id")]).Single();
            _pump = new TerminalPump(NullLogger.Instance);
            return _pump.Continue(handed, Output);
        }
    }

    private (LaunchedProcess Process, ServiceTerminal Terminal) Start(string script)
    {
        var process = Launch(Request("sh", "-c", script) with { Terminal = TerminalSize.Standard });
        return (process, _pump.Add(process.Terminal!, Output, TerminalSize.Standard));
    }

    private static Task EndAsync((LaunchedProcess Process, ServiceTerminal Terminal) started) => EndAsync(started.Process, started.Terminal);

    private static async Task EndAsync(LaunchedProcess process, ServiceTerminal terminal) => await terminal.EndAsync($"exited with code {await process.Exited}");

    private static async Task<string> ShownAsync(TerminalWatch watch)
    {
        var shown = new StringBuilder();
        await foreach (var bytes in watch.ReadAsync(default)) shown.Append(Encoding.UTF8.GetString(bytes));
        return shown.ToString();
    }

    private static string Pid(LaunchedProcess process) => process.Identity.Pid.ToString(CultureInfo.InvariantCulture);

    private static int Count(string folder) => Directory.GetFileSystemEntries(folder).Length;
}
