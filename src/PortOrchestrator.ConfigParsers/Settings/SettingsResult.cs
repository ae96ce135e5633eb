namespace PortOrchestrator.ConfigParsers.Settings;

/// <summary>What reading the machine's settings gave. Immutable.</summary>
public sealed record SettingsResult
{
    /// <summary>The file that was looked for.</summary>
    public required string File { get; init; }

    /// <summary>Whether the file exists; without one at the default place, the settings are the defaults.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Exists { get; init; }

    /// <summary>The settings; null when there is an error among <see cref="Diagnostics"/>.</summary>
    public MachineSettings? Settings { get; init; }

    /// <summary>Everything that was found, in the order of the file's lines.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];
}
