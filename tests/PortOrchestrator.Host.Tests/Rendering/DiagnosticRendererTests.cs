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

    private static (int Column, string Line) Caret(string snippet, int column)
    {
        var lines = Render(snippet, column).Split('\n');
        var gutter = "      | ".Length;
        return (lines[2].IndexOf('^', StringComparison.Ordinal) - gutter, lines[1][gutter..]);
    }

    private static string Render(string snippet, int column)
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
        DiagnosticRenderer.Write(writer, diagnostic, Style.None);
        return writer.ToString();
    }
}
