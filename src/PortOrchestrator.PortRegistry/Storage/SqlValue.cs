namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>A value for a statement: a whole number, a text, or nothing. Immutable.</summary>
internal readonly record struct SqlValue
{
    private SqlValue(long? number, string? text) => (Number, Text) = (number, text);

    public long? Number { get; }

    public string? Text { get; }

    public static implicit operator SqlValue(long value) => new(value, null);

    public static implicit operator SqlValue(long? value) => new(value, null);

    public static implicit operator SqlValue(int value) => new(value, null);

    public static implicit operator SqlValue(int? value) => new(value, null);

    public static implicit operator SqlValue(bool value) => new(value ? 1 : 0, null);

    public static implicit operator SqlValue(string? value) => new(null, value);
}
