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
        try
        {
            if (new FileInfo(full).Length > DocumentLimits.FileBytes)
            {
                Report(path, "is larger than 4 MiB");
                return;
            }

            var text = await File.ReadAllTextAsync(full, cancellationToken).ConfigureAwait(false);
            var file = DotEnvFile.ParseLiteral(text);
            foreach (var entry in file.Entries) variables[entry.Key] = entry.Value;
            foreach (var error in file.Errors) Report(path, $"{error.Message} on line {error.Line}");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            Report(path, "does not exist");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            Report(path, "cannot be read: " + e.Message);
        }

        void Report(ScalarNode place, string problem) => diagnostics.Error(
            DiagnosticCodes.EnvironmentFile, place.Place, $"the environment file {full} {problem}", "correct it, or remove it from 'env_file'");
    }
}
