using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.Expansion;
using PortOrchestrator.ConfigParsers.ProjectServices;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>Reads lists of <c>NAME=VALUE</c> and the files that <c>env_file</c> names.</summary>
internal sealed class ProcessVariables(DiagnosticBag diagnostics, bool isStrict)
{
    /// <summary>Puts the variables of a list over those that are there.</summary>
    public void AddList(Dictionary<string, string> variables, DocumentNode? list, Func<ScalarNode, string> render)
    {
        foreach (var scalar in (list as SequenceNode)?.Items.OfType<ScalarNode>() ?? [])
        {
            var text = render(scalar);
            var equals = text.IndexOf('=');
            if (equals > 0) variables[text[..equals]] = text[(equals + 1)..];
            else diagnostics.Warning(DiagnosticCodes.InvalidText, scalar.Place, $"{scalar.Display} is no NAME=VALUE and has no effect", "write NAME=VALUE");
        }
    }

    /// <summary>Puts the variables of a process's file over those that are there.</summary>
    public async Task AddFileAsync(Dictionary<string, string> variables, ScalarNode path, string folder, CancellationToken cancellationToken)
    {
        var full = Path.GetFullPath(FilePaths.ExpandHome(path.Text), folder);
        diagnostics.Looked(full);
        var (entries, problems) = await EnvironmentFile.ReadAsync(full, text => DotEnvFile.Parse(text), diagnostics, cancellationToken).ConfigureAwait(false);
        foreach (var entry in entries) variables[entry.Key] = entry.Value;
        var severity = isStrict ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
        foreach (var problem in problems)
        {
            diagnostics.Add(
                severity, DiagnosticCodes.EnvironmentFile, path.Place, $"the environment file {full} {problem}", "a path in 'env_file' counts from 'working_dir'");
        }
    }

    /// <summary>Variables as a definition holds them: there a value may name other variables, which one of process-compose never does.</summary>
    public static Dictionary<string, string> Escaped(IReadOnlyDictionary<string, string> variables) =>
        variables.ToDictionary(p => p.Key, p => Escaped(p.Value), StringComparer.Ordinal);

    public static string Escaped(string value) => value.Contains('$') ? value.Replace("$", "$$", StringComparison.Ordinal) : value;
}
