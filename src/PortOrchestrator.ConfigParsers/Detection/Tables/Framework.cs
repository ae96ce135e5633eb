namespace PortOrchestrator.ConfigParsers.Detection.Tables;

/// <summary>A JavaScript framework or server, and how it is told its port. Immutable.</summary>
/// <param name="Package">The package that a project depends on.</param>
/// <param name="Port">The port that it listens on by itself.</param>
internal sealed record Framework(string Package, int Port)
{
    /// <summary>The programs that a script starts it by.</summary>
    public IReadOnlyList<string> Programs { get; init; } = [];

    /// <summary>The arguments that tell it its port; none when it takes <c>PORT</c>.</summary>
    public string? Arguments { get; init; }

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public string Role { get; init; } = Finding.Application;

    /// <summary>How it is told its port, for people.</summary>
    public string Injection => Arguments is null ? "PORT" : Arguments.Split(' ')[0];
}
