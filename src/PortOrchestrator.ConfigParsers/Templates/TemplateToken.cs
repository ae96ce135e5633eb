namespace PortOrchestrator.ConfigParsers.Templates;

/// <summary>A token of an action.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Offset">Where it begins in the template.</param>
/// <param name="Length">How many characters it has.</param>
/// <param name="Value">The value of a literal.</param>
internal readonly record struct TemplateToken(TemplateTokenKind Kind, int Offset, int Length, TemplateValue Value = default)
{
    public int End => Offset + Length;
}
