using System.Diagnostics;
using System.Text;

namespace PortOrchestrator.ConfigParsers.Tests.Discovery;

/// <summary>What a <c>.git</c> file may hold when something went wrong.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.Children)]
internal sealed class GitPointerTests : IDisposable
{
    private readonly GitSandbox _git = new();

    public void Dispose() => _git.Dispose();

    [TestCase("\n")]
    [TestCase("\r\n")]
    [TestCase("")]
    [TestCase("\r\n\r\n")]
    public async Task LocateAsync_AnyLineEnd_IsRead(string end)
    {
        _git.Git(_git.Repository("shop"), "worktree", "add", "-q", _git["wt"]);
        _git.Write("wt/.git", $"gitdir: {_git["shop/.git/worktrees/wt"]}{end}");
        _git.Write("shop/.git/worktrees/wt/commondir", "../.." + end);

        Assert.That((await GitSandbox.IdentifyAsync(_git["wt"])).Checkout, Is.EqualTo("wt"));
    }

    [TestCase("")]
    [TestCase("\n")]
    [TestCase("nonsense")]
    [TestCase("gitdir:/x")]
    [TestCase("gitdir: ")]
    [TestCase("gitdir: /a\0b")]
    [TestCase("gitdir: /a\ngitdir: /b")]
    public async Task LocateAsync_NoPointer_IsToldAndTheFolderIsAProjectOfItsOwn(string text)
    {
        var folder = Path.GetDirectoryName(_git.Write("broken/.git", text))!;

        var identity = await GitSandbox.IdentifyAsync(folder, DiagnosticCodes.InvalidGitPointer);

        Assert.That((identity.Root, identity.GitCommonDirectory, identity.Checkout), Is.EqualTo((folder, (string?)null, "main")));
    }

    [Test]
    public async Task LocateAsync_HugeFile_IsToldAndNotRead()
    {
        var folder = Path.GetDirectoryName(_git.Write("broken/.git", "gitdir: " + new string('x', 100_000)))!;

        Assert.That((await GitSandbox.IdentifyAsync(folder, DiagnosticCodes.InvalidGitPointer)).Root, Is.EqualTo(folder));
    }

    [Test]
    [Platform("Linux,MacOsX")]
    public async Task LocateAsync_Pipe_DoesNotWaitForAWriter()
    {
        var folder = _git.MakeFolder("pipe");
        using (var make = Process.Start("mkfifo", [Path.Combine(folder, ".git")])) await make.WaitForExitAsync();

        var identity = await GitSandbox.IdentifyAsync(folder, DiagnosticCodes.InvalidGitPointer).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.That(identity.Root, Is.EqualTo(folder));
    }

    [Test]
    [Platform("Linux")]
    [System.Runtime.Versioning.SupportedOSPlatform("linux")]
    public async Task LocateAsync_UnreadableFile_TellsWhy()
    {
        var folder = _git.MakeFolder("closed");
        // Permissions do not stop root; a file of the system that can only be written does.
        const string WriteOnly = "/sys/bus/platform/drivers_probe";
        if (Environment.UserName != "root")
        {
            File.SetUnixFileMode(_git.Write("closed/.git", "gitdir: /x"), UnixFileMode.None);
        }
        else
        {
            if (!File.Exists(WriteOnly)) Assert.Ignore($"root can read everything here: there is no {WriteOnly}");
            File.CreateSymbolicLink(Path.Combine(folder, ".git"), WriteOnly);
        }

        var location = await GitSandbox.LocateAsync(folder);

        Assert.That(location.Diagnostics.Single().Code, Is.EqualTo(DiagnosticCodes.InvalidGitPointer));
        Assert.That(location.Diagnostics.Single().Message, Does.Contain("cannot be read"));
        Assert.That(location.Identity.Root, Is.EqualTo(folder));
    }

    [TestCase("/gone/shop/.git/worktrees/wt", "/gone/shop/.git", "wt")]
    [TestCase("/gone/shop/.git/worktrees/main", "/gone/shop/.git", "main~")]
    [TestCase("/gone/worktrees/shop/.git/worktrees/wt", "/gone/worktrees/shop/.git", "wt")]
    [TestCase("/gone/worktrees/shop/.git", "/gone/worktrees/shop/.git", "main")]
    [TestCase("/gone/shop.git/worktrees/wt", "/gone/shop.git", "wt")]
    [TestCase("/gone/store.git", "/gone/store.git", "main")]
    [TestCase("/gone/shop/.git/modules/parts/lib", "/gone/shop/.git", "main")]
    [TestCase("/gone/shop/.git/worktrees/wt/modules/parts/lib", "/gone/shop/.git", "wt")]
    [TestCase("/gone/shop/.git/modules/parts/lib/worktrees/own", "/gone/shop/.git", "main~own")]
    [TestCase("/gone/shop/.git/something/else", "/gone/shop/.git/something/else", "main")]
    [Platform("Linux,MacOsX")]
    public async Task LocateAsync_MissingTarget_IsTakenFromTheText(string target, string common, string checkout)
    {
        var folder = Path.GetDirectoryName(_git.Write("stale/.git", $"gitdir: {target}\n"))!;

        var identity = await GitSandbox.IdentifyAsync(folder, DiagnosticCodes.StaleGitPointer);

        Assert.That((identity.Root, identity.GitCommonDirectory, identity.Checkout), Is.EqualTo((folder, common, checkout)));
    }

    [Test]
    public async Task LocateAsync_StalePointer_SaysWhatToRun()
    {
        var folder = Path.GetDirectoryName(_git.Write("stale/.git", "gitdir: /gone/.git/worktrees/x\n"))!;

        var finding = (await GitSandbox.LocateAsync(folder)).Diagnostics.Single();

        Assert.That(finding.Location!.File, Is.EqualTo(Path.Combine(folder, ".git")));
        Assert.That(finding.Message, Does.Contain("/gone/.git/worktrees/x"));
        Assert.That(finding.Hint, Does.Contain("git worktree repair " + folder));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task LocateAsync_RandomBytes_NeverThrowAndGiveAUsableIdentity([Values(1, 2, 3)] int seed)
    {
        var random = new Random(seed);
        string[] words = ["gitdir: ", "/", "..", ".git", "worktrees", "modules", "main", "~", "a", "\n", "\r", "\0", " ", "\\", "é", "\uD83D\uDE00", "C:"];
        var folder = _git.MakeFolder("fuzz");
        for (var i = 0; i < 400; i++)
        {
            var text = (random.Next(4) == 0 ? "" : "gitdir: ") + string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => words[random.Next(words.Length)]));
            var bytes = Encoding.UTF8.GetBytes(text);
            if (bytes.Length > 0 && random.Next(5) == 0) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            await File.WriteAllBytesAsync(Path.Combine(folder, ".git"), bytes);

            var identity = (await GitSandbox.LocateAsync(folder)).Identity;

            Assert.That(identity.ProjectId, Does.Match("^[0-9a-f]{12}$"));
            Assert.That(identity.Root, Is.EqualTo(folder));
            Assert.That(identity.Checkout, Is.Not.Empty.And.Not.Contains("/"), text);
        }
    }
}
