using PortOrchestrator.Host.Rendering;

namespace PortOrchestrator.Host.Tests.Rendering;

public class PrintableTests
{
    [TestCase("plain", "plain")]
    [TestCase("\e[31mred", "\e[31mred\e[0m")]
    [TestCase("a\e[2Jb\e[1;1Hc", "abc")]
    [TestCase("a\e]0;title\ab", "ab")]
    [TestCase("a\e]0;title\e\\b", "ab")]
    [TestCase("50%\r100%", "50%100%")]
    [TestCase("cut\e[", "cut")]
    [TestCase("cut\e", "cut")]
    public void Line_OfOthers_KeepsColoursOnly(string text, string expected) => Assert.That(Printable.Line(text), Is.EqualTo(expected));

    [Test]
    public void Plain_Colours_AreTakenOut() => Assert.That(Printable.Plain("\e[31mred\e[0m \e[1mbold"), Is.EqualTo("red bold"));

    [TestCase("", "''")]
    [TestCase("a=b/c", "a=b/c")]
    [TestCase("two words", "'two words'")]
    [TestCase("it's", "'it'\\''s'")]
    [TestCase("$HOME", "'$HOME'")]
    public void ShellQuote_Word_IsReadBackByAShell(string text, string expected) => Assert.That(ShellQuote.Word(text), Is.EqualTo(expected));
}
