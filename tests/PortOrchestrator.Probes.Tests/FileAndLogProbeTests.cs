using System.Text;
using PortOrchestrator.Configuration;

namespace PortOrchestrator.Probes.Tests;

internal sealed class FileAndLogProbeTests
{
    private DirectoryInfo _folder = null!;

    private string LogPath => Path.Combine(_folder.FullName, "service.log");

    [SetUp]
    public void SetUp() => _folder = Directory.CreateTempSubdirectory("portorch-probe-");

    [TearDown]
    public void TearDown() => _folder.Delete(recursive: true);

    [Test]
    public async Task File_MissingOldFresh_OnlyFreshPasses()
    {
        var started = new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
        var probe = ProbeFactory.Create(new FileCheck { Path = "ready" }, Probing.Context with { WorkingDirectory = _folder.FullName, StartedAt = started });
        var path = Path.Combine(_folder.FullName, "ready");

        Assert.That((await probe.CheckAsync()).Reason, Is.EqualTo("file:ready: there is no such file"));
        await File.WriteAllTextAsync(path, "");
        File.SetLastWriteTimeUtc(path, started.UtcDateTime.AddSeconds(-2));
        Assert.That((await probe.CheckAsync()).Reason, Does.Contain("older than the start"));
        File.SetLastWriteTimeUtc(path, started.UtcDateTime.AddSeconds(-0.9));
        Assert.That((await probe.CheckAsync()).Success, Is.True);
    }

    [Test]
    public async Task Log_OnlyThisRunsLinesCount_AndAMatchLasts()
    {
        await File.WriteAllTextAsync(LogPath, "ready of the run before\n");
        var probe = Log("^ready", new FileInfo(LogPath).Length);

        Assert.That((await probe.CheckAsync()).Success, Is.False);
        Append("starting\r\nready\r\nmore\n");
        Assert.That((await probe.CheckAsync()).Success, Is.True);
        File.Delete(LogPath);
        Assert.That((await probe.CheckAsync()).Success, Is.True);
    }

    [Test]
    public async Task Log_PartialLastLine_IsJoinedWithItsRest()
    {
        var probe = Log("^listening on 80$");

        Append("listening");
        Assert.That((await probe.CheckAsync()).Success, Is.False);
        Append(" on 80");
        Assert.That((await probe.CheckAsync()).Success, Is.False);
        Append("80\nlistening on 80\n");
        Assert.That((await probe.CheckAsync()).Success, Is.True);
    }

    [Test]
    public async Task Log_LastLineWithoutEnd_CountsOnceItHasStoppedGrowing()
    {
        var probe = Log("prompt> $");

        Append("prompt> ");
        Assert.That((await probe.CheckAsync()).Success, Is.False);
        Assert.That((await probe.CheckAsync()).Success, Is.True);
    }

    [Test]
    public async Task Log_Truncated_IsReadFromItsNewBeginning()
    {
        var probe = Log("ready");
        Append("a long line of the old file\nand a part");
        Assert.That((await probe.CheckAsync()).Success, Is.False);

        await File.WriteAllTextAsync(LogPath, "ready\n");

        Assert.That((await probe.CheckAsync()).Success, Is.True);
    }

    [Test]
    public async Task Log_HeadPunchedOut_FindsTheLineAfterTheHole()
    {
        await File.WriteAllBytesAsync(LogPath, [.. new byte[300_000], .. "ready\n"u8]);

        Assert.That((await Log("^ready$").CheckAsync()).Success, Is.True);
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task Log_LineOfOneHundredMegabytes_IsReadInBoundedMemory()
    {
        await using (var file = File.Create(LogPath))
        {
            var block = new byte[1 << 20];
            Array.Fill(block, (byte)'x');
            for (var i = 0; i < 100; i++) await file.WriteAsync(block);
            await file.WriteAsync("\nready\n"u8.ToArray());
        }

        var probe = Log("^ready$");
        var before = GC.GetTotalAllocatedBytes(precise: true);

        Assert.That((await probe.CheckAsync()).Success, Is.True);
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(16_000_000));
    }

    [Test]
    public async Task Log_RandomChunks_MatchExactlyWhenTheWholeTextDoes([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        var text = string.Concat(Enumerable.Range(0, 200).Select(i => $"line {i} {new string('é', random.Next(60))}\n"));
        var wanted = random.Next(300);
        var probe = Log($"^line {wanted} é*$");
        var bytes = Encoding.UTF8.GetBytes(text);
        var success = false;
        for (var at = 0; at < bytes.Length;)
        {
            var count = Math.Min(random.Next(1, 2000), bytes.Length - at);
            await using (var file = new FileStream(LogPath, FileMode.Append)) await file.WriteAsync(bytes.AsMemory(at, count));
            at += count;
            success = (await probe.CheckAsync()).Success;
        }

        Assert.That(success, Is.EqualTo(wanted < 200));
    }

    [Test]
    public async Task Log_MissingFileBadPatternAndSlowPattern_FailWithReasons()
    {
        Assert.That((await Log("x").CheckAsync()).Reason, Does.Contain("no line matches"));
        Assert.That((await Log("(").CheckAsync()).Reason, Does.StartWith("log:(: "));
        Append(new string('a', 40) + "!\n");
        Assert.That((await Log("^(a+)+$").CheckAsync()).Reason, Does.Contain("took too long"));
    }

    [Test]
    public async Task Log_LineOnAStandardErrorOfItsOwn_Matches()
    {
        var errors = LogPath + ".err";
        Append("starting\n");
        await File.WriteAllTextAsync(errors, "ready before\n");
        var context = Probing.Context with { LogPath = LogPath, ErrorLogPath = errors, ErrorLogOffset = 13 };
        var probe = ProbeFactory.Create(new LogCheck { Pattern = "ready" }, context);
        Assert.That((await probe.CheckAsync()).Success, Is.False);
        await File.AppendAllTextAsync(errors, "ready\n");
        Assert.That((await probe.CheckAsync()).Success);
    }

    private void Append(string text) => File.AppendAllText(LogPath, text);

    private IProbe Log(string pattern, long offset = 0) =>
        ProbeFactory.Create(new LogCheck { Pattern = pattern }, Probing.Context with { LogPath = LogPath, LogOffset = offset });
}
