using System.Diagnostics;
using PortOrchestrator.Diagnostics;
using PortOrchestrator.Projects;

namespace PortOrchestrator.ConfigParsers.Tests.Discovery;

/// <summary>A folder with real repositories in it, made by the git program without the user's own settings.</summary>
internal sealed class GitSandbox : IDisposable
{
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["GIT_CONFIG_GLOBAL"] = OperatingSystem.IsWindows() ? "NUL" : "/dev/null",
        ["GIT_CONFIG_NOSYSTEM"] = "1",
        ["GIT_AUTHOR_NAME"] = "t",
        ["GIT_AUTHOR_EMAIL"] = "t@example.org",
        ["GIT_COMMITTER_NAME"] = "t",
        ["GIT_COMMITTER_EMAIL"] = "t@example.org",
        ["GIT_EDITOR"] = "true",
        // Submodules of the local disk are refused otherwise.
        ["GIT_CONFIG_COUNT"] = "1",
        ["GIT_CONFIG_KEY_0"] = "protocol.file.allow",
        ["GIT_CONFIG_VALUE_0"] = "always",
    };

    private readonly TempFolder _temp = new();

    public string Folder => _temp.Path;

    public string this[string name] => Path.Combine(Folder, name);

    public void Dispose() => _temp.Dispose();

    public string Write(string name, string text) => _temp.Write(name, text);

    public string MakeFolder(string name) => _temp.Folder(name);

    /// <summary>Makes a repository with one commit on the branch <c>trunk</c>.</summary>
    public string Repository(string name, params string[] options)
    {
        var folder = MakeFolder(name);
        Git(folder, ["init", "-q", "-b", "trunk", .. options]);
        Git(folder, "commit", "-q", "--allow-empty", "-m", "first");
        return folder;
    }

    /// <summary>Makes a bare repository with the branch <c>trunk</c>.</summary>
    public string Bare(string name)
    {
        var source = Repository("source-of-" + Path.GetFileName(name));
        Git(Folder, "clone", "-q", "--bare", source, name);
        return this[name];
    }

    public void Git(string folder, params string[] arguments)
    {
        var (exitCode, error) = TryGit(folder, arguments);
        Assert.That(exitCode, Is.Zero, $"git {string.Join(' ', arguments)}: {error}");
    }

    public static (int ExitCode, string Error) TryGit(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardError = true };
        foreach (var (name, value) in Settings) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error);
    }

    public static Task<ProjectLocation> LocateAsync(string folder) => new ProjectLocator().LocateAsync(folder);

    /// <summary>The identity of a folder about which the locator has nothing to say.</summary>
    public static async Task<ProjectIdentity> IdentifyAsync(string folder)
    {
        var location = await LocateAsync(folder);
        Assert.That(location.Diagnostics.Select(d => d.ToString()), Is.Empty);
        return location.Identity;
    }

    /// <summary>The identity of a folder about which the locator has one warning.</summary>
    public static async Task<ProjectIdentity> IdentifyAsync(string folder, string warning)
    {
        var location = await LocateAsync(folder);
        Assert.That(location.Diagnostics.Select(d => (d.Severity, d.Code)), Is.EqualTo(new[] { (DiagnosticSeverity.Warning, warning) }));
        return location.Identity;
    }
}
