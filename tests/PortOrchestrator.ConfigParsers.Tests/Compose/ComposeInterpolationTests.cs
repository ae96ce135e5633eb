using PortOrchestrator.ConfigParsers.Compose;

namespace PortOrchestrator.ConfigParsers.Tests.Compose;

internal sealed class ComposeInterpolationTests
{
    private static readonly Dictionary<string, string> Variables = new() { ["A"] = "1", ["EMPTY"] = "", ["B"] = "$A" };

    [TestCase("plain", "plain")]
    [TestCase("$A-${A}", "1-1")]
    [TestCase("$$A", "$A")]
    [TestCase("${NONE}", "")]
    [TestCase("${NONE:-d}${NONE-d}", "dd")]
    [TestCase("${EMPTY:-d}${EMPTY-d}", "d")]
    [TestCase("${A:+r}${NONE:+r}${EMPTY+r}", "rr")]
    [TestCase("${A:?must}", "1")]
    [TestCase("${NONE:-${A}2}", "12")]
    [TestCase("${B}", "$A", Description = "a value is not expanded again")]
    [TestCase("${A", "${A")]
    [TestCase("5$", "5$")]
    public void Expand_Text_FollowsTheSpecification(string text, string expected) =>
        Assert.That(ComposeInterpolation.Expand(text, n => Variables.GetValueOrDefault(n)), Is.EqualTo(expected));

    [TestCase("$PORT", "PORT")]
    [TestCase("${PORT}", "PORT")]
    [TestCase("${PORT:-80}", "PORT")]
    [TestCase("${PORT:?must}", "PORT")]
    [TestCase("${PORT:+80}", null)]
    [TestCase("${PORT}0", null)]
    [TestCase("80", null)]
    public void VariableOf_Text_IsTheVariableThatItIs(string text, string? expected) => Assert.That(ComposeInterpolation.VariableOf(text), Is.EqualTo(expected));

    [Test]
    public void Expand_MadeUpText_NeverFails()
    {
        var random = new Random(4711);
        string[] pieces = ["$", "{", "}", "A", "EMPTY", ":-", "-", ":+", "?", "$$", "1", " ", "é", "NONE"];
        for (var i = 0; i < 2000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => pieces[random.Next(pieces.Length)]));
            Assert.That(() => ComposeInterpolation.Expand(text, n => Variables.GetValueOrDefault(n)), Throws.Nothing, text);
            Assert.That(() => ComposeInterpolation.VariableOf(text), Throws.Nothing, text);
        }
    }
}
