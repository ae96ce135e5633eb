namespace PortOrchestrator.Supervision.Processes;

/// <summary>An inspector that looks at all processes once for many callers.</summary>
internal interface ITreeFinder
{
    /// <summary>As <see cref="IProcessInspector.FindTree"/>, as the processes are at some moment after the call.</summary>
    Task<IReadOnlyList<ProcessIdentity>> FindTreeAsync(ProcessIdentity root, string? instanceId, IReadOnlyCollection<ProcessIdentity> known);
}
