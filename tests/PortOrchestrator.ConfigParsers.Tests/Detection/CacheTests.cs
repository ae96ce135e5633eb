using PortOrchestrator.ConfigParsers.Detection;

namespace PortOrchestrator.ConfigParsers.Tests.Detection;

[CancelAfter(60_000)]
internal sealed class CacheTests : ConfigurationFixture
{
    private string CacheFile => Path.Combine(Temp.Path, "state", "detection", "x.cache");

    private DetectionOptions Options => new() { CacheFile = CacheFile };

    [Test]
    public async Task DetectAsync_Again_ReadsNothingAndFindsTheSame()
    {
        var root = Tree();

        var cold = await DetectAsync(root);
        var warm = await DetectAsync(root);

        Assert.That((cold.FilesRead, warm.FilesRead), Is.EqualTo((2, 0)));
        Assert.That(warm.Services.Select(Description.Of), Is.EqualTo(cold.Services.Select(Description.Of)));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(CacheFile)!), Is.EqualTo(new[] { CacheFile }), "no draft is left");
    }

    [Test]
    public async Task DetectAsync_FileWithAMistake_IsToldWithItsLineEachTime()
    {
        var root = Tree();
        Write("checkout/infra/compose.yaml", "services:\n  db:\n    image: [\n");
        Write("checkout/empty/package.json", "");

        var cold = await DetectAsync(root);
        var warm = await DetectAsync(root);

        Assert.That(cold.Unreadable.Select(f => (f.File, f.Line > 0, f.Reason.Length > 0)), Is.EqualTo(new[] { ("infra/compose.yaml", true, true) }));
        Assert.That((warm.FilesRead, string.Join('\n', warm.Unreadable)), Is.EqualTo((0, string.Join('\n', cold.Unreadable))));
        Assert.That(warm.Services.Select(Description.Of), Is.EqualTo(cold.Services.Select(Description.Of)).And.Not.Empty);
    }

    [Test]
    public async Task DetectAsync_ChangedFile_IsReadAgainAloneAndANewOneToo()
    {
        var root = Tree();
        await DetectAsync(root);

        Write("checkout/package.json", """{ "name": "renamed", "scripts": { "dev": "vite" } }""");
        Write("checkout/api/go.mod", "module x\n");
        var changed = await DetectAsync(root);

        Assert.That(changed.FilesRead, Is.EqualTo(2));
        Assert.That(changed.Services.Select(s => s.Name), Has.Member("renamed"));
        Assert.That((await DetectAsync(root)).FilesRead, Is.Zero);
    }

    [Test]
    public async Task DetectAsync_FileOfThisMoment_IsNotRemembered()
    {
        var root = Temp.Folder("checkout");
        Temp.Write("checkout/package.json", """{ "scripts": { "dev": "vite" } }""");

        await DetectAsync(root);

        Assert.That((await DetectAsync(root)).FilesRead, Is.EqualTo(1), "it may change again without another time");
    }

    [Test]
    public async Task DetectAsync_DamagedCache_IsAsGoodAsNone()
    {
        var root = Tree();
        await DetectAsync(root);
        var whole = await File.ReadAllBytesAsync(CacheFile);
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var bytes = whole.ToArray();
            switch (seed % 4)
            {
                case 0: bytes = bytes[..random.Next(bytes.Length)]; break;
                case 1: random.NextBytes(bytes); break;
                default: bytes[random.Next(bytes.Length)] ^= (byte)random.Next(1, 256); break;
            }

            Assert.That(DetectionCache.Parse(bytes), Is.Null, $"seed {seed}");
        }

        await File.WriteAllBytesAsync(CacheFile, whole[..^3]);
        Assert.That((await DetectAsync(root)).FilesRead, Is.EqualTo(2));
        Assert.That((await DetectAsync(root)).FilesRead, Is.Zero, "it was written anew");
    }

    [Test]
    public async Task DetectAsync_PlaceThatCannotBeWritten_StillFinds()
    {
        var root = Tree();
        Temp.Write("state", "a file where the folder should be");

        Assert.That((await DetectAsync(root)).Services, Has.Count.EqualTo(2));
    }

    private string Tree()
    {
        var root = Temp.Folder("checkout");
        Write("checkout/package.json", """{ "name": "web", "scripts": { "dev": "next dev" } }""");
        Write("checkout/api/Procfile", "web: serve\n");
        return root;
    }

    // As old as files usually are.
    private void Write(string path, string text) => File.SetLastWriteTimeUtc(Temp.Write(path, text), TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-1));

    private Task<DetectionResult> DetectAsync(string root) => new ProjectDetector(Options).DetectAsync(root);
}
