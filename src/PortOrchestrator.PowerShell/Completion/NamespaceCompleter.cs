using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PortOrchestrator.PowerShell.Completion;

/// <summary>Completes namespaces of services from the configuration. Starts and allocates nothing.</summary>
public sealed class NamespaceCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var options = CompletionContext.Options(fakeBoundParameters);
        return CompletionContext.Complete(wordToComplete, token => FindAsync(options, token));
    }

    private static async Task<IReadOnlyList<(string Value, string Tip)>> FindAsync(OrchestratorOptions options, CancellationToken cancellationToken)
    {
        var project = await ProjectOrchestrator.OpenAsync(options, cancellationToken).ConfigureAwait(false);
        await using (project.ConfigureAwait(false))
        {
            var configuration = await project.LoadAsync(cancellationToken).ConfigureAwait(false);
            var services = (configuration.Definition?.Services ?? []).SelectMany(s => s.Namespaces.Select(n => (Namespace: n, s.Name)));
            return [.. services.GroupBy(s => s.Namespace, s => s.Name, StringComparer.Ordinal).Select(g => (g.Key, string.Join(", ", g)))];
        }
    }
}
