namespace PortOrchestrator.ConfigParsers.Templates;

/// <summary>What a <see cref="TemplateValue"/> is.</summary>
internal enum TemplateKind
{
    /// <summary>No value: null in the file, or a key that a map does not have.</summary>
    None,
    Text,
    Integer,
    Number,
    Flag,
    List,
    Map,
}
