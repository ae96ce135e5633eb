namespace PortOrchestrator.Host.Rendering;

/// <summary>Where a command writes: data to <see cref="Out"/>, everything else to <see cref="Error"/>.</summary>
internal interface ITerminal
{
    TextWriter Out { get; }

    TextWriter Error { get; }

    /// <summary>Columns that a line of <see cref="Out"/> may take; <see cref="int.MaxValue"/> when it is no terminal.</summary>
    int OutWidth { get; }

    /// <summary>Columns and lines of the terminal behind <see cref="Error"/>.</summary>
    (int Columns, int Lines) ErrorSize { get; }

    bool ErrorIsTerminal { get; }

    Style OutStyle { get; }

    Style ErrorStyle { get; }
}
