using System.Diagnostics;
using PortOrchestrator.ConfigParsers.Detection;

namespace PortOrchestrator.ConfigParsers.Tests.Detection;

[CancelAfter(60_000)]
internal sealed class WalkTests : ConfigurationFixture
{
    private const string Package = """{ "name": "x", "scripts": { "dev": "vite" } }""";

    [Test]
    public async Task DetectAsync_SymbolicLinks_AreNotFollowed()
    {
        Temp.Write("outside/package.json", Package);
        var root = Temp.Folder("checkout");
        Temp.Write("checkout/real/package.json", Package);
        Directory.CreateSymbolicLink(Path.Combine(root, "real", "loop"), root);
        Directory.CreateSymbolicLink(Path.Combine(root, "away"), Path.Combine(Temp.Path, "outside"));
        File.CreateSymbolicLink(Path.Combine(root, "package.json"), Path.Combine(Temp.Path, "outside", "package.json"));
        File.CreateSymbolicLink(Path.Combine(root, "Procfile"), Path.Combine(root, "Procfile"));

        var found = await new ProjectDetector().DetectAsync(root);

        Assert.That(found.Services.Select(s => s.Evidence.File), Is.EqualTo(new[] { "real/package.json" }));
    }

    [Test]
    public async Task DetectAsync_MoreFilesThanAllowed_EndsAndSaysSo()
    {
        var root = Temp.Folder("checkout");
        Temp.Write("checkout/package.json", Package);
        for (var i = 0; i < 300; i++) Temp.Write($"checkout/many/{i:000}.txt", "");

        var found = await new ProjectDetector(new DetectionOptions { MaxFiles = 200 }).DetectAsync(root);

        Assert.That(found.IsIncomplete);
        Assert.That(found.EntriesSeen, Is.LessThanOrEqualTo(201));
        Assert.That(found.Services, Has.Count.EqualTo(1), "what was seen before is kept");
    }

    [TestCase("node_modules/x")]
    [TestCase("bin")]
    [TestCase("obj")]
    [TestCase("vendor")]
    [TestCase(".venv")]
    [TestCase("target")]
    [TestCase(".git")]
    [TestCase(".claude/worktrees/feature")]
    [TestCase("worktree")]
    public async Task DetectAsync_FolderOfOthers_IsNotEntered(string folder)
    {
        var root = Temp.Folder("checkout");
        Temp.Write($"checkout/{folder}/package.json", Package);
        if (folder == "worktree") Temp.Write("checkout/worktree/.git", "gitdir: ../.git/worktrees/worktree\n");

        Assert.That((await new ProjectDetector().DetectAsync(root)).Services, Is.Empty);
    }

    [Test]
    public async Task DetectAsync_DepthAndSkippedFolders_AreOptions()
    {
        var root = Temp.Folder("checkout");
        Temp.Write("checkout/a/b/c/d/package.json", Package);
        Temp.Write("checkout/mine/package.json", Package);
        var options = new DetectionOptions { MaxDepth = 4, SkippedFolders = new HashSet<string> { "mine" } };

        Assert.That((await new ProjectDetector(options).DetectAsync(root)).Services.Select(s => s.WorkingDirectory), Is.EqualTo(new[] { "a/b/c/d" }));
    }

    [Test]
    [Platform("Unix")]
    public void Detect_UnreadableFolderAndFile_AreLeftOut()
    {
        var root = Temp.Folder("checkout");
        var file = Temp.Write("checkout/package.json", Package);
        var folder = Path.GetDirectoryName(Temp.Write("checkout/closed/package.json", Package))!;
        Temp.Write("checkout/open/package.json", Package);
        Close(file);
        Close(folder);
        try
        {
            var found = OrdinaryThread.Run(() => new ProjectDetector().Detect(root, CancellationToken.None));

            Assert.That(found.Services.Select(s => s.WorkingDirectory), Is.EqualTo(new[] { "open" }));
            Assert.That(found.FilesRead, Is.EqualTo(2), "the file was seen, and tried");
        }
        finally
        {
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        static void Close(string path)
        {
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.None);
        }
    }

    [Test]
    public async Task DetectAsync_PipeOfARecognisedName_IsNotOpened()
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("There are no such pipes.");
        var root = Temp.Folder("checkout");
        using var made = Process.Start("mkfifo", Path.Combine(root, "Procfile"));
        await made.WaitForExitAsync();

        Assert.That((await new ProjectDetector().DetectAsync(root)).Services, Is.Empty);
    }

    [Test]
    public async Task DetectAsync_NoSuchFolder_FindsNothing() =>
        Assert.That((await new ProjectDetector().DetectAsync(Path.Combine(Temp.Path, "none"))).Services, Is.Empty);

    [Test]
    public async Task DetectAsync_IgnoredFile_IsNoEvidence()
    {
        var root = Temp.Folder("checkout");
        var file = Temp.Write("checkout/package.json", Package);

        Assert.That((await new ProjectDetector(new DetectionOptions { IgnoredFiles = [file] }).DetectAsync(root)).Services, Is.Empty);
    }

    [Test]
    public void DetectAsync_Cancelled_Ends()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();

        Assert.That(() => new ProjectDetector().DetectAsync(Temp.Path, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
    }
}
