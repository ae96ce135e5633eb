using PortOrchestrator.ConfigParsers.Documents;

namespace PortOrchestrator.ConfigParsers.Keys;

/// <summary>Tells whether a value has the JSON type that a shape needs.</summary>
internal static class ShapeMatch
{
    public static bool IsOfType(DocumentNode node, Shape shape) => shape switch
    {
        AnyShape => true,
        EitherShape either => either.Options.Any(o => IsOfType(node, o)),
        TextShape or ChoiceShape => node is ScalarNode { Kind: ScalarKind.Text },
        NumberShape => node is ScalarNode { Kind: ScalarKind.Number },
        FlagShape => node is ScalarNode { Kind: ScalarKind.Flag },
        ScalarShape => node is ScalarNode { Kind: not ScalarKind.Null },
        ListShape => node is SequenceNode,
        _ => node is MapNode,
    };
}
