namespace PortOrchestrator.Configuration;

/// <summary>A port that a Compose service publishes on the host. Immutable.</summary>
public sealed record ComposePort
{
    /// <summary>The name of the service's port that stands for it; empty when Docker chooses the number.</summary>
    public required string Name { get; init; }

    /// <summary>The Compose service that publishes it.</summary>
    public required string Service { get; init; }

    /// <summary>The number on the host, as the file and the environment have it; null when Docker chooses it.</summary>
    public required int? Published { get; init; }

    /// <summary>The number inside the container.</summary>
    public required int Target { get; init; }

    /// <summary>The transport protocol.</summary>
    /// <value>The default value is <see cref="PortProtocol.Tcp"/>.</value>
    public PortProtocol Protocol { get; init; }

    /// <summary>The host's address that it is published on.</summary>
    /// <value>The default value is <see langword="null"/>: all of them.</value>
    public string? HostAddress { get; init; }

    /// <summary>The variable that the file takes the number from, so that another number needs no other file.</summary>
    /// <value>The default value is <see langword="null"/>: the number is written.</value>
    public string? Variable { get; init; }

    /// <summary>Whether Compose would choose the number out of a range, so that it must be told which.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool IsChosen { get; init; }
}
