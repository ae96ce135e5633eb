using PortOrchestrator.Configuration;
using PortOrchestrator.Diagnostics;

namespace PortOrchestrator.Abstractions.Tests.Configuration;

[TestFixture]
internal sealed class ConfigurationResultTests
{
    private static readonly ProjectDefinition Definition = new() { Root = "/srv/shop", Format = "project-services" };

    [TestCase(DiagnosticSeverity.Information, true)]
    [TestCase(DiagnosticSeverity.Warning, true)]
    [TestCase(DiagnosticSeverity.Error, false)]
    public void IsValid_WithADefinition_DependsOnErrorsAlone(DiagnosticSeverity severity, bool expected)
    {
        var diagnostic = new Diagnostic { Severity = severity, Code = "PO0001", Message = "…" };

        Assert.That(new ConfigurationResult { Definition = Definition, Diagnostics = [diagnostic] }.IsValid, Is.EqualTo(expected));
    }

    [Test]
    public void IsValid_WithoutADefinition_IsFalse() => Assert.That(new ConfigurationResult { NotFound = true }.IsValid, Is.False);
}
