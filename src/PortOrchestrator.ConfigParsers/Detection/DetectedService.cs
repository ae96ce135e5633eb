namespace PortOrchestrator.ConfigParsers.Detection;

/// <summary>A service that a project was found to have, in the terms of <c>.project-services</c> files. Immutable.</summary>
public sealed record DetectedService
{
    /// <summary>A name, unique among what was found, made of the package's or folder's.</summary>
    public required string Name { get; init; }

    /// <summary>What running means.</summary>
    /// <value>The default value is <see cref="ServiceKind.Process"/>.</value>
    public ServiceKind Kind { get; init; }

    /// <summary>The tier.</summary>
    /// <value>The default value is 3; 2 for services of Docker Compose.</value>
    public int Tier { get; init; } = 3;

    /// <summary>The command for a shell, ports written as <c>{{ports.NAME}}</c>.</summary>
    /// <value>The default value is <see langword="null"/>: kinds <see cref="ServiceKind.Compose"/> and <see cref="ServiceKind.External"/> have none.</value>
    public string? Command { get; init; }

    /// <summary>The folder that the command runs in, from the root folder, with <c>/</c> between the names.</summary>
    /// <value>The default value is <c>.</c>, the root folder.</value>
    public string WorkingDirectory { get; init; } = ".";

    /// <summary>Environment variables that it needs.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The ports.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<DetectedPort> Ports { get; init; } = [];

    /// <summary>The check that makes it ready, as <c>health_check</c> is written.</summary>
    /// <value>The default value is <see langword="null"/>: none.</value>
    public string? HealthCheck { get; init; }

    /// <summary>The Compose files, from the root folder.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> ComposeFiles { get; init; } = [];

    /// <summary>The service of the Compose files.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public string? ComposeService { get; init; }

    /// <summary>The Compose profiles that it belongs to.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> ComposeProfiles { get; init; } = [];

    /// <summary>The names of services that must be ready first.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Dependencies { get; init; } = [];

    /// <summary>How sure the finding is.</summary>
    public required DetectionConfidence Confidence { get; init; }

    /// <summary>Where it was found.</summary>
    public required DetectionEvidence Evidence { get; init; }

    /// <summary>Why it is not started unless somebody says so.</summary>
    /// <value>The default value is <see langword="null"/>: nothing stands against starting it.</value>
    public string? Reason { get; init; }

    /// <summary>Whether nothing stands against starting it, once a person has agreed.</summary>
    public bool IsEnabled => Reason is null && Confidence != DetectionConfidence.Guess;
}
