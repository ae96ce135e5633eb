using PortOrchestrator.Host.Terminals;

namespace PortOrchestrator.Host.Tests.Terminals;

public sealed class KeyNamesTests
{
    [TestCase("Enter", "\r")]
    [TestCase("Escape", "\u001b")]
    [TestCase("BSpace", "\u007f")]
    [TestCase("Up", "\u001b[A")]
    [TestCase("F12", "\u001b[24~")]
    [TestCase("C-c", "\u0003")]
    [TestCase("C-C", "\u0003")]
    [TestCase("C-]", "\u001d")]
    [TestCase("C-@", "\0")]
    [TestCase("C-?", "\u007f")]
    [TestCase("M-x", "\u001bx")]
    [TestCase("M-Left", "\u001b\u001b[D")]
    [TestCase("M-C-c", "\u001b\u0003")]
    public void Find_Name_IsWhatATerminalSends(string name, string sent) => Assert.That(KeyNames.Find(name), Is.EqualTo(sent));

    [TestCase("up")]
    [TestCase("enter")]
    [TestCase("C-é")]
    [TestCase("C-")]
    [TestCase("C-cc")]
    [TestCase("M-")]
    [TestCase("M-nothing")]
    [TestCase("F13")]
    [TestCase("")]
    public void Find_AnythingElse_IsText(string text) => Assert.That(KeyNames.Find(text), Is.Null);

    [Test]
    public void Join_NamesAndTexts_HasNothingBetweenThem() => Assert.That(KeyNames.Join(["ls -l", "Space", "ä", "Enter"]), Is.EqualTo("ls -l ä\r"));
}
