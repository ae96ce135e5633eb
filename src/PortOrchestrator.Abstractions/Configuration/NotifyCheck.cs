namespace PortOrchestrator.Configuration;

/// <summary>The service says that it is ready by sending <c>READY=1</c> to <c>NOTIFY_SOCKET</c>, as sd_notify(3) describes.</summary>
public sealed record NotifyCheck : ProbeCheck
{
    /// <inheritdoc/>
    public override string ToString() => "notify";
}
