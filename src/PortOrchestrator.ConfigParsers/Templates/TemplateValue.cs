namespace PortOrchestrator.ConfigParsers.Templates;

/// <summary>An immutable value that a template works on. The default value is <see cref="TemplateKind.None"/>.</summary>
internal readonly struct TemplateValue
{
    private readonly object? _reference;
    private readonly long _bits;

    private TemplateValue(TemplateKind kind, object? reference, long bits) => (Kind, _reference, _bits) = (kind, reference, bits);

    public static TemplateValue None => default;

    public TemplateKind Kind { get; }

    public string Text => (string)_reference!;

    public long Integer => _bits;

    public double Number => BitConverter.Int64BitsToDouble(_bits);

    public bool Flag => _bits != 0;

    public IReadOnlyList<TemplateValue> List => (IReadOnlyList<TemplateValue>)_reference!;

    public IReadOnlyDictionary<string, TemplateValue> Map => (IReadOnlyDictionary<string, TemplateValue>)_reference!;

    public static TemplateValue Of(string value) => new(TemplateKind.Text, value, 0);

    public static TemplateValue Of(long value) => new(TemplateKind.Integer, null, value);

    public static TemplateValue Of(double value) => new(TemplateKind.Number, null, BitConverter.DoubleToInt64Bits(value));

    public static TemplateValue Of(bool value) => new(TemplateKind.Flag, null, value ? 1 : 0);

    /// <summary>A list over the given items, which the caller no longer changes.</summary>
    public static TemplateValue Of(IReadOnlyList<TemplateValue> items) => new(TemplateKind.List, items, 0);

    /// <summary>A map over the given entries (ordinal keys), which the caller no longer changes.</summary>
    public static TemplateValue Of(IReadOnlyDictionary<string, TemplateValue> entries) => new(TemplateKind.Map, entries, 0);
}
