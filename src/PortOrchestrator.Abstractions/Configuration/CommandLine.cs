namespace PortOrchestrator.Configuration;

/// <summary>A command: text for a shell, or an argument vector without one. Immutable; exactly one of the two is set.</summary>
public sealed record CommandLine
{
    /// <summary>The text a shell runs.</summary>
    /// <value>The default value is <see langword="null"/>: <see cref="Arguments"/> is run without a shell.</value>
    public string? Text { get; init; }

    /// <summary>Program and arguments, run without a shell.</summary>
    /// <value>The default value is <see langword="null"/>: <see cref="Text"/> is run in a shell.</value>
    public IReadOnlyList<string>? Arguments { get; init; }

    /// <summary>Creates a command for a shell.</summary>
    /// <param name="text">The text that the shell runs.</param>
    public static CommandLine Shell(string text) => new() { Text = text };

    /// <summary>Creates a command that runs without a shell.</summary>
    /// <param name="arguments">Program and arguments.</param>
    public static CommandLine Exec(params string[] arguments) => new() { Arguments = arguments };

    /// <summary>The command as one line for people; not meant to be run.</summary>
    public override string ToString() => Text ?? string.Join(' ', Arguments ?? []);
}
