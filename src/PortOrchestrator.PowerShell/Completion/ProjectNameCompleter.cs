using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PortOrchestrator.PowerShell.Completion;

/// <summary>Completes names of registered projects. Creates no registry.</summary>
public sealed class ProjectNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionContext.Complete(wordToComplete, FindAsync);

    private static async Task<IReadOnlyList<(string Value, string Tip)>> FindAsync(CancellationToken cancellationToken)
    {
        var machine = await MachineOrchestrator.OpenAsync(null, readOnly: true, cancellationToken).ConfigureAwait(false);
        await using (machine.ConfigureAwait(false))
        {
            var checkouts = await machine.Registry.ListCheckoutsAsync(cancellationToken).ConfigureAwait(false);
            return [.. checkouts.Where(c => c.Scope == ServiceScope.Checkout).GroupBy(c => c.Name).Select(g => (g.Key, string.Join(", ", g.Select(c => c.Root)))).OrderBy(c => c.Key, StringComparer.OrdinalIgnoreCase)];
        }
    }
}
