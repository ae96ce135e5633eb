using PortOrchestrator.Hooks;

namespace PortOrchestrator.Tests.Hooks;

/// <summary>A user with a home folder, a state folder and a repository, and a program that stands in for portorch.</summary>
internal abstract class HookFixture
{
    private string _folder = "";

    protected string Home => Path.Combine(_folder, "home");

    protected string State => Path.Combine(_folder, "state");

    protected string Repository => Path.Combine(_folder, "repository");

    protected string Program => Path.Combine(_folder, "bin", "portorch");

    protected SessionHooks Hooks { get; private set; } = null!;

    [SetUp]
    public void CreateUser()
    {
        _folder = PortOrchestrator.ConfigParsers.PathFacts.Canonical(Directory.CreateTempSubdirectory("portorch-hooks-").FullName);
        foreach (var folder in new[] { Home, Repository, Path.GetDirectoryName(Program)! }) Directory.CreateDirectory(folder);
        Directory.CreateDirectory(Path.Combine(Repository, ".git"));
        File.WriteAllText(Path.Combine(Repository, ".git", "HEAD"), "ref: refs/heads/main\n");
        File.WriteAllText(Program, "#!/bin/sh\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Program, (UnixFileMode)0b111_101_101);
        Hooks = Create(Program);
    }

    [TearDown]
    public void DeleteUser() => Directory.Delete(_folder, recursive: true);

    protected SessionHooks Create(string program) => new(new OrchestratorOptions
    {
        Paths = new StatePaths(State),
        WorkingDirectory = Repository,
        ProgramPath = program,
        Environment = new Dictionary<string, string> { ["HOME"] = Home, ["PATH"] = "/usr/bin" },
    });

    protected string Write(string path, string text)
    {
        var full = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return full;
    }
}
