namespace PortOrchestrator.Host.Tests.EndToEnd;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class BadInputTests : EndToEndFixture
{
    [Test]
    public async Task Up_FileIsMissing_ExitsWith3AndNamesIt()
    {
        var up = await RefusedAsync(3, "up", "-d", "-f", "nope.json");

        Assert.That(up.Error, Does.Contain("nope.json"));
    }

    [Test]
    public async Task Up_NoConfiguration_ExitsWith7AndSaysWhereItLooked()
    {
        var up = await RefusedAsync(7, "up", "-d");

        Assert.That(up.Error, Does.Contain(Folder).And.Contain(".project-services.json"));
    }

    [Test]
    public async Task Check_ErrorsInValuesAndInDependencies_AreToldTogether()
    {
        WriteFile(".project-services.json", """
            { "services": [
              { "name": "a", "start_command": "x", "tier": 9, "dependencies": ["nowhere"] },
              { "name": "b", "start_command": "x", "dependencies": ["c"] },
              { "name": "c", "start_command": "x", "dependencies": ["b"] } ] }
            """);

        var check = await ExpectAsync(3, "check");

        Assert.That(check.Out, Does.Contain("'tier'").And.Contain("'nowhere'").And.Contain("b -> c -> b"));
    }

    [TestCase("ps")]
    [TestCase("wait")]
    [TestCase("down")]
    [TestCase("logs")]
    public async Task Commands_NothingIsKnownOfTheFolder_ExitWith7(string command)
    {
        var run = await RefusedAsync(7, command);

        Assert.That(run.Error, Does.Contain("No configuration was found"));
    }

    [Test]
    public async Task Ps_ProjectThatOnlyHoldsAPort_IsKnownAndEmpty()
    {
        await ExpectAsync(0, "port", "allocate", "db");

        var ps = await ExpectAsync(0, "ps", "--json");

        Assert.That(ps.Json["services"]!.AsArray(), Is.Empty);
    }

    [TestCase("""{ "services": [ { "name": "web", """, "1:", TestName = "Up_BrokenJson_IsRefused")]
    [TestCase("""{ "services": 5 }""", "services", TestName = "Up_ServicesIsANumber_IsRefused")]
    [TestCase("""{ "services": [ { "name": "web", "start_command": 7 } ] }""", "start_command", TestName = "Up_CommandIsANumber_IsRefused")]
    [TestCase("""{ "services": [ { "name": "web", "start_command": "touch started", "port": 0 } ] }""", "port", TestName = "Up_PortZero_IsRefused")]
    [TestCase("""{ "services": [ { "name": "web", "start_command": "touch started", "port": 70000 } ] }""", "70000", TestName = "Up_Port70000_IsRefused")]
    [TestCase("""{ "services": [ { "name": "web" } ] }""", "start_command", TestName = "Up_CommandIsMissing_IsRefused")]
    [TestCase("""{ "services": [ { "start_command": "touch started" } ] }""", "name", TestName = "Up_NameIsMissing_IsRefused")]
    [TestCase("""{ "services": [ { "name": "a", "start_command": "x", "dependencies": ["b"] } ] }""", "'b'", TestName = "Up_UnknownDependency_IsRefused")]
    [TestCase("""{ "services": [ { "name": "a", "start_command": "x" }, { "name": "a", "start_command": "y" } ] }""", "'a'", TestName = "Up_DuplicateName_IsRefused")]
    [TestCase(
        """{ "services": [ { "name": "a", "start_command": "x", "dependencies": ["b"] }, { "name": "b", "start_command": "x", "dependencies": ["a"] } ] }""",
        "a -> b -> a", TestName = "Up_Cycle_IsRefused")]
    [TestCase("", "empty", TestName = "Up_EmptyFile_IsRefused")]
    public async Task Up_ConfigurationIsWrong_ExitsWith3AndShowsThePlace(string text, string subject)
    {
        WriteFile(".project-services.json", text);

        var up = await RefusedAsync(3, "up", "-d");

        Assert.That(up.Error, Does.Contain(".project-services.json").And.Contain(subject).IgnoreCase, up.ToString());
        Assert.That(up.Error, Does.Match(@"\.project-services\.json:\d+:\d+"), up.ToString());
    }

    [Test]
    public async Task Up_ManyErrors_AreToldInOneGo()
    {
        WriteFile(".project-services.json", """{ "services": [ { "name": "a", "start_command": "x", "port": 0 }, { "name": "b" }, { "name": "c", "start_command": "x", "tier": 9 } ] }""");

        var up = await RefusedAsync(3, "up", "-d");

        Assert.That(up.Error.Split('\n').Count(l => l.Contains("error PO", StringComparison.Ordinal)), Is.EqualTo(3), up.ToString());
    }

    [Test]
    public async Task Up_NoServices_SaysSo()
    {
        WriteFile(".project-services.json", """{ "services": [] }""");

        var up = await ExpectAsync(0, "up", "-d");

        Assert.That(up.Out, Does.Contain("nothing"));
        Assert.That(Left(), Is.Empty);
    }

    [Test]
    public async Task PortAllocate_SettingsFileIsInvalid_ExitsWith3AndShowsTheLine()
    {
        var file = Path.Combine(Variables["XDG_CONFIG_HOME"], "portorchestrator", "settings.json");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, "{\n  \"port_pool\": \"2-1\"\n}");

        var allocate = await RefusedAsync(3, "port", "allocate", "web");
        var doctor = await RunAsync("doctor");

        Assert.That(allocate.Error, Does.Contain($"{file}:2:16").And.Contain("PO1103").And.Contain("\"port_pool\": \"2-1\""));
        Assert.That(doctor.ExitCode, Is.EqualTo(1));
        Assert.That(doctor.Out, Does.Contain($"{file}:2:16"));
    }

    [Test]
    public async Task Up_StateFolderIsAFile_ExitsWith1AndNamesIt()
    {
        WriteServices(new { name = "web", start_command = "touch started" });
        await File.WriteAllTextAsync(StateFolder, "");
        Variables["PORTORCHESTRATOR_HOME"] = Path.Combine(StateFolder, "below");

        var up = await RefusedAsync(1, "up", "-d");

        Assert.That(up.Error, Does.Contain(StateFolder));
        Variables["PORTORCHESTRATOR_HOME"] = StateFolder;
        File.Delete(StateFolder);
    }

    [Test]
    public async Task Up_StateFolderIsReadOnly_ExitsWith1AndNamesIt()
    {
        WriteServices(new { name = "web", start_command = "touch started" });
        Directory.CreateDirectory(StateFolder, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var up = await AsNobodyAsync("up", "-d");

        Refused(up, 1);
        Assert.That(up.Error, Does.Contain(StateFolder));
    }

    [Test]
    public async Task Up_FolderIsUnreadable_ExitsWithAMessage()
    {
        WriteServices(new { name = "web", start_command = "touch started" });
        File.SetUnixFileMode(Path.Combine(Folder, ".project-services.json"), UnixFileMode.None);
        Directory.CreateDirectory(StateFolder);
        OpenFor("nobody", StateFolder);

        var up = await AsNobodyAsync("up", "-d");

        Refused(up, 3);
        Assert.That(up.Error, Does.Contain(".project-services.json"));
    }

    [Test]
    public async Task Up_ProjectFolderIsUnreadable_ExitsWithAMessage()
    {
        var locked = Directory.CreateDirectory(Path.Combine(Folder, "locked"), UnixFileMode.None).FullName;
        Directory.CreateDirectory(StateFolder);
        OpenFor("nobody", StateFolder);

        var up = await AsNobodyAsync("up", "-d", "--project", locked);

        Refused(up, up.ExitCode);
        Assert.That(up.ExitCode, Is.EqualTo(3).Or.EqualTo(7), up.ToString());
        Assert.That(up.Error, Does.Contain(locked));
    }

    [TestCase(2, "up", "--no-such-option")]
    [TestCase(2, "no-such-command")]
    [TestCase(2, "up", "--tier", "9")]
    [TestCase(2, "up", "--timeout", "soon")]
    [TestCase(2, "port", "allocate", "web", "--exact", "70000")]
    [TestCase(7, "start", "no-such-service")]
    [TestCase(7, "up", "no-such-service")]
    [TestCase(7, "logs", "no-such-service")]
    public async Task CommandLine_IsWrong_IsExplained(int exitCode, params string[] arguments)
    {
        WriteServices(new { name = "web", start_command = "touch started" });

        var run = await RefusedAsync(exitCode, arguments);

        Assert.That(run.Error, Has.Length.GreaterThan(20));
    }

    private async Task<CliRun> RefusedAsync(int exitCode, params string[] arguments)
    {
        var run = await RunAsync(arguments);
        Refused(run, exitCode);
        return run;
    }

    private void Refused(CliRun run, int exitCode)
    {
        Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.ToString());
        Assert.That(run.Error, Does.Not.Match(@"^\s+at \w+[\w.]*\(").And.Not.Contain("Unhandled").And.Not.Contain("Exception:"), run.ToString());
        Assert.That(run.Error, Is.Not.Empty);
        Assert.That(File.Exists(Path.Combine(Folder, "started")), Is.False);
        Assert.That(Left(), Is.Empty, Processes.Describe(Left()));
    }

    // The administrator may read and write everything, so these tests need somebody else.
    private async Task<CliRun> AsNobodyAsync(params string[] arguments)
    {
        if (!Environment.IsPrivilegedProcess) return await RunAsync(arguments);
        var setpriv = Require("setpriv");
        var nobody = Start(setpriv, ["--reuid=65534", "--regid=65534", "--clear-groups", "test", "-x", Program]);
        if ((await nobody.EndAsync()).ExitCode != 0) Assert.Ignore($"'{Program}' cannot be run by another user here.");
        OpenFor("nobody", Path.GetDirectoryName(Folder)!, Folder);
        return await Start(setpriv, ["--reuid=65534", "--regid=65534", "--clear-groups", Program, .. arguments]).EndAsync();
    }

    private static void OpenFor(string user, params string[] folders)
    {
        if (!Environment.IsPrivilegedProcess) return;
        using var chown = System.Diagnostics.Process.Start("chown", [user, .. folders]);
        chown.WaitForExit();
        Assert.That(chown.ExitCode, Is.Zero);
    }
}
