using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using PortOrchestrator.Supervision.Terminals;

namespace PortOrchestrator.Supervision.Tests.Terminals;

[Platform("Linux")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class TerminalLogTests
{
    private string _path = "";

    [SetUp]
    public void Create() => _path = Path.GetTempFileName();

    [TearDown]
    public void Delete() => File.Delete(_path);

    [TestCase("one\r\ntwo\r\n", "one\ntwo\n")]
    [TestCase("no end", "no end")]
    [TestCase("50 %\r60 %\r\n", "50 %\r60 %\n")]
    [TestCase("written by itself\r\r\n", "written by itself\r\n")]
    [TestCase("last\r", "last\r")]
    [TestCase("\r\n\r\n\r", "\n\n\r")]
    public void Add_InPiecesOfAnySize_UndoesWhatTheTerminalDidToLines(string written, string expected)
    {
        var bytes = Encoding.ASCII.GetBytes(written);
        for (var piece = 1; piece <= bytes.Length; piece++)
        {
            File.WriteAllText(_path, "");
            using (var log = new TerminalLog(_path, NullLogger.Instance))
            {
                for (var at = 0; at < bytes.Length; at += piece) log.Add(bytes.AsSpan(at, Math.Min(piece, bytes.Length - at)).ToArray());
                log.Flush();
            }

            Assert.That(File.ReadAllText(_path), Is.EqualTo(expected), $"pieces of {piece}");
        }
    }

    [Test]
    public void Add_LogEmptiedMeanwhile_AppendsAtItsNewEnd()
    {
        using var log = new TerminalLog(_path, NullLogger.Instance);
        log.Add("before\n"u8.ToArray());
        File.WriteAllText(_path, "");
        log.Add("after\n"u8.ToArray());

        Assert.That(File.ReadAllText(_path), Is.EqualTo("after\n"));
    }

    [Test]
    public void Add_NoSuchFolder_LosesLinesAndNothingElse()
    {
        using var log = new TerminalLog(Path.Combine(_path, "x.log"), NullLogger.Instance);

        Assert.That(() => log.Add("lost\n"u8.ToArray()), Throws.Nothing);
    }
}
