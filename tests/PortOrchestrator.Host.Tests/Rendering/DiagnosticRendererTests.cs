using PortOrchestrator.Host.Rendering;

namespace PortOrchestrator.Host.Tests.Rendering;

public class DiagnosticRendererTests
{
    [Test]
    public void Write_PlainLine_PutsTheCaretBelowTheColumn() => Assert.That(
        Render("  \"port\": 70000", 11),
        Is.EqualTo("a.json:12:11: error PO1001: Wrong.\n   12 |   \"port\": 70000\n      |           ^\n    hint: Do better.\n"));

    [Test]
    public void Write_TabsBefore_AreExpandedAndTheCaretMovesAlong() => Assert.That(Caret("\t\"port\": 0", 2), Is.EqualTo((4, "    \"port\": 0")));

    [Test]
    public void Write_TabInTheMiddle_GoesToTheNextStop() => Assert.That(Caret("ab\tcd", 4), Is.EqualTo((4, "ab  cd")));

    [Test]
    public void Write_WideCharactersBefore_CountTwoColumns() => Assert.That(Caret("\"名前\": x", 7), Is.EqualTo((8, "\"名前\": x")));

    [Test]
    public void Write_SurrogatePairBefore_IsOneWideCharacter() => Assert.That(Caret("😀x", 3), Is.EqualTo((2, "😀x")));

    [Test]
    public void Write_CombiningMarkBefore_TakesNoColumn() => Assert.That(Caret("e\u0301x", 3), Is.EqualTo((1, "e\u0301x")));

    [Test]
    public void Write_ColumnPastTheEnd_PutsTheCaretAfterTheLine() => Assert.That(Caret("abc", 9), Is.EqualTo((3, "abc")));

    [Test]
    public void Write_NoLocation_IsOneLine()
    {
        var writer = new StringWriter();
        DiagnosticRenderer.Write(writer, new Diagnostic { Severity = DiagnosticSeverity.Warning, Code = "PO2", Message = "Odd." }, Style.None);
        Assert.That(writer.ToString(), Is.EqualTo("warning PO2: Odd.\n"));
    }

    [TestCase(1)]
    [TestCase(30)]
    [TestCase(71)]
    [TestCase(150)]
    [TestCase(200)]
    public void Write_LineLongerThanTheTerminal_IsCutAroundThePlace(int column)
    {
        var line = string.Concat(Enumerable.Range(1, 200).Select(i => i == column ? '#' : (char)('a' + (i % 26))));
        var lines = Render(line, column, 80).Split('\n');
        Assert.That(lines[1], Has.Length.LessThanOrEqualTo(80));
        Assert.That(lines[1][lines[2].IndexOf('^', StringComparison.Ordinal)], Is.EqualTo('#'));
        Assert.That((lines[1].Contains("| …", StringComparison.Ordinal), lines[1].EndsWith('…')), Is.EqualTo((column > 53, column < 165)));
    }

    [Test]
    public void Write_WideCharactersInALongLine_AreNotCutInTwo()
    {
        var line = string.Concat(Enumerable.Repeat("名", 100)) + "#" + string.Concat(Enumerable.Repeat("前", 100));
        var lines = Render(line, 101, 60).Split('\n');
        Assert.That(DisplayWidth.Of(lines[1]), Is.LessThanOrEqualTo(60));
        Assert.That(DisplayWidth.Of(lines[1][..lines[1].IndexOf('#', StringComparison.Ordinal)]), Is.EqualTo(lines[2].IndexOf('^', StringComparison.Ordinal)));
    }

    [Test]
    public void Write_PartOfALine_HasTheCaretBelowItsPlace()
    {
        var line = new string('x', 5000) + "#" + new string('y', 5000);
        var diagnostic = new Diagnostic { Severity = DiagnosticSeverity.Error, Code = "PO1", Message = "Wrong.", Location = new SourceLocation("a.json", 1, 5001) }.WithSnippet(line);
        var writer = new StringWriter();
        DiagnosticRenderer.Write(writer, diagnostic, Style.None);
        var lines = writer.ToString().Split('\n');
        Assert.That(diagnostic.Snippet, Has.Length.EqualTo(200));
        Assert.That(lines[1][lines[2].IndexOf('^', StringComparison.Ordinal)], Is.EqualTo('#'));
    }

    private static (int Column, string Line) Caret(string snippet, int column)
    {
        var lines = Render(snippet, column).Split('\n');
        var gutter = "      | ".Length;
        return (lines[2].IndexOf('^', StringComparison.Ordinal) - gutter, lines[1][gutter..]);
    }

    private static string Render(string snippet, int column, int width = int.MaxValue)
    {
        var writer = new StringWriter();
        var diagnostic = new Diagnostic
        {
            Severity = DiagnosticSeverity.Error,
            Code = "PO1001",
            Message = "Wrong.",
            Location = new SourceLocation("a.json", 12, column),
            Snippet = snippet,
            Hint = "Do better.",
        };
        DiagnosticRenderer.Write(writer, diagnostic, Style.None, width);
        return writer.ToString();
    }
}
