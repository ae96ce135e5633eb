namespace PortOrchestrator.ConfigParsers.Documents;

/// <summary>A value of a JSON or YAML document and where it is written. Immutable once read.</summary>
internal abstract class DocumentNode(Place place)
{
    public Place Place { get; } = place;

    /// <summary>How many values this one is made of, itself included; aliases count as often as they are used.</summary>
    public abstract long Size { get; }

    /// <summary>What the value is called in a message.</summary>
    public abstract string TypeName { get; }

    // Nested aliases grow exponentially, so the sum stops just above what is allowed.
    protected static long Sum(long sum, DocumentNode part) => Math.Min(sum + part.Size, DocumentLimits.Values + 1);
}
