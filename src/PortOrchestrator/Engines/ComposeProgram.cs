namespace PortOrchestrator.Engines;

/// <summary>How Docker Compose is called on this machine. Immutable.</summary>
/// <param name="Arguments">The program and its leading arguments.</param>
/// <param name="Version">Its version; null when there is none, or it does not tell.</param>
internal sealed record ComposeProgram(IReadOnlyList<string> Arguments, Version? Version)
{
    // Release 2.24.4 of Compose brought "!override", without which the lists of several files are added.
    private static readonly Version Overriding = new(2, 24, 4);

    /// <summary>Whether a further file can replace the ports of an earlier one.</summary>
    public bool CanReplacePorts => Version >= Overriding;

    /// <summary>Its name and version, for people.</summary>
    public override string ToString() => string.Join(' ', Arguments) + (Version is null ? "" : $" {Version}");
}
