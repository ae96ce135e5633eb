using PortOrchestrator.PortRegistry.Storage;

namespace PortOrchestrator.PortRegistry.Allocation;

/// <summary>The range of a project, and those that it keeps out of. Immutable.</summary>
/// <param name="Own">The project's own range, if it has one.</param>
/// <param name="Others">The ranges of other projects.</param>
internal sealed record ProjectRanges(PortRange? Own, IReadOnlyList<ProjectRange> Others)
{
    /// <summary>Reads what applies to a project: what is recorded for it goes before the options' word.</summary>
    public static ProjectRanges Of(RegistryConnection connection, ProjectIdentity project, IReadOnlyDictionary<string, PortRange> fromOptions)
    {
        PortRange? own = null;
        var all = RangeTable.All(connection);
        var others = new List<ProjectRange>(all.Count + fromOptions.Count);
        foreach (var recorded in all)
        {
            if (recorded.ProjectId == project.ProjectId) own = recorded.Range;
            else others.Add(recorded);
        }
        foreach (var (name, range) in fromOptions)
        {
            if (IsNamed(project, name)) own ??= range;
            else if (!all.Exists(r => r.Name == name || r.ProjectId == name)) others.Add(new ProjectRange("", name, range));
        }
        return new ProjectRanges(own, others);
    }

    /// <summary>Whose range keeps us out of a port; null when nobody's does. Inside its own range a project yields to nobody.</summary>
    public string? Keeper(int port)
    {
        if (Others.Count == 0 || Own is { } own && own.Contains(port)) return null;
        foreach (var other in Others)
        {
            if (other.Range.Contains(port)) return other.Name;
        }
        return null;
    }

    private static bool IsNamed(ProjectIdentity project, string name) =>
        name == project.Name || name == project.ProjectId || (Path.IsPathFullyQualified(name) && Path.TrimEndingDirectorySeparator(name) == project.Root);
}
