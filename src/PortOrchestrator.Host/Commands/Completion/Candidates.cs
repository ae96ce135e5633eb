using PortOrchestrator.Host.CommandLine;
using Names = System.Collections.Generic.IReadOnlyList<(string Value, string Description)>;

namespace PortOrchestrator.Host.Commands.Completion;

/// <summary>Finds what a word at the end of a command line may become.</summary>
internal sealed class Candidates(CommandContext context, PartialLine line, string word)
{
    private const string Service = "SERVICE";

    private static readonly HashSet<OptionSpec> Files = [CommonOptions.File, CommonOptions.EnvironmentFile];

    public delegate Task<Names> Guard(Func<CancellationToken, Task<Names>> query);

    /// <summary>Finds them.</summary>
    /// <param name="guard">Runs a query that may fail or take too long.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<(Names Values, bool AskForFiles)> FindAsync(Guard guard, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (line.Command is not { } command) return ([], false);
        if (line.Pending is { } pending) return (Matching(await ValuesAsync(pending, guard).ConfigureAwait(false), word), IsFile(pending));
        if (!line.IsPlain && word.StartsWith("--", StringComparison.Ordinal) && word.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
            return await AttachedAsync(command, word[..equals], word[(equals + 1)..], guard).ConfigureAwait(false);
        if (!line.IsPlain && word.StartsWith('-')) return (Matching(Options(command), word), false);
        if (command.Commands.Count > 0) return (Matching([.. command.Commands.Where(c => !c.IsHidden).Select(c => (c.Name, c.Summary))], word), false);
        return (Matching(await ArgumentsAsync(command, guard).ConfigureAwait(false), word), IsForeign(command));
    }

    private async Task<(Names Values, bool AskForFiles)> AttachedAsync(CommandSpec command, string name, string value, Guard guard)
    {
        if (command.AllOptions.FirstOrDefault(o => o.Name == name) is not { TakesValue: true } option) return ([], false);
        var values = await ValuesAsync(option, guard).ConfigureAwait(false);
        return ([.. Matching(values, value).Select(v => ($"{name}={v.Value}", v.Description))], IsFile(option));
    }

    private Names Options(CommandSpec command) =>
        [.. command.AllOptions.Where(o => o.Repeatable || !line.Given.ContainsKey(o)).Select(o => (o.Name, o.Description)).DistinctBy(o => o.Name)];

    private Task<Names> ValuesAsync(OptionSpec option, Guard guard)
    {
        if (option == CommonOptions.Project) return guard(ProjectsAsync);
        if (option.Name == "--namespace") return guard(NamespacesAsync);
        return Task.FromResult<Names>([.. option.Choices.Select(c => (c, ""))]);
    }

    private async Task<Names> ArgumentsAsync(CommandSpec command, Guard guard)
    {
        if (command.Positional is not { } positional || IsForeign(command)) return [];
        if (positional.Choices.Count > 0) return line.Positionals.Count == 0 ? [.. positional.Choices.Select(c => (c, ""))] : [];
        // 'SERVICE N' and its like take one service and then something else.
        var takesMore = line.Positionals.Count == 0 || (positional.Name == Service && line.Positionals.Count < positional.Maximum);
        if (!takesMore || !positional.Name.StartsWith(Service, StringComparison.Ordinal)) return [];
        return [.. (await guard(ServicesAsync).ConfigureAwait(false)).Where(s => !line.Positionals.Contains(s.Value))];
    }

    // What stands behind a service's own '--' is the service's to understand.
    private bool IsForeign(CommandSpec command) => line.IsPlain && line.Positionals.Count > 0 && command.Positional?.Name.Contains("--", StringComparison.Ordinal) == true;

    private async Task<Names> ServicesAsync(CancellationToken cancellationToken)
    {
        var services = (await LoadAsync(cancellationToken).ConfigureAwait(false)).Definition?.Services ?? [];
        var wholes = services.Where(s => s.ReplicaOf is not null).Select(s => (s.ReplicaOf!, "all copies")).Distinct();
        return [.. wholes.Concat(services.Select(s => (s.Name, s.Description ?? ""))).DistinctBy(s => s.Item1)];
    }

    private async Task<Names> NamespacesAsync(CancellationToken cancellationToken) =>
        [.. ((await LoadAsync(cancellationToken).ConfigureAwait(false)).Definition?.Services ?? []).SelectMany(s => s.Namespaces).Distinct().Order(StringComparer.Ordinal).Select(n => (n, ""))];

    private async Task<ConfigurationResult> LoadAsync(CancellationToken cancellationToken)
    {
        var options = context.Options with
        {
            Project = line.Given.GetValueOrDefault(CommonOptions.Project)?[^1],
            Files = line.Given.GetValueOrDefault(CommonOptions.File) ?? [],
            EnvironmentFiles = line.Given.GetValueOrDefault(CommonOptions.EnvironmentFile) ?? [],
        };
        var session = await context.Orchestrators.OpenProjectAsync(options, cancellationToken).ConfigureAwait(false);
        await using var _ = session.ConfigureAwait(false);
        return await session.LoadAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<Names> ProjectsAsync(CancellationToken cancellationToken)
    {
        var machine = await context.OpenMachineAsync(readOnly: true, cancellationToken).ConfigureAwait(false);
        await using var _ = machine.ConfigureAwait(false);
        var known = await machine.Registry.ListCheckoutsAsync(cancellationToken).ConfigureAwait(false);
        return [.. known.Where(c => c.Scope == ServiceScope.Checkout).GroupBy(c => c.Name, StringComparer.Ordinal).Select(g => (g.Key, g.First().Root)).OrderBy(c => c.Key, StringComparer.Ordinal)];
    }

    private static bool IsFile(OptionSpec option) => Files.Contains(option) || option == CommonOptions.Project || option.ValueName is "FILE" or "DIR";

    // A tab or line end would be taken for the end of a candidate.
    private static Names Matching(Names all, string start) =>
        [.. all.Where(c => c.Value.StartsWith(start, StringComparison.Ordinal) && !c.Value.Any(char.IsControl)).Select(c => (c.Value, c.Description.ReplaceLineEndings(" ").Replace('\t', ' ')))];
}
