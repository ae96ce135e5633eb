namespace PortOrchestrator.Client;

/// <summary>Tells of a supervisor that is older than the program that looks at it.</summary>
internal static class SupervisorAge
{
    /// <summary>What is said of it, without an end; null when there is nothing to say.</summary>
    public static string? Describe(SupervisorInfo? supervisor) => ProgramVersion.IsNewer(ProgramVersion.Current, supervisor?.Version)
        ? $"The supervisor is version {supervisor!.Version}, and this is {ProgramVersion.Current}"
        : null;
}
