namespace PortOrchestrator.Engines;

/// <summary>What is known of engines before ports are planned. Immutable.</summary>
internal sealed record EngineOutlook
{
    /// <summary>No service has to do with an engine.</summary>
    public static EngineOutlook None { get; } = new();

    /// <summary>Docker Compose; null when no service needs it.</summary>
    public ComposeProgram? Compose { get; init; }

    /// <summary>By service name: what runs already.</summary>
    public IReadOnlyDictionary<string, RunningService> Running { get; init; } = new Dictionary<string, RunningService>();

    /// <summary>Whether a service can be told to publish a port elsewhere.</summary>
    public bool CanMove(ServiceDefinition service, PortDefinition port) =>
        service.Compose is null || (service.PublishedFor(port) is { } published && (published.Variable is not null || Compose?.CanReplacePorts == true));

    /// <summary>Whether Compose chooses the number itself, and cannot be told which.</summary>
    public bool IsOutOfOurHands(ServiceDefinition service, PortDefinition port) =>
        service.PublishedFor(port) is { IsChosen: true } && Compose?.CanReplacePorts != true;
}
