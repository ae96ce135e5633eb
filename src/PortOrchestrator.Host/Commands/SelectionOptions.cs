using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.ServiceGraph;

namespace PortOrchestrator.Host.Commands;

/// <summary>The options that choose services of a project, beside their names.</summary>
internal static class SelectionOptions
{
    private static readonly OptionSpec Tier = new("--tier", "Only these tiers, 0 to 3.") { ValueName = "A-B" };
    private static readonly OptionSpec Namespace =
        new("--namespace", "Only services of this namespace, and what they depend on; repeatable.") { Short = 'n', ValueName = "N", Repeatable = true };
    private static readonly OptionSpec NoDependencies = new("--no-deps", "Leave out what the chosen services depend on.");

    public static IReadOnlyList<OptionSpec> All { get; } = [Tier, Namespace, NoDependencies];

    public static StartSelection Read(ParsedArguments arguments)
    {
        var (first, last) = arguments.Tiers(Tier);
        return new StartSelection
        {
            Services = arguments.Positionals,
            FirstTier = first,
            LastTier = last,
            Namespaces = arguments.Values(Namespace),
            WithoutDependencies = arguments.Has(NoDependencies),
        };
    }
}
