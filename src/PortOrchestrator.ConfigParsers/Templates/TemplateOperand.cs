namespace PortOrchestrator.ConfigParsers.Templates;

/// <summary>A word of a command.</summary>
/// <param name="Offset">Where it begins in the template.</param>
internal abstract record TemplateOperand(int Offset)
{
    /// <summary>A literal.</summary>
    public sealed record Constant(int Offset, TemplateValue Value) : TemplateOperand(Offset);

    /// <summary><c>nil</c>.</summary>
    public sealed record Nil(int Offset) : TemplateOperand(Offset);

    /// <summary>The dot, or what its fields lead to.</summary>
    public sealed record Dot(int Offset, IReadOnlyList<string> Path) : TemplateOperand(Offset);

    /// <summary>A variable, or what its fields lead to.</summary>
    public sealed record Variable(int Offset, int Place, IReadOnlyList<string> Path) : TemplateOperand(Offset);

    /// <summary>A pipeline in parentheses, or what the fields of its value lead to.</summary>
    public sealed record Group(int Offset, TemplatePipeline Pipeline, IReadOnlyList<string> Path) : TemplateOperand(Offset);

    /// <summary>A built-in function.</summary>
    public sealed record Function(int Offset, string Name) : TemplateOperand(Offset);
}
