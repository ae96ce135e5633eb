using PortOrchestrator.ConfigParsers.Documents;

namespace PortOrchestrator.ConfigParsers.ProjectServices;

/// <summary>Refuses names that differ, but not in the files or variables that are made from them.</summary>
internal sealed class NameClashes(DiagnosticBag diagnostics)
{
    public void Check(IReadOnlyList<ServiceDefinition> services, IReadOnlyList<MapNode> nodes)
    {
        var places = nodes.Select(n => new Fields(n).Scalar("name")).OfType<ScalarNode>().GroupBy(n => n.Text).ToDictionary(g => g.Key, g => g.First().Place);
        var files = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in services.Select(s => s.Name).Distinct())
        {
            if (!files.TryAdd(name, name)) Report(DiagnosticCodes.FileNameClash, name, files[name], "the same file name");
            else if (!variables.TryAdd(VariableNames.OfService(name), name)) ReportVariable(name, variables[VariableNames.OfService(name)], VariableNames.OfService(name));
        }

        foreach (var service in services)
        {
            foreach (var port in service.Ports.Where(p => !p.Inferred && p.Name != PortDefinition.DefaultName))
            {
                var variable = VariableNames.OfPort(service.Name, port.Name);
                if (!variables.TryAdd(variable, service.Name) && variables[variable] != service.Name) ReportVariable(service.Name, variables[variable], variable);
            }
        }

        void Report(string code, string name, string other, string what) =>
            diagnostics.Error(code, places[name], $"'{name}' and '{other}' have {what}", "rename one of them");

        void ReportVariable(string name, string other, string variable) =>
            Report(DiagnosticCodes.VariableClash, name, other, $"the same variable {variable}");
    }
}
