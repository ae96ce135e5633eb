using System.Diagnostics;
using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Processes.Interop;

namespace PortOrchestrator.Supervision.Tests.Processes;

[CancelAfter(60_000)]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class PosixProcessLauncherTests : ProcessFixture
{
    [TestCase("exit 0", 0)]
    [TestCase("exit 7", 7)]
    [TestCase("kill -9 $$", 137)]
    [TestCase("kill -TERM $$", 143)]
    public async Task Launch_ProcessEnds_ReportsExitCode(string script, int expected) =>
        Assert.That(await Launch("sh", "-c", script).Exited, Is.EqualTo(expected));

    [Test]
    public async Task Launch_OutputExists_AppendsBothStreamsInOrder()
    {
        await File.WriteAllTextAsync(Output, "before\n");
        await Launch("sh", "-c", "echo one; echo two >&2; echo three").Exited;
        Assert.That(ReadOutput(), Is.EqualTo("before\none\ntwo\nthree\n"));
    }

    [Test]
    public async Task Launch_NewOutput_IsPrivate()
    {
        await Launch("true").Exited;
        Assert.That(File.GetUnixFileMode(Output), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public async Task Launch_ErrorPath_SeparatesStreams()
    {
        var error = Path.Combine(Folder, "err.log");
        await Launch(Request("sh", "-c", "echo one; echo two >&2") with { ErrorPath = error }).Exited;
        Assert.That(ReadOutput(), Is.EqualTo("one\n"));
        Assert.That(await File.ReadAllTextAsync(error), Is.EqualTo("two\n"));
    }

    [Test]
    public async Task Launch_Environment_IsExactlyTheRequested()
    {
        var request = Request("/usr/bin/env", "-0") with { Environment = new Dictionary<string, string> { ["A"] = "1=2", ["B"] = "zwölf\nzeilen", ["C"] = "" } };
        await Launch(request).Exited;
        Assert.That(ReadOutput().Split('\0', StringSplitOptions.RemoveEmptyEntries), Is.EquivalentTo(new[] { "A=1=2", "B=zwölf\nzeilen", "C=" }));
    }

    [Test]
    public async Task Launch_Child_HasCleanStateAndOwnSession()
    {
        DescriptorHygiene.MarkInheritedCloseOnExec();
        using var open = File.OpenRead("/etc/hostname");
        var process = Launch("sh", "-c", "grep -E '^Sig(Ign|Blk)' /proc/self/status; ls /proc/$$/fd | tr '\\n' ' '; echo; pwd; ulimit -Sn; read x; echo read $?; cat /proc/$$/stat");
        await process.Exited;
        var lines = ReadOutput().Split('\n');
        Assert.Multiple(() =>
        {
            Assert.That(lines[0], Is.EqualTo("SigBlk:\t0000000000000000"));
            // The C library itself ignores its two internal signals, 32 and 33, while it spawns.
            Assert.That(Convert.ToUInt64(lines[1][8..], 16) & ~0x180000000UL, Is.Zero, lines[1]);
            Assert.That(lines[2].Trim(), Is.EqualTo("0 1 2"));
            Assert.That(lines[3], Is.EqualTo(Folder));
            Assert.That(int.Parse(lines[4]), Is.LessThanOrEqualTo(1024));
            Assert.That(lines[5], Is.EqualTo("read 1"), "standard input is empty");
            Assert.That(lines[6].Split(' ')[5], Is.EqualTo(process.Identity.Pid.ToString()), "session");
        });
    }

    [Test]
    public async Task Launch_WhatWeIgnoreAndBlock_IsNotHandedDown()
    {
        const int UserSignal2 = 12;
        var before = Libc.Signal(UserSignal2, 1);
        try
        {
            await Launch("grep", "-E", "^Sig(Ign|Blk)", "/proc/self/status").Exited;
        }
        finally
        {
            _ = Libc.Signal(UserSignal2, before);
        }

        foreach (var line in ReadOutput().Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Assert.That(Convert.ToUInt64(line[8..], 16) & ~0x180000000UL, Is.Zero, line);
    }

    [Test]
    public async Task Launch_GrandchildHoldsOutput_ExitIsLearntAtOnce()
    {
        var clock = Stopwatch.StartNew();
        var code = await Launch("sh", "-c", "sleep 30 & exit 3").Exited;
        Assert.That(code, Is.EqualTo(3));
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)));
    }

    [Test]
    public void Launch_HundredProcesses_TakesUnderASecond()
    {
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 100; i++) Launch("sleep", "30");
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public async Task Launch_ThreeThousandProcessesAndFailures_LeaveNoDescriptorAndNoZombie()
    {
        Script("bad.sh", "#!/no/such/interpreter\n", executable: true);
        await Launch("true").Exited;
        var before = Descriptors();
        for (var round = 0; round < 60; round++)
        {
            var codes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Launcher.Launch(Request("true")).Exited));
            Assert.That(codes, Is.All.Zero);
            Assert.That(() => Launcher.Launch(Request("./bad.sh")), Throws.InstanceOf<LaunchException>());
        }

        Assert.That(Descriptors(), Is.LessThanOrEqualTo(before + 8));
        Assert.That(Zombies(), Is.Empty);
    }

    [Test]
    public async Task Launch_BesideProcessClass_BothLearnTheirExits()
    {
        for (var i = 0; i < 20; i++)
        {
            var ours = Launch("sh", "-c", "exit 4").Exited;
            using var theirs = Process.Start("sh", ["-c", "exit 6"]);
            await theirs.WaitForExitAsync();
            Assert.That((await ours, theirs.ExitCode), Is.EqualTo((4, 6)));
        }
    }

    [Test]
    public void Launch_PathOfRequest_DecidesWhichProgramRuns()
    {
        var failure = Assert.Throws<LaunchException>(() => Launch(Request("sh") with { Environment = new Dictionary<string, string> { ["PATH"] = Folder } }));
        Assert.That(failure!.Message, Does.Contain("'sh'").And.Contain(Folder).And.Contain("PATH"));
    }

    [Test]
    public async Task Launch_RelativeProgram_IsFoundInWorkingDirectory()
    {
        Script("run.sh", "#!/bin/sh\nexit 12\n", executable: true);
        Assert.That(await Launch("./run.sh").Exited, Is.EqualTo(12));
    }

    [Test]
    public void Launch_NotExecutable_NamesFileAndCure()
    {
        Script("run.sh", "#!/bin/sh\n", executable: false);
        Assert.That(Message("./run.sh"), Does.Contain("run.sh").And.Contain("chmod +x"));
    }

    [Test]
    public void Launch_MissingInterpreter_SaysSo()
    {
        Script("run.sh", "#!/no/such/interpreter\n", executable: true);
        Assert.That(Message("./run.sh"), Does.Contain("interpreter"));
    }

    [Test]
    public void Launch_NoFormat_AsksForFirstLine()
    {
        Script("run.sh", "echo hi\n", executable: true);
        Assert.That(Message("./run.sh"), Does.Contain("#!/bin/sh"));
    }

    [Test]
    public void Launch_NoSuchFileOrFolder_NamesIt()
    {
        Assert.That(Message("./nothing"), Does.Contain("'./nothing'").And.Contain(Folder));
        Assert.That(Message("/usr"), Does.Contain("is a folder"));
        var missing = Assert.Throws<LaunchException>(() => Launch(Request("true") with { WorkingDirectory = "/no/such" }));
        Assert.That(missing!.Message, Does.Contain("'/no/such'").And.Contain("working_dir"));
    }

    [Test]
    public void Launch_LogCannotBeWritten_NamesTheLog()
    {
        var failure = Assert.Throws<LaunchException>(() => Launch(Request("true") with { OutputPath = Path.Combine(Folder, "missing", "x.log") }));
        Assert.That(failure!.Message, Does.Contain("x.log").And.Contain("log"));
    }

    [Test]
    public async Task AllChildren_ManyOrphansAndPauses_LosesNoExit()
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "reaperhost"), "300") { RedirectStandardOutput = true };
        using var host = Process.Start(start)!;
        var text = await host.StandardOutput.ReadToEndAsync();
        await host.WaitForExitAsync();
        Assert.That(text, Is.EqualTo("lost 0\nagain 42\nparent 5\norphan 9 known\n"));
        Assert.That(host.ExitCode, Is.Zero);
    }

    private string Message(params string[] arguments) => Assert.Throws<LaunchException>(() => Launch(arguments))!.Message;

    private void Script(string name, string text, bool executable)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        if (executable) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static List<int> Zombies() =>
        [.. Directory.GetDirectories("/proc").Select(d => int.TryParse(Path.GetFileName(d), out var pid) ? pid : 0)
            .Where(pid => pid > 0 && ProcessStat.Read(pid) is { State: 'Z' } s && s.Parent == Environment.ProcessId)];
}
