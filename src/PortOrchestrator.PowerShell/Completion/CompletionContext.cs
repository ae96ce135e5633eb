using System.Collections;
using System.Management.Automation;

namespace PortOrchestrator.PowerShell.Completion;

/// <summary>What a completion knows of the command line: where the user is, and which project the line names already.</summary>
internal static class CompletionContext
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(400);

    /// <summary>The options of the line; null when they cannot be told.</summary>
    public static OrchestratorOptions Options(IDictionary bound)
    {
        var location = CurrentLocation();
        return new OrchestratorOptions
        {
            WorkingDirectory = location,
            Project = Text(bound, "Project") ?? Folder(Text(bound, "LiteralPath") ?? Text(bound, "Path"), location),
            Files = Paths(bound["File"], location),
            EnvironmentFiles = Paths(bound["EnvFile"], location),
        };
    }

    /// <summary>Completes a word with what the configuration says, which the line's other arguments find. Starts and allocates nothing.</summary>
    public static IEnumerable<CompletionResult> CompleteServices(
        string word, IDictionary bound, Func<IReadOnlyList<ServiceDefinition>, IEnumerable<(string Value, string Tip)>> choose)
    {
        var options = Options(bound);
        return Complete(word, async token =>
        {
            var project = await ProjectOrchestrator.OpenAsync(options, token).ConfigureAwait(false);
            await using (project.ConfigureAwait(false))
            {
                var configuration = await project.LoadAsync(token).ConfigureAwait(false);
                return [.. choose(configuration.Definition?.Services ?? [])];
            }
        });
    }

    /// <summary>Runs a query and turns its answers into completions of the word. A query that fails or is slow gives none.</summary>
    public static IEnumerable<CompletionResult> Complete(string word, Func<CancellationToken, Task<IReadOnlyList<(string Value, string Tip)>>> query)
    {
        IReadOnlyList<(string Value, string Tip)> found;
        try
        {
            using var limit = new CancellationTokenSource(Limit);
            var task = Task.Run(() => query(limit.Token));
            if (!task.Wait(Limit)) return [];
            found = task.Result;
        }
        catch (Exception)
        {
            return [];
        }

        var prefix = word.Trim('\'', '"');
        var pattern = WildcardPattern.Get(WildcardPattern.ContainsWildcardCharacters(prefix) ? prefix : WildcardPattern.Escape(prefix) + "*", WildcardOptions.IgnoreCase);
        // PowerShell refuses empty texts, and a completer must never fail.
        return [.. found.Where(f => f.Value.Length > 0 && pattern.IsMatch(f.Value)).Select(f => new CompletionResult(
            Quote(f.Value, word), f.Value, CompletionResultType.ParameterValue, f.Tip.Length > 0 ? f.Tip : f.Value))];
    }

    private static string Quote(string value, string word)
    {
        var mark = word.StartsWith('"') ? '"' : '\'';
        var isBare = value.Length > 0 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && char.IsAsciiLetterOrDigit(value[0]);
        if (isBare && !word.StartsWith('\'') && !word.StartsWith('"')) return value;
        return mark == '"'
            ? $"\"{value.Replace("`", "``", StringComparison.Ordinal).Replace("$", "`$", StringComparison.Ordinal).Replace("\"", "`\"", StringComparison.Ordinal)}\""
            : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    private static string? CurrentLocation()
    {
        try
        {
            using var shell = System.Management.Automation.PowerShell.Create(RunspaceMode.CurrentRunspace);
            return shell.AddScript("$ExecutionContext.SessionState.Path.CurrentFileSystemLocation.ProviderPath").Invoke<string>().FirstOrDefault();
        }
        catch (Exception)
        {
            return null;
        }
    }

    private static string? Folder(string? path, string? location) => path is null ? null : System.IO.Path.GetFullPath(path, location ?? "/");

    private static IReadOnlyList<string> Paths(object? value, string? location) =>
        value is null ? [] : [.. Many(value).Select(f => System.IO.Path.Combine(location ?? "", f))];

    private static string? Text(IDictionary bound, string parameter) => bound[parameter] is { } value ? Many(value).FirstOrDefault() : null;

    private static IEnumerable<string> Many(object value) => value is IEnumerable list and not string ? list.Cast<object>().Select(o => $"{o}") : [$"{value}"];
}
