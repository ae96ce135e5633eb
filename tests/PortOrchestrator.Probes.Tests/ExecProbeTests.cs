using NSubstitute;
using PortOrchestrator.Configuration;

namespace PortOrchestrator.Probes.Tests;

[CancelAfter(30_000)]
[Platform("Linux,MacOsX")]
internal sealed class ExecProbeTests
{
    [Test]
    public async Task Check_ExitZero_Passes() =>
        Assert.That((await new ExecCheck { Command = CommandLine.Exec("true") }.CheckAsync()).Success, Is.True);

    [Test]
    public async Task Check_ShellTextFails_GivesExitCodeAndLastLine()
    {
        var result = await new ExecCheck { Command = CommandLine.Shell("echo first; echo 'not ready' >&2; exit 7") }.CheckAsync();

        Assert.That(result.Success, Is.False);
        Assert.That(result.Reason, Does.StartWith("exec:echo first").And.EndsWith(": exit code 7: not ready"));
    }

    [Test]
    public async Task Check_UnknownProgram_SaysThatItCouldNotBeStarted() =>
        Assert.That((await new ExecCheck { Command = CommandLine.Exec("no-such-program-here") }.CheckAsync()).Reason, Does.Contain("could not be started"));

    [Test]
    public async Task Check_EnvironmentAndFolder_AreExactlyThoseOfTheService()
    {
        Environment.SetEnvironmentVariable("PORTORCH_PROBE_LEAK", "leaked");
        var folder = Directory.CreateTempSubdirectory("portorch-probe-");
        try
        {
            folder.CreateSubdirectory("sub");
            var context = Probing.Context with
            {
                WorkingDirectory = folder.FullName,
                Environment = new Dictionary<string, string> { ["PATH"] = Environment.GetEnvironmentVariable("PATH")!, ["MINE"] = "1" },
            };
            var check = new ExecCheck
            {
                Command = CommandLine.Shell("test \"$MINE\" = 1 && test -z \"$PORTORCH_PROBE_LEAK\" && test \"$(basename \"$(pwd)\")\" = sub"),
                WorkingDirectory = "sub",
            };

            var result = await check.CheckAsync(context: context);

            Assert.That(result.Success, Is.True, result.Reason);
        }
        finally
        {
            Environment.SetEnvironmentVariable("PORTORCH_PROBE_LEAK", null);
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public async Task Check_ChildLeftBehindHoldsTheOutput_DoesNotWaitForIt([Values(0, 3)] int exitCode)
    {
        var result = await new ExecCheck { Command = CommandLine.Shell($"sleep 8 & echo done; exit {exitCode}") }.CheckAsync();

        Assert.That(result.Success, Is.EqualTo(exitCode == 0), result.Reason);
        Assert.That(result.Reason, exitCode == 0 ? Is.Null : Does.EndWith("exit code 3: done"));
        Assert.That(result.Elapsed, Is.LessThan(TimeSpan.FromSeconds(3)));
    }

    [Test]
    public async Task Check_TimeOut_KillsTheWholeTree()
    {
        var file = Path.GetTempFileName();
        try
        {
            var check = new ExecCheck { Command = CommandLine.Shell($"sh -c 'echo $$ > {file}; sleep 60; true'; true") };

            var result = await check.CheckAsync(timeoutMilliseconds: 1000);

            Assert.That(result.Reason, Does.Contain("it did not end within"));
            var pid = (await File.ReadAllTextAsync(file)).Trim();
            Assert.That(pid, Is.Not.Empty);
            Assert.That(() => IsAlive(pid), Is.False.After(3000, 20));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    public async Task Check_EndlessOutput_KeepsOnlyItsEnd()
    {
        var request = new ExecRequest
        {
            Arguments = ["sh", "-c", "head -c 3000000 /dev/zero | tr '\\0' x; echo; echo last"],
            WorkingDirectory = Path.GetTempPath(),
            Environment = Probing.Context.Environment,
        };

        var result = await new CliWrapExecRunner().RunAsync(request);

        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(result.Output, Does.EndWith("last\n"));
        Assert.That(result.Output.Length, Is.LessThanOrEqualTo(8192));
    }

    [Test]
    public async Task Check_OwnRunner_GetsShellAndText()
    {
        var runner = Substitute.For<IExecRunner>();
        runner.RunAsync(Arg.Any<ExecRequest>(), Arg.Any<CancellationToken>()).Returns(new ExecResult { ExitCode = 0 });

        await new ExecCheck { Command = CommandLine.Shell("a b") }.CheckAsync(context: Probing.Context with { ExecRunner = runner });

        await runner.Received(1).RunAsync(Arg.Is<ExecRequest>(r => r.Arguments.SequenceEqual(new[] { "sh", "-c", "a b" })), Arg.Any<CancellationToken>());
    }

    private static bool IsAlive(string pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/stat").Split(')')[^1].Trim()[0] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }
}
