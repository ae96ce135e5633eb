using PortOrchestrator.ConfigParsers.Keys;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>The types of the values of process-compose files, and what its key tables say of keys.</summary>
internal static class ProcessShapes
{
    public const string VariablesForm = "write a list: [ NAME=VALUE ]";

    public static readonly TextShape Text = new();

    /// <summary>Any whole number: what is out of its range is told, and seldom refused, where it is read.</summary>
    public static readonly NumberShape Whole = new(double.NegativeInfinity, IsWhole: true);

    public static readonly AnyShape Any = new();

    public static readonly ListShape Texts = new(Text);

    public static DictionaryShape Map(Shape value) => new(value, Patterns.Variable(), "a name without '='");

    /// <summary>A key whose value is a time.</summary>
    public static KeyDefinition Seconds(string name) => new(name, Whole, "") { Form = "write whole seconds, such as 5" };

    /// <summary>A key that is checked, but does nothing yet unless it has its default.</summary>
    public static KeyDefinition NotRunYet(string name, Shape shape, string? standard = null) => new(name, shape, "") { IsNotRunYet = true, Default = standard };

    /// <summary>A key that has nothing to do here.</summary>
    /// <param name="name">The key.</param>
    /// <param name="shape">What its value may be.</param>
    /// <param name="reason">Why, to be read after a colon.</param>
    public static KeyDefinition Idle(string name, Shape shape, string reason) => new(name, shape, "") { NoEffect = reason };
}
