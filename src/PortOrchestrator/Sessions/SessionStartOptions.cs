namespace PortOrchestrator.Sessions;

/// <summary>Which session starts, and what it wants. Immutable.</summary>
public sealed record SessionStartOptions
{
    /// <summary>What it belongs to.</summary>
    /// <value>The default value is <see cref="SessionAgent.Shell"/>.</value>
    public SessionAgent Agent { get; init; }

    /// <summary>The agent's id of the session.</summary>
    /// <value>The default value is <see langword="null"/>: one is made of the owner's process, so that it is found again.</value>
    public string? SessionId { get; init; }

    /// <summary>The process whose end is the session's end.</summary>
    /// <value>The default value is <see langword="null"/>: the nearest ancestor of this process that is no shell's helper, where the system tells (Linux); else time ends the session.</value>
    public int? OwnerPid { get; init; }

    /// <summary>How it comes to begin.</summary>
    /// <value>The default value is <see cref="SessionSource.Startup"/>.</value>
    public SessionSource Source { get; init; }

    /// <summary>
    /// Whether the session has come here from elsewhere: then it ends in every other checkout, where services stop as after any other end. What
    /// follows the folder of a shell says so.
    /// </summary>
    /// <value>The default value is <see langword="false"/>: a session may be in several checkouts.</value>
    public bool Move { get; init; }

    /// <summary>How much is done.</summary>
    /// <value>The default value is <see langword="null"/>: what the settings say (<c>session.mode</c>), else <see cref="SessionMode.Ensure"/>.</value>
    public SessionMode? Mode { get; init; }

    /// <summary>How long to wait for what is started; it goes on afterwards.</summary>
    /// <value>The default value is <see langword="null"/>: what the settings say (<c>session.budget_seconds</c>), else 2 seconds.</value>
    public TimeSpan? Budget { get; init; }

    /// <summary>
    /// A file that the variables are written into, for readers of <c>.env</c> files, between two marks; the rest of the file is left as it is. A
    /// relative path counts from the root of the checkout.
    /// </summary>
    /// <value>The default value is <see langword="null"/>: none.</value>
    public string? VariablesFile { get; init; }
}
