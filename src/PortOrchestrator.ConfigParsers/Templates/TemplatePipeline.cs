namespace PortOrchestrator.ConfigParsers.Templates;

/// <summary>Commands of which each takes the value of the one before as its last argument.</summary>
/// <param name="Offset">Where it begins in the template.</param>
/// <param name="Variables">The places of the variables that it sets: none, one, or (in <c>range</c>) two.</param>
/// <param name="Commands">The words of each command; the first one says what to do.</param>
internal sealed record TemplatePipeline(int Offset, IReadOnlyList<int> Variables, IReadOnlyList<IReadOnlyList<TemplateOperand>> Commands);
