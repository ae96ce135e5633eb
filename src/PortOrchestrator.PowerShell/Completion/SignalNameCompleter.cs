using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PortOrchestrator.PowerShell.Completion;

/// <summary>Completes the names of the signals that services are usually sent.</summary>
public sealed class SignalNameCompleter : IArgumentCompleter
{
    private static readonly string[] Names = ["HUP", "INT", "QUIT", "USR1", "USR2", "TERM", "KILL", "STOP", "CONT", "WINCH"];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = wordToComplete.Trim('\'', '"');
        var prefix = word.StartsWith("SIG", StringComparison.OrdinalIgnoreCase) ? "SIG" : "";
        return Names.Select(n => prefix + n).Where(n => n.StartsWith(word, StringComparison.OrdinalIgnoreCase)).Select(n => new CompletionResult(n, n, CompletionResultType.ParameterValue, n));
    }
}
