using System.Diagnostics.CodeAnalysis;

namespace PortOrchestrator.ConfigParsers.Templates;

/// <summary>A rendered template, or why it could not be rendered; exactly one of the two is set.</summary>
internal readonly record struct TemplateResult(string? Text, TemplateError? Error)
{
    [MemberNotNullWhen(true, nameof(Text))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsRendered => Error is null;
}
