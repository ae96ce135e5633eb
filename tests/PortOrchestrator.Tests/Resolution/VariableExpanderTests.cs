namespace PortOrchestrator.Tests.Resolution;

internal sealed class VariableExpanderTests
{
    private static readonly Dictionary<string, string> Variables = new() { ["A"] = "1", ["EMPTY"] = "" };

    [TestCase("$A/${A}", "1/1")]
    [TestCase("$AB", "")]
    [TestCase("${B:-x y}", "x y")]
    [TestCase("${EMPTY:-x}", "x")]
    [TestCase("${EMPTY-x}", "")]
    [TestCase("${B-x}", "x")]
    [TestCase("$$A", "$A")]
    [TestCase("100$ or $ 5 or $5", "100$ or $ 5 or $5")]
    [TestCase("${A", "${A")]
    public void Expand_Text_IsAsInAShell(string text, string expected) => Assert.That(VariableExpander.Expand(text, Variables), Is.EqualTo(expected));
}
