using PortOrchestrator.Diagnostics;

namespace PortOrchestrator.Abstractions.Tests.Diagnostics;

[TestFixture]
internal sealed class DiagnosticTests
{
    private static readonly Diagnostic Plain = new() { Severity = DiagnosticSeverity.Warning, Code = "PO1002", Message = "Unknown key 'prot'." };

    [Test]
    public void ToString_WithPlaceAndHint_IsWhatCompilersPrint()
    {
        var diagnostic = Plain with { Location = new SourceLocation("a.json", 3, 5), Hint = "Did you mean 'port'?" };

        Assert.That(diagnostic.ToString(), Is.EqualTo("a.json:3:5: warning PO1002: Unknown key 'prot'. (Did you mean 'port'?)"));
    }

    [Test]
    public void ToString_WithoutPlaceAndHint_HasNoTraceOfThem() =>
        Assert.That(Plain.ToString(), Is.EqualTo("warning PO1002: Unknown key 'prot'."));
}
