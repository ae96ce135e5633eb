using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator;

public sealed partial class ProjectOrchestrator
{
    /// <summary>
    /// Lets the <c>portorch</c> program that is installed now go on as the supervisor, in the same process: services, their exit codes and their terminals
    /// stay as they are. Returns null when no supervisor runs.
    /// </summary>
    /// <param name="onlyNewer">Whether a supervisor of the same or a later version is left as it is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The supervisor as it is now.</returns>
    /// <exception cref="PortOrchestratorException">The program cannot go on, or services are being stopped; the supervisor stays as it is.</exception>
    public async Task<SupervisorInfo?> UpgradeSupervisorAsync(bool onlyNewer = false, CancellationToken cancellationToken = default)
    {
        using var client = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        if (client is null) return null;
        var before = (await client.GetSnapshotAsync(cancellationToken).ConfigureAwait(false)).Supervisor;
        var program = Absolute(ProgramLocator.Locate(_surroundings.Options.ProgramPath));
        var reply = await client.UpgradeAsync(new UpgradeCommand { Program = program, OnlyNewer = onlyNewer }, cancellationToken).ConfigureAwait(false);
        if (!reply.HandsOver) return before;
        var after = (await client.GetSnapshotAsync(cancellationToken).ConfigureAwait(false)).Supervisor;
        return after?.UpgradeProblem is not { } problem
            ? after
            : throw new PortOrchestratorException(ErrorCode.SupervisorUnavailable, $"The supervisor stays as it is: {problem}. Its services were not touched.");
    }

    // What runs under an older program is to be looked after by this one. A failure of that is no reason not to start services.
    private async Task HandOverAsync(UpOptions options, ProjectSnapshot present, List<string> warnings, CancellationToken cancellationToken)
    {
        if (present.Supervisor is not { } supervisor) return;
        if (!options.UpgradeSupervisor && !ProgramVersion.IsNewer(ProgramVersion.Current, supervisor.Version)) return;
        try
        {
            await UpgradeSupervisorAsync(onlyNewer: !options.UpgradeSupervisor, cancellationToken).ConfigureAwait(false);
        }
        catch (PortOrchestratorException e) when (!options.UpgradeSupervisor)
        {
            warnings.Add($"The supervisor is version {supervisor.Version}, and this is {ProgramVersion.Current}. {e.Message}");
        }
    }

    private static IReadOnlyList<string> Absolute(IReadOnlyList<string> program) =>
        [.. program.Select(part => part.Contains(Path.DirectorySeparatorChar) ? Path.GetFullPath(part) : part)];
}
