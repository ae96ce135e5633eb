using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Resolution;

/// <summary>What is to be started and how the supervisor is asked for it. Immutable.</summary>
/// <param name="Options">How the start is waited for, and what is started again.</param>
/// <param name="Configuration">The configuration, which is valid.</param>
/// <param name="Names">Names of the instances that are meant.</param>
internal sealed record StartRequest(UpOptions Options, ConfigurationResult Configuration, IReadOnlyList<string> Names)
{
    /// <summary>Whether this is about a change of what runs, so that only what the change touches is waited for.</summary>
    public bool IsChange { get; init; }

    /// <summary>Whether the user has asked for it, which approves the configuration. Recorded while the supervisor comes up.</summary>
    public bool IsApproval { get; init; }

    public required Func<SupervisorClient, UpPreparation, ProjectSpec, CancellationToken, Task<StartReply>> AskAsync { get; init; }

    /// <summary>The conflicts of what would be started; a service that somebody stopped stands against no change.</summary>
    public IReadOnlyList<ServicePortConflict> Blocking(UpPreparation prepared) =>
        [.. prepared.Ports.Conflicts.Where(c => prepared.Starting.Contains(c.Service) && (!IsChange || !Rests(prepared.Before, c.Service)))];

    /// <summary>Whether whoever follows is told that the instance is about to start.</summary>
    public bool Announces(UpPreparation prepared, string name) => !IsChange && prepared.Starting.Contains(name);

    public IReadOnlyCollection<string> Awaited(StartReply reply) => IsChange ? reply.Started : Names;

    private static bool Rests(ProjectSnapshot before, string name) =>
        before.Services.Any(s => s.Name == name && s.State is ServiceState.Stopped or ServiceState.Disabled);
}
