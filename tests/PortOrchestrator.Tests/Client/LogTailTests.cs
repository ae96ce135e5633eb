namespace PortOrchestrator.Tests.Client;

internal sealed class LogTailTests
{
    private string _log = "";

    [SetUp]
    public void Create() => _log = Path.GetTempFileName();

    [TearDown]
    public void Delete() => File.Delete(_log);

    [Test]
    public void Read_ManyLines_AreTheLastTenOfThisRun()
    {
        File.WriteAllLines(_log, Enumerable.Range(1, 30).Select(i => $"line {i}"));

        Assert.That(LogTail.Read(_log, 0), Is.EqualTo(Enumerable.Range(21, 10).Select(i => $"line {i}")));
    }

    [Test]
    public void Read_EarlierRuns_AreLeftOut()
    {
        File.WriteAllText(_log, "old\n");
        var offset = new FileInfo(_log).Length;
        File.AppendAllText(_log, "new\r\n\nlast without end");

        Assert.That(LogTail.Read(_log, offset), Is.EqualTo(["new", "last without end"]));
        Assert.That(LogTail.Read(_log, 1_000_000), Is.Empty, "the file was made anew since");
    }

    [Test]
    public void Read_NoLog_IsEmpty() => Assert.That(LogTail.Read("/no/such/file", 0).Concat(LogTail.Read(null, 0)), Is.Empty);
}
