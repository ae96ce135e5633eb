namespace PortOrchestrator.ConfigParsers.Templates;

/// <summary>A piece of a parsed template.</summary>
/// <param name="Offset">Where it begins in the template.</param>
internal abstract record TemplateNode(int Offset)
{
    /// <summary>Characters of the template that are written as they are.</summary>
    public sealed record Copy(int Offset, int Length) : TemplateNode(Offset);

    /// <summary>An action that prints its value, unless it sets a variable.</summary>
    public sealed record Action(int Offset, TemplatePipeline Pipeline) : TemplateNode(Offset);

    /// <summary><c>if</c>; or <c>with</c>, where the value becomes the dot.</summary>
    public sealed record Condition(
        int Offset, TemplatePipeline Pipeline, IReadOnlyList<TemplateNode> Body, IReadOnlyList<TemplateNode> Otherwise, bool SetsDot) : TemplateNode(Offset);

    /// <summary><c>range</c>.</summary>
    public sealed record Loop(
        int Offset, TemplatePipeline Pipeline, IReadOnlyList<TemplateNode> Body, IReadOnlyList<TemplateNode> Otherwise) : TemplateNode(Offset);

    /// <summary><c>break</c> or <c>continue</c>.</summary>
    public sealed record Jump(int Offset, bool IsBreak) : TemplateNode(Offset);
}
