using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.Keys;

namespace PortOrchestrator.ConfigParsers.ProjectServices;

/// <summary>Typed access to a map's keys. A value of the wrong type was reported before and reads as absent.</summary>
internal readonly struct Fields(MapNode node)
{
    public MapNode Node => node;

    public Place PlaceOf(string key) => node.Find(key)?.Value.Place ?? node.Place;

    public bool Has(string key) => node.Find(key) is not null;

    public ScalarNode? Scalar(string key) => node.Find(key)?.Value as ScalarNode;

    public MapNode? Map(string key) => node.Find(key)?.Value as MapNode;

    public DocumentNode? Value(string key) => node.Find(key)?.Value;

    public string? Text(string key) => Scalar(key) is { Kind: ScalarKind.Text } scalar ? scalar.Text : null;

    public double? Number(string key) => Scalar(key) is { Kind: ScalarKind.Number } scalar ? scalar.Number : null;

    /// <summary>A whole number; the nearest one of 32 bits if it has more.</summary>
    public int? Whole(string key) => Scalar(key) is { IsInteger: true } scalar ? (int)Math.Clamp(scalar.Number, int.MinValue, int.MaxValue) : null;

    public bool? Flag(string key) => Scalar(key) is { Kind: ScalarKind.Flag } scalar ? scalar.Flag : null;

    public TimeSpan? Seconds(string key) => Number(key) is { } value and >= 0 and <= 31_536_000 ? TimeSpan.FromSeconds(value) : null;

    public T? Choice<T>(string key, Choices<T> choices)
        where T : struct, Enum => choices.Find(Text(key));

    /// <summary>The scalars of a list, or the one scalar in its place.</summary>
    public IReadOnlyList<ScalarNode> Scalars(string key) => Value(key) switch
    {
        ScalarNode scalar => [scalar],
        SequenceNode list => [.. list.Items.OfType<ScalarNode>()],
        _ => [],
    };

    public CommandLine? Command(string key) => CommandReader.Read(Value(key));
}
