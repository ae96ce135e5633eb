using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.Keys;

namespace PortOrchestrator.ConfigParsers;

/// <summary>Reads ranges of ports. What is no text of the form A-B was reported before and reads as absent.</summary>
internal static class PortRangeReader
{
    public static PortRange? Read(DocumentNode? node, string subject, DiagnosticBag diagnostics)
    {
        if (node is not ScalarNode { Kind: ScalarKind.Text, Text: var text } || !Patterns.PortRange().IsMatch(text)) return null;
        if (PortRange.TryParse(text, out var range)) return range;
        diagnostics.Error(
            DiagnosticCodes.OutOfRange, node.Place, $"{subject} must go upward within 1 to 65535, not \"{text}\"", "write for example 21000-21099");
        return null;
    }
}
