using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.Expansion;

namespace PortOrchestrator.ConfigParsers.ProjectServices;

/// <summary>Reads <c>env_file</c> and, over it, <c>env</c>.</summary>
internal sealed class EnvironmentReader(DiagnosticBag diagnostics)
{
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(Fields owner, CancellationToken cancellationToken)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in owner.Scalars("env_file"))
        {
            if (path is { Kind: ScalarKind.Text, Text.Length: > 0 }) await ReadFileAsync(path, variables, cancellationToken).ConfigureAwait(false);
        }

        foreach (var entry in owner.Map("env")?.Entries ?? [])
        {
            if (entry.Value is ScalarNode scalar) variables[entry.Key] = scalar.Text;
        }

        return variables;
    }

    private async Task ReadFileAsync(ScalarNode path, Dictionary<string, string> variables, CancellationToken cancellationToken)
    {
        var full = FilePaths.Resolve(path);
        diagnostics.Looked(full);
        var (entries, problems) = await EnvironmentFile.ReadAsync(full, DotEnvFile.ParseLiteral, diagnostics, cancellationToken).ConfigureAwait(false);
        foreach (var entry in entries) variables[entry.Key] = entry.Value;
        foreach (var problem in problems)
        {
            diagnostics.Error(
                DiagnosticCodes.EnvironmentFile, path.Place, $"the environment file {full} {problem}", "correct it, or remove it from 'env_file'");
        }
    }
}
