namespace PortOrchestrator.Trust;

/// <summary>Lists the commands that a configuration would have run.</summary>
internal static class CommandPreview
{
    public static IReadOnlyList<PlannedCommand> Of(ConfigurationResult configuration)
    {
        if (configuration.Definition is not { } definition) return [];
        var folder = Path.GetDirectoryName(definition.Files.Count > 0 ? definition.Files[0] : null) ?? definition.Root;
        var variables = configuration.VariableCommands.Select(v => new PlannedCommand
        {
            Name = v.Key,
            Purpose = CommandPurpose.Variable,
            Command = CommandLine.Shell(v.Value),
            WorkingDirectory = folder,
        });
        return [.. variables, .. definition.Services.SelectMany(Of).Distinct()];
    }

    // The copies of a service run the same, unless its text says otherwise.
    private static IEnumerable<PlannedCommand> Of(ServiceDefinition service)
    {
        if (service.StartCommand is { } start) yield return Planned(CommandPurpose.Start, start);
        foreach (var check in new[] { service.Readiness?.Check, service.Liveness?.Check }.OfType<ExecCheck>())
            yield return Planned(CommandPurpose.Check, check.Command, check.WorkingDirectory);
        foreach (var stop in new[] { service.Shutdown.Command, service.StopCommand ?? service.Launcher?.StopCommand }.OfType<CommandLine>())
            yield return Planned(CommandPurpose.Stop, stop);

        PlannedCommand Planned(CommandPurpose purpose, CommandLine command, string? folder = null) => new()
        {
            Name = service.ReplicaOf ?? service.Name,
            Purpose = purpose,
            Command = command,
            WorkingDirectory = folder ?? service.WorkingDirectory,
        };
    }
}
