using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.ProjectServices;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>Refuses names that cannot be told apart, or cannot be those of files; copies have names, too.</summary>
internal sealed class ProcessNames(DiagnosticBag diagnostics)
{
    private const int Longest = 100;

    private static readonly System.Buffers.SearchValues<char> Refused = System.Buffers.SearchValues.Create("/\\:*?\"<>|");

    public void Check(IReadOnlyList<ServiceDefinition> services, IReadOnlyDictionary<string, Place> places)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var files = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var service in services)
        {
            var place = places[service.ReplicaOf ?? service.Name];
            var variable = VariableNames.OfService(service.Name);
            if (!names.Add(service.Name))
                diagnostics.Error(DiagnosticCodes.DuplicateService, place, $"'{service.Name}' is also the name of a copy of another process", "rename one of them");
            else if (!files.TryAdd(service.Name, service.Name))
                diagnostics.Error(DiagnosticCodes.FileNameClash, place, $"'{service.Name}' and '{files[service.Name]}' have the same file name", "rename one of them");
            else if (!variables.TryAdd(variable, service.Name))
                diagnostics.Warning(DiagnosticCodes.VariableClash, place, $"'{service.Name}' and '{variables[variable]}' have the same variable {variable}", "rename one of them");
        }
    }

    /// <summary>Whether a name can be that of a service.</summary>
    public bool CheckForm(MapEntry process)
    {
        var name = process.Key;
        var isUsable = name.Length is > 0 and <= Longest && !name.AsSpan().ContainsAny(Refused) && !name.Any(char.IsControl)
            && name[0] is not ('.' or '-' or ' ') && name[^1] is not ('.' or ' ');
        if (isUsable) return true;
        diagnostics.Error(
            DiagnosticCodes.InvalidText,
            process.KeyPlace,
            $"'{Excerpt.Of(name)}' cannot be the name of a process: logs are files of that name",
            $"use up to {Longest} letters, digits, dots, underscores and hyphens");
        return false;
    }
}
