using System.Diagnostics;
using System.Globalization;
using PortOrchestrator.Hooks;

namespace PortOrchestrator.Tests.Hooks;

/// <summary>Start files of shells, and what real shells make of them. A program stands in for portorch and keeps what it was called with.</summary>
[Platform("Linux")]
[CancelAfter(120_000)]
internal sealed class ShellHookTests : HookFixture
{
    private static readonly HookHost[] Shells = [HookHost.Bash, HookHost.Zsh, HookHost.Fish];

    private string Log => Program + ".log";

    [Test]
    public async Task InstallAndUninstall_AnyStartFile_IsAsBeforeToTheByte(
        [ValueSource(nameof(Shells))] HookHost shell,
        [Values("", "a\n", "a", "a\r\nb\r\n", "a\r\nb", "\n", "# portorch\n\n\n", "ä\n\tb")] string text,
        [Values] bool isForgotten)
    {
        var file = (await Hooks.InstallAsync(shell, dryRun: true)).File;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);

        await Hooks.InstallAsync(shell);
        var written = File.ReadAllText(file);
        var again = await Hooks.InstallAsync(shell);
        if (isForgotten) Directory.Delete(State, recursive: true);
        await Hooks.UninstallAsync(shell);

        Assert.That(again.Outcome, Is.EqualTo(HookOutcome.AlreadyInstalled));
        Assert.That(written, Does.Contain(text.TrimEnd('\n', '\r')).And.Contain(Program));
        Assert.That(written.Split('\n').Count(l => l.Contains("# portorch session hook", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(File.ReadAllText(file), Is.EqualTo(text));
    }

    [Test]
    public async Task Install_NoStartFile_IsDeletedAgain([ValueSource(nameof(Shells))] HookHost shell)
    {
        var change = await Hooks.InstallAsync(shell);
        await Hooks.UninstallAsync(shell);

        Assert.That(change.IsWholeFile, Is.True);
        Assert.That(Directory.GetFileSystemEntries(Home), Is.Empty);
    }

    [Test]
    public async Task Uninstall_LinesWereAddedBehindIt_StayAndNothingElseGoes()
    {
        var file = Write("home/.bashrc", "first\n");
        await Hooks.InstallAsync(HookHost.Bash);
        File.AppendAllText(file, "last\n");

        await Hooks.UninstallAsync(HookHost.Bash);

        Assert.That(File.ReadAllText(file), Is.EqualTo("first\nlast\n"));
    }

    // $? as the user's own things see it, a trap and hooks that were there before, subshells, and the end.
    [TestCase(
        HookHost.Bash, "PS1='> '; PROMPT_COMMAND='echo own-prompt=$?'; trap 'echo own-exit=$?' EXIT\n",
        "false", "(cd /)", "echo status=$?", "own-prompt=1", "own-exit=3")]
    [TestCase(
        HookHost.Bash, "PS1='> '; PROMPT_COMMAND=('echo own-prompt=$?' 'echo second')\n",
        "false", "(cd /)", "echo status=$?", "own-prompt=1", "second")]
    [TestCase(
        HookHost.Zsh, "PS1='> '; chpwd_functions=(own); own() { echo own-folder }; precmd() { echo own-prompt=$? }; zshexit() { echo own-exit }\n",
        "false", "(cd /); x=$(cd /)", "echo status=$?", "own-prompt=1", "own-exit")]
    [TestCase(
        HookHost.Fish, "function fish_prompt; echo \"own-prompt=$status> \"; end; function own --on-variable PWD; echo own-folder; end; function gone --on-event fish_exit; echo own-exit; end\n",
        "false", "true", "echo status=$status", "own-prompt=1", "own-exit")]
    public async Task Shell_FoldersChange_StartsOneSessionForEachAndEndsIt(
        HookHost shell, string own, string failing, string elsewhere, string status, string prompt, string further)
    {
        var folders = new[] { "a", "b c" }.Select(n => Directory.CreateDirectory(Path.Combine(Home, n)).FullName).ToList();
        await PrepareAsync(shell, own);
        using var run = Start(shell);
        var pid = await FirstAsync();

        await TypeAsync(run, $"cd '{folders[0]}'", 2);
        foreach (var line in new[] { failing, status, elsewhere }) await run.StandardInput.WriteLineAsync(line);
        await TypeAsync(run, $"cd '{folders[1]}'", 3);
        await TypeAsync(run, "exit 3", 4);
        var shown = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();

        Assert.That(Calls(), Is.EqualTo(new[]
        {
            $"{Home}|session start --move --budget 0 --agent shell --pid {pid}",
            $"{folders[0]}|session start --move --budget 0 --agent shell --pid {pid}",
            $"{folders[1]}|session start --move --budget 0 --agent shell --pid {pid}",
            $"{folders[1]}|session end --agent shell --pid {pid}",
        }));
        Assert.That(shown, Does.Contain("status=1").And.Contain(prompt).And.Contain(further));
        Assert.That(shown, Does.Not.Contain("[1]").And.Not.Contain("Done"), "nobody is told of a job");
        Assert.That(run.ExitCode, Is.EqualTo(3));
    }

    [TestCase(HookHost.Bash, "__portorch_prompt; s=$EPOCHREALTIME; for i in {1..1000}; do __portorch_prompt; done; e=$EPOCHREALTIME; echo took=$(( ${e/./} - ${s/./} ))")]
    [TestCase(HookHost.Zsh, "zmodload zsh/datetime; __portorch_prompt; s=$EPOCHREALTIME; for i in {1..1000}; do __portorch_prompt; done; e=$EPOCHREALTIME; printf 'took=%.0f\\n' $(( (e - s) * 1000000 ))")]
    [TestCase(HookHost.Fish, "__portorch_prompt; set s (date +%s%N); for i in (seq 1000); __portorch_prompt; end; set e (date +%s%N); echo took=(math \"round(($e - $s) / 1000)\")")]
    public async Task Shell_ThousandPromptsInOneFolder_CostLessThanAMillisecondEachAndNoProcess(HookHost shell, string loop)
    {
        await PrepareAsync(shell, "");
        using var run = Start(shell, "-i", "-c", loop);
        var shown = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();

        var took = int.Parse(shown.Split("took=")[1].Split('\r', '\n')[0], CultureInfo.InvariantCulture);
        TestContext.Out.WriteLine($"{shell}: {took / 1000.0:0.0} µs for each prompt");
        Assert.That(took, Is.LessThan(1_000_000));
        await WaitAsync(() => Calls().Any(c => c.Contains("session end", StringComparison.Ordinal)));
        Assert.That(Calls().Count(c => c.Contains("session start", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    // Their terminals go with them, while others want the processors as well.
    [TestCase(HookHost.Bash)]
    [TestCase(HookHost.Zsh)]
    [TestCase(HookHost.Fish)]
    public async Task Shell_ManyEndAtOnce_EachTellsOfItsEnd(HookHost shell)
    {
        await PrepareAsync(shell, "");
        var runs = Enumerable.Range(0, 40).Select(_ => Start(shell, "-i", "-c", "__portorch_prompt")).ToList();
        foreach (var run in runs)
        {
            await run.StandardOutput.ReadToEndAsync();
            await run.WaitForExitAsync();
            run.Dispose();
        }

        await WaitAsync(() => Calls().Count >= 2 * runs.Count);
        Assert.That(Calls().Count(c => c.Contains("session end", StringComparison.Ordinal)), Is.EqualTo(runs.Count));
    }

    [TestCase(HookHost.Bash)]
    [TestCase(HookHost.Zsh)]
    [TestCase(HookHost.Fish)]
    public async Task Shell_ProgramIsGone_SaysNothing(HookHost shell)
    {
        await PrepareAsync(shell, "", isReadTwice: false);
        File.Delete(Program);
        using var run = Start(shell, "-i", "-c", "echo still here");

        Assert.That((await run.StandardOutput.ReadToEndAsync()).Trim(), Does.EndWith("still here").And.Not.Contain("portorch"));
    }

    private async Task PrepareAsync(HookHost shell, string own, bool isReadTwice = true)
    {
        if (!File.Exists($"/usr/bin/{Name(shell)}")) Assert.Ignore($"{shell} is not installed.");
        File.WriteAllText(Program, "#!/bin/sh\ncase $1 in hook) cat \"$0.script\" ;; *) echo \"$PWD|$*\" >> \"$0.log\" ;; esac\n");
        File.WriteAllText(Program + ".script", Hooks.Script(shell));
        var file = (await Hooks.InstallAsync(shell, dryRun: true)).File;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, own);
        await Hooks.InstallAsync(shell);
        if (!isReadTwice) return;
        // Read a second time, as by somebody who has just changed it.
        File.AppendAllText(file, shell == HookHost.Fish ? $"{Program} hook print fish | source\n" : $"eval \"$({Program} hook print {Name(shell)})\"\n");
    }

    // On a terminal of its own, as prompts are for people.
    private Process Start(HookHost shell, params string[] arguments)
    {
        var command = string.Join(' ', new[] { Name(shell) }.Concat(arguments.DefaultIfEmpty("-i")).Select(a => "'" + a.Replace("'", "'\\''", StringComparison.Ordinal) + "'"));
        var start = new ProcessStartInfo("script", ["-qec", command, "/dev/null"])
        {
            WorkingDirectory = Home,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in new[] { ("HOME", Home), ("PATH", "/usr/bin:/bin"), ("TERM", "dumb"), ("SHELL", "/bin/sh"), ("LANG", "C.UTF-8") }) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private async Task<string> FirstAsync()
    {
        await WaitAsync(() => Calls().Count > 0);
        return Calls()[0].Split(' ')[^1];
    }

    private async Task TypeAsync(Process run, string line, int calls)
    {
        await run.StandardInput.WriteLineAsync(line);
        await run.StandardInput.FlushAsync();
        await WaitAsync(() => Calls().Count >= calls);
    }

    private static async Task WaitAsync(Func<bool> condition)
    {
        var limit = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.That(limit.Elapsed, Is.LessThan(TimeSpan.FromSeconds(60)));
            await Task.Delay(20);
        }
    }

    private List<string> Calls() => File.Exists(Log) ? [.. File.ReadAllLines(Log)] : [];

    private static string Name(HookHost shell) => shell.ToString().ToLowerInvariant();
}
