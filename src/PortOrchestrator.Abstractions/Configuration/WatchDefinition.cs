namespace PortOrchestrator.Configuration;

/// <summary>The files whose change restarts a service. Immutable.</summary>
public sealed record WatchDefinition
{
    /// <summary>The folders that are watched.</summary>
    public required IReadOnlyList<WatchedPath> Paths { get; init; }

    /// <summary>Whether everything that depends on the service, directly or not, is restarted after it.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Cascade { get; init; }

    /// <summary>How long no watched file may have changed before the restart.</summary>
    /// <value>The default value is 300 milliseconds.</value>
    public TimeSpan Debounce { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How many folders are watched at most.</summary>
    /// <value>The default value is 8192.</value>
    public int MaxFolders { get; init; } = 8192;

    /// <summary>Whether folders that tools write into, such as <c>.git</c> and <c>node_modules</c>, and files of editors are left out.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool DefaultExcludes { get; init; } = true;

    /// <summary>Where the watch is written.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public SourceLocation? Location { get; init; }
}
