using PortOrchestrator.Host.Commands;

namespace PortOrchestrator.Host.CommandLine;

/// <summary>A command as declared: its name, what it takes, and what runs it.</summary>
internal sealed record CommandSpec(string Name, string Summary)
{
    public PositionalSpec? Positional { get; init; }

    public IReadOnlyList<OptionSpec> Options { get; init; } = [];

    /// <summary>The commands below this one; a command that has some does nothing itself.</summary>
    public IReadOnlyList<CommandSpec> Commands { get; init; } = [];

    /// <summary>Whether the command is for programs alone, and left out of help.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Further lines of help.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public Func<CommandContext, CancellationToken, Task<int>>? RunAsync { get; init; }

    // A command's own options come first, so that 'logs -f' follows although -f is --file elsewhere.
    public IEnumerable<OptionSpec> AllOptions => Options.Concat(CommonOptions.All);
}
