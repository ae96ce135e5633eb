using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator.Client;

/// <summary>The command that reads the configuration as the present caller does.</summary>
internal static class ReloadArguments
{
    public static ConfigurationWatch Of(Surroundings surroundings)
    {
        var options = surroundings.Options;
        var environment = BaseEnvironment.From(options.Environment);
        environment[StatePaths.HomeVariable] = surroundings.Paths.Home;
        return new ConfigurationWatch
        {
            Arguments =
            [
                "reload", "--no-wait",
                .. options.Project is { } project ? new[] { "--project", project } : [],
                .. options.Files.SelectMany(f => new[] { "--file", f }),
                .. options.EnvironmentFiles.SelectMany(f => new[] { "--env-file", f }),
            ],
            WorkingDirectory = surroundings.WorkingDirectory,
            Environment = environment,
        };
    }
}
