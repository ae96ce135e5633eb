using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.Keys;
using PortOrchestrator.ConfigParsers.ProjectServices;

namespace PortOrchestrator.ConfigParsers.Compose;

/// <summary>Reads what a service of kind <c>compose</c> is in its Compose files.</summary>
internal sealed class ComposeParser(DiagnosticBag diagnostics, ComposeFileReader reader)
{
    /// <summary>The Compose service; null when the service is of another kind, or names none.</summary>
    public async Task<ComposeDefinition?> ParseAsync(Fields service, IReadOnlyDictionary<string, string> variables, CancellationToken cancellationToken)
    {
        if (service.Text("kind") != "compose" || service.Text("compose_service") is not { Length: > 0 } name) return null;
        var folder = FilePaths.WorkingDirectory(service);
        var definition = new ComposeDefinition { Service = name, Profiles = [.. service.Scalars("compose_profiles").Select(p => p.Text)] };
        var files = ComposeFiles.Of(service, folder);
        if (files.Count == 0)
        {
            Warn(service, "compose_service", $"there is no Compose file in {folder}", "name it with 'compose_file'");
            return definition;
        }

        var set = await reader.ReadAsync(files, variables, cancellationToken).ConfigureAwait(false);
        definition = definition with { Files = files, ProjectName = set.ProjectName };
        if (set.Services.TryGetValue(name, out var entry)) return definition with { Ports = entry.Ports };
        if (set.Problem is { } problem)
        {
            Warn(service, service.Has("compose_file") ? "compose_file" : "compose_service", $"the Compose file {problem}, so the ports of '{name}' are not known", "write them as 'ports'");
        }
        else
        {
            var meant = Suggestion.Nearest(name, set.Services.Keys);
            var known = set.Services.Count == 0 ? "it has none" : "it has " + string.Join(", ", set.Services.Keys.Order(StringComparer.Ordinal));
            diagnostics.Error(
                DiagnosticCodes.ComposeFile, service.PlaceOf("compose_service"), $"the Compose file has no service '{name}'", meant is null ? known : $"did you mean '{meant}'?");
        }

        return definition;
    }

    private void Warn(Fields service, string key, string message, string hint) =>
        diagnostics.Warning(DiagnosticCodes.ComposeFile, service.PlaceOf(key), message, hint);
}
