namespace PortOrchestrator.Supervision.Processes;

/// <summary>
/// By what a process is known to belong to an instance. A program may clear its environment, one that changes its user may set its limits anew,
/// and whoever has another tag is another service's. What was spawned and has not got as far as its own environment has the tag already.
/// </summary>
/// <param name="Tag">The tag that it has inherited; null when it has none.</param>
/// <param name="InstanceId">The instance id in its environment, read where there is no tag; null when there is none.</param>
internal readonly record struct InstanceMark(ulong? Tag, string? InstanceId)
{
    public bool IsNone => Tag is null && InstanceId is null;

    public static InstanceMark Read(int pid) => InstanceTag.Read(pid) is { } tag ? new InstanceMark(tag, null) : new InstanceMark(null, InstanceMarker.Read(pid));

    public bool IsOf(string instanceId) => Tag is { } tag ? tag == InstanceTag.Of(instanceId) : InstanceId == instanceId;
}
