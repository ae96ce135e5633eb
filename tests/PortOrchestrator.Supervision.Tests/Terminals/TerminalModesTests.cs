using System.Text;
using PortOrchestrator.Supervision.Terminals;

namespace PortOrchestrator.Supervision.Tests.Terminals;

public sealed class TerminalModesTests
{
    [TestCase("plain text\r\n", "", "")]
    [TestCase("\u001b[?1049h", "\u001b[?1049h", "\u001b[?1049l")]
    [TestCase("\u001b[?1049h\u001b[?1049l", "", "")]
    [TestCase("\u001b[?25l", "\u001b[?25l", "\u001b[?25h")]
    [TestCase("\u001b[?25l\u001b[?25h", "", "")]
    [TestCase("\u001b[?1000;1006h", "\u001b[?1000h\u001b[?1006h", "\u001b[?1006l\u001b[?1000l")]
    [TestCase("\u001b[4h\u001b[31mred\u001b[0m", "", "")]
    [TestCase("\u001b[?2004h\u001bc", "", "")]
    [TestCase("\u001b]0;a title with \u001b[?1h in it\u0007", "", "")]
    [TestCase("\u001b[?1\u0018h\u001b[?7l", "\u001b[?7l", "\u001b[?7h")]
    public void Read_Switches_AreKnownAndUndone(string written, string apply, string undo)
    {
        var modes = Read(written);

        Assert.That((modes.Apply, modes.Undo), Is.EqualTo((apply, undo)));
        Assert.That(modes.IsAtRest);
    }

    [Test]
    public void Read_CutAnywhere_IsTheSame()
    {
        const string Written = "a\u001b[?1049h\u001b[?25lb\u001b]0;t\u001b\\\u001b[?1000;1006h\u001b[?25h";
        for (var cut = 0; cut <= Written.Length; cut++)
        {
            var modes = Read(Written[..cut]);
            modes.Read(Encoding.ASCII.GetBytes(Written[cut..]));
            Assert.That(modes.Apply, Is.EqualTo("\u001b[?1000h\u001b[?1006h\u001b[?1049h"), $"cut at {cut}");
        }
    }

    [Test]
    public void Copy_WhileInASequence_GoesOnByItself()
    {
        var modes = Read("\u001b[?10");
        var copy = modes.Copy();

        copy.Read("49h"u8);

        Assert.That((copy.Apply, modes.Apply, modes.IsAtRest), Is.EqualTo(("\u001b[?1049h", "", false)));
    }

    [Test]
    public void Read_MadeUpBytes_StaysSmall()
    {
        var random = new Random(4711);
        var modes = new TerminalModes();
        var pieces = new[] { "\u001b", "[", "?", "h", "l", ";", "]", "\u0007", "c", "x" };
        for (var i = 0; i < 100_000; i++)
            modes.Read(Encoding.ASCII.GetBytes(random.Next(3) == 0 ? random.Next(100_000).ToString() : pieces[random.Next(pieces.Length)]));

        Assert.That(modes.Apply.Length, Is.LessThan(1024));
    }

    private static TerminalModes Read(string written)
    {
        var modes = new TerminalModes();
        modes.Read(Encoding.ASCII.GetBytes(written));
        return modes;
    }
}
