using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PortOrchestrator.PowerShell.Completion;

/// <summary>Completes namespaces of services from the configuration. Starts and allocates nothing.</summary>
public sealed class NamespaceCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionContext.CompleteServices(wordToComplete, fakeBoundParameters, services => services
            .SelectMany(s => s.Namespaces.Select(n => (Namespace: n, s.Name)))
            .GroupBy(s => s.Namespace, s => s.Name, StringComparer.Ordinal)
            .Select(g => (g.Key, string.Join(", ", g))));
}
