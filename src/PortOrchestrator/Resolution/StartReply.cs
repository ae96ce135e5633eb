using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator.Resolution;

/// <summary>What a supervisor began to do, whatever it was asked for. Immutable.</summary>
internal sealed record StartReply(IReadOnlyList<string> Started, ProjectSnapshot Snapshot)
{
    public IReadOnlyList<string> Stopped { get; init; } = [];

    public IReadOnlyDictionary<string, string> Changed { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> Warnings { get; init; } = [];

    public static StartReply From(UpReply reply) => new(reply.Started, reply.Snapshot) { Warnings = reply.Warnings };

    public static StartReply From(ReloadReply reply) => new([.. reply.Added, .. reply.Changed.Keys], reply.Snapshot) { Stopped = reply.Removed, Changed = reply.Changed };
}
