namespace PortOrchestrator.Supervision.Processes;

/// <summary>Which ended children a launcher collects.</summary>
public enum ReapScope
{
    /// <summary>
    /// Only what the launcher itself started; safe beside <see cref="System.Diagnostics.Process"/>.
    /// </summary>
    OwnChildren,

    /// <summary>
    /// Every child of this program, also orphans that were handed to it. For a supervisor alone: the runtime ends the program
    /// when children of <see cref="System.Diagnostics.Process"/> are collected by somebody else.
    /// </summary>
    AllChildren,
}
