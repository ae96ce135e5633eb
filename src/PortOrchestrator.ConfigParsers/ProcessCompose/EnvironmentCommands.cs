using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.ProjectServices;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>The commands of <c>env_cmds</c>, whose output becomes variables.</summary>
internal sealed class EnvironmentCommands(DiagnosticBag diagnostics)
{
    private const int AtOnce = 8;

    // process-compose gives up after 2 seconds, one after the other; a program on a virtual machine may need that long to start.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, ScalarNode> _commands = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => _commands.Keys;

    public IReadOnlyDictionary<string, string> Texts => _commands.ToDictionary(c => c.Key, c => c.Value.Text, StringComparer.Ordinal);

    public void Add(MapNode file, ValueReader reader)
    {
        foreach (var entry in new Fields(file).Map("env_cmds")?.Entries ?? [])
        {
            if (reader.ReadText(entry.Value as ScalarNode) is { Kind: ScalarKind.Text, Text.Length: > 0 } command) _commands[entry.Key] = command;
        }
    }

    /// <summary>Runs all, some at the same time. One that fails has no result, which is a finding.</summary>
    public async Task<IReadOnlyDictionary<string, string>> RunAsync(
        string folder, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var shell = environment.GetValueOrDefault("COMPOSE_SHELL") is { Length: > 0 } own ? own : OperatingSystem.IsWindows() ? "cmd" : "bash";
        var runner = new CommandOutput(folder, environment);
        var results = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var some in _commands.Chunk(AtOnce))
        {
            var outputs = await Task.WhenAll(some.Select(c =>
                runner.ReadAsync([shell, OperatingSystem.IsWindows() ? "/C" : "-c", c.Value.Text], Limit, cancellationToken))).ConfigureAwait(false);
            foreach (var ((name, command), (output, problem)) in some.Zip(outputs))
            {
                if (output is not null) results[name] = output;
                else Report(name, command, problem!);
            }
        }

        return results;
    }

    private void Report(string name, ScalarNode command, string problem) => diagnostics.Warning(
        DiagnosticCodes.EnvironmentCommand, command.Place, $"the command of '{name}' {problem}; the variable is not set", "run it by hand to see why");
}
