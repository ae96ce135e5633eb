namespace PortOrchestrator.Configuration;

/// <summary>How a service is stopped. Immutable.</summary>
public sealed record ShutdownDefinition
{
    /// <summary>The signal's name, such as <c>SIGTERM</c>, or its number.</summary>
    /// <value>The default value is <c>SIGTERM</c>.</value>
    public string Signal { get; init; } = "SIGTERM";

    /// <summary>A command that asks the service to stop, instead of the signal.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public CommandLine? Command { get; init; }

    /// <summary>Whether the signal goes to the service's first process alone; what is left at the deadline is killed all the same.</summary>
    /// <value>The default value is <see langword="false"/>: to the whole tree.</value>
    public bool ParentOnly { get; init; }

    /// <summary>The text that is typed into the service's terminal, instead of the signal.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public string? SendKeys { get; init; }

    /// <summary>The time the whole process tree has to end before it is killed.</summary>
    /// <value>The default value is 10 seconds.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
