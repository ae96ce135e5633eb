namespace PortOrchestrator.ConfigParsers.Export;

/// <summary>Puts the copies of a service together again, when they differ in nothing but their names and numbers.</summary>
internal static class ServiceGroups
{
    /// <summary>One service for each that is to be written: with its own name and the number of its copies.</summary>
    public static IReadOnlyList<ServiceDefinition> Of(ProjectDefinition definition, ICollection<string> losses)
    {
        var result = new List<ServiceDefinition>();
        foreach (var group in definition.Services.GroupBy(s => s.ReplicaOf ?? s.Name, StringComparer.Ordinal))
        {
            var copies = group.Select(CopyText.WithoutNumber).ToList();
            if (copies.Count == 1 && copies[0].ReplicaOf is null)
            {
                result.Add(copies[0]);
            }
            else if (copies.TrueForAll(c => AreAlike(copies[0], c)))
            {
                result.Add(copies[0] with { Name = group.Key, Replicas = copies.Count });
            }
            else
            {
                losses.Add($"the copies of '{group.Key}' differ, so each is written as a service of its own");
                result.AddRange(group);
            }
        }

        return result;
    }

    private static bool AreAlike(ServiceDefinition first, ServiceDefinition other) =>
        Same(first.StartCommand, other.StartCommand)
        && first.WorkingDirectory == other.WorkingDirectory
        && first.Readiness?.Check.ToString() == other.Readiness?.Check.ToString()
        && first.Liveness?.Check.ToString() == other.Liveness?.Check.ToString()
        && Variables(first).SequenceEqual(Variables(other));

    private static bool Same(CommandLine? first, CommandLine? other) =>
        first?.Text == other?.Text && (first?.Arguments ?? []).SequenceEqual(other?.Arguments ?? [], StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, string>> Variables(ServiceDefinition service) =>
        service.Environment.Where(v => v.Key != "PC_REPLICA_NUM").OrderBy(v => v.Key, StringComparer.Ordinal);
}
