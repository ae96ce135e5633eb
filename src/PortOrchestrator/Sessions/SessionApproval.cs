namespace PortOrchestrator.Sessions;

/// <summary>Whether the user lets a session start a project's services.</summary>
internal static class SessionApproval
{
    /// <summary>Asks.</summary>
    /// <returns>Null when he does, or when there is nothing that could be started; else why not, with the cure.</returns>
    public static async Task<string?> FindObstacleAsync(ProjectOrchestrator project, CancellationToken cancellationToken)
    {
        var verdict = await project.Trust.EvaluateAsync(cancellationToken).ConfigureAwait(false);
        // What is wrong with a configuration is told by whoever reads it.
        return verdict.IsApproved || verdict.Reason is TrustReason.Invalid or TrustReason.NoConfiguration ? null : verdict.Explanation;
    }
}
