using System.Text;
using PortOrchestrator.Supervision.Terminals;

namespace PortOrchestrator.Supervision.Tests.Terminals;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TerminalBacklogTests
{
    private readonly TerminalBacklog _backlog = new();

    [Test]
    public void Replay_LittleWritten_IsAllOfIt()
    {
        _backlog.Add("one\r\n"u8);
        _backlog.Add("\u001b[1mtwo\u001b[0m"u8);

        Assert.That(Text(), Is.EqualTo("one\r\n\u001b[1mtwo\u001b[0m"));
    }

    [TestCase(1)]
    [TestCase(1000)]
    [TestCase(TerminalBacklog.Capacity)]
    [TestCase(3 * TerminalBacklog.Capacity + 17)]
    public void Replay_MoreThanItKeeps_IsTheLastOfIt(int piece)
    {
        var written = new StringBuilder();
        for (var i = 0; written.Length < 4 * TerminalBacklog.Capacity; i++) written.Append(i).Append('\n');
        var bytes = Encoding.ASCII.GetBytes(written.ToString());
        for (var at = 0; at < bytes.Length; at += piece) _backlog.Add(bytes.AsSpan(at, Math.Min(piece, bytes.Length - at)));

        Assert.That(Text(), Is.EqualTo(written.ToString()[^TerminalBacklog.Capacity..]));
    }

    [Test]
    public void Replay_ModeSwitchedLongAgo_BeginsWithIt()
    {
        _backlog.Add("\u001b[?1049h"u8);
        Fill();

        Assert.That(Text(), Does.StartWith("\u001b[?1049hxxx"));
    }

    [Test]
    public void Replay_CutInASequenceOrACharacter_BeginsBehindIt()
    {
        // What stays begins inside of each: after ESC [ and in the middle of the letter.
        _backlog.Add("\u001b[?1049h"u8);
        _backlog.Add(Encoding.ASCII.GetBytes(new string('x', TerminalBacklog.Capacity - 5)));
        Assert.That(Text(), Does.StartWith("\u001b[?1049hx"));

        var letter = new TerminalBacklog();
        letter.Add(Encoding.UTF8.GetBytes("äx" + new string('x', TerminalBacklog.Capacity - 2)));
        Assert.That(Encoding.UTF8.GetString(letter.Replay()), Does.StartWith("x"));
    }

    private void Fill() => _backlog.Add(Encoding.ASCII.GetBytes(new string('x', TerminalBacklog.Capacity)));

    private string Text() => Encoding.UTF8.GetString(_backlog.Replay());
}
