namespace PortOrchestrator.Supervision.Terminals;

/// <summary>The size of a terminal in characters. Immutable.</summary>
/// <param name="Columns">Characters in a line, 1 to 65535.</param>
/// <param name="Rows">Lines, 1 to 65535.</param>
public readonly record struct TerminalSize(int Columns, int Rows)
{
    /// <summary>80 columns and 24 rows, which a service's terminal has until somebody attaches with another.</summary>
    public static TerminalSize Standard { get; } = new(80, 24);

    /// <summary>Whether a terminal can have this size.</summary>
    public bool IsValid => Columns is > 0 and <= ushort.MaxValue && Rows is > 0 and <= ushort.MaxValue;
}
