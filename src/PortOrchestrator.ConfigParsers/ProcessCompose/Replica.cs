namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>One copy of a process.</summary>
/// <param name="Process">The process's name in the file.</param>
/// <param name="Name">The copy's own name.</param>
/// <param name="Number">Its number, from 0.</param>
/// <param name="Count">How many copies there are.</param>
internal readonly record struct Replica(string Process, string Name, int Number, int Count)
{
    // One that is left of several keeps its number.
    public bool IsNumbered => Count > 1 || Name != Process;
}
