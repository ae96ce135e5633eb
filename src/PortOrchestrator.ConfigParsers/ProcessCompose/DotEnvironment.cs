using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.Expansion;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>Reads the <c>.env</c> files of a project.</summary>
internal sealed class DotEnvironment(DiagnosticBag diagnostics)
{
    private const string StandardName = ".env";

    /// <summary>Reads files, later ones winning.</summary>
    /// <param name="folder">Where <c>.env</c> is looked for when no file is named; it need not exist.</param>
    /// <param name="named">Absolute paths of files that must exist.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(string folder, IReadOnlyList<string> named, CancellationToken cancellationToken)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        var standard = Path.Join(folder, StandardName);
        foreach (var path in named.DefaultIfEmpty(standard)) diagnostics.Looked(path);
        IReadOnlyList<string> paths = named.Count > 0 ? named : File.Exists(standard) ? [standard] : [];
        foreach (var path in paths)
        {
            var (entries, problems) = await EnvironmentFile.ReadAsync(path, text => DotEnvFile.Parse(text), diagnostics, cancellationToken).ConfigureAwait(false);
            foreach (var entry in entries) variables[entry.Key] = entry.Value;
            foreach (var problem in problems) Report(path, problem, isNamed: named.Count > 0);
        }

        return variables;
    }

    private void Report(string path, string problem, bool isNamed) => diagnostics.FileFinding(
        isNamed ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
        DiagnosticCodes.EnvironmentFile,
        path,
        $"the environment file {problem}",
        isNamed ? "correct it, or name another one" : "correct it; what could be read of it is used");
}
