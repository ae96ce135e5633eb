using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PortOrchestrator.PowerShell.Completion;

/// <summary>Completes ports, and the services and port names that hold them, from the registry. Creates no registry.</summary>
public sealed class AllocationCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionContext.Complete(wordToComplete, token => FindAsync(parameterName, token));

    private static async Task<IReadOnlyList<(string Value, string Tip)>> FindAsync(string parameterName, CancellationToken cancellationToken)
    {
        var machine = await MachineOrchestrator.OpenAsync(null, readOnly: true, cancellationToken).ConfigureAwait(false);
        await using (machine.ConfigureAwait(false))
        {
            var allocations = await machine.Registry.ListAsync(null, cancellationToken).ConfigureAwait(false);
            return [.. allocations.GroupBy(a => Value(a, parameterName)).Select(g => (g.Key, string.Join(", ", g.Select(Tip).Distinct())))];
        }
    }

    private static string Value(PortAllocation allocation, string parameterName) => parameterName switch
    {
        "Service" => allocation.Service,
        "Name" => allocation.Name,
        _ => allocation.Port.ToString(CultureInfo.InvariantCulture),
    };

    private static string Tip(PortAllocation allocation) =>
        $"{allocation.Project}: {allocation.Service}, {allocation.Name} {allocation.Port.ToString(CultureInfo.InvariantCulture)}";
}
