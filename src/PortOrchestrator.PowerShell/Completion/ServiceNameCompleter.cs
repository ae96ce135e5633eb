using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PortOrchestrator.PowerShell.Completion;

/// <summary>Completes names of services from the configuration. Starts and allocates nothing.</summary>
public sealed class ServiceNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionContext.CompleteServices(wordToComplete, fakeBoundParameters, services => services
            .Select(s => (s.Name, s.Description ?? $"{s.Kind.ToString().ToLowerInvariant()}, tier {s.Tier}")));
}
