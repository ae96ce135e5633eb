namespace PortOrchestrator.Supervision;

/// <summary>The names of the environment variables that a service is told things by.</summary>
public static class ServiceVariables
{
    /// <summary>The service's first port.</summary>
    public const string Port = "PORT";

    /// <summary>The project's name.</summary>
    public const string Project = "PORTORCH_PROJECT";

    /// <summary>The checkout's name.</summary>
    public const string Checkout = "PORTORCH_CHECKOUT";

    /// <summary>The service's name.</summary>
    public const string Service = "PORTORCH_SERVICE";

    /// <summary>The replica's number.</summary>
    public const string Replica = "PORTORCH_REPLICA";

    /// <summary>A fresh id of each start; also how processes of an earlier life are recognised.</summary>
    public const string Instance = "PORTORCH_INSTANCE";

    /// <summary>What Docker Compose calls the containers, networks and volumes of its commands by: in a linked worktree a name of its own, so that worktrees do not share them.</summary>
    public const string ComposeProject = "COMPOSE_PROJECT_NAME";

    /// <summary>The part of a variable's name that stands for a service or port: upper case, everything but letters and digits becomes <c>_</c>.</summary>
    /// <param name="name">The service's or port's name.</param>
    public static string Stem(string name) => string.Create(name.Length, name, static (target, source) =>
    {
        for (var i = 0; i < source.Length; i++) target[i] = char.IsAsciiLetterOrDigit(source[i]) ? char.ToUpperInvariant(source[i]) : '_';
    });
}
