namespace PortOrchestrator.ConfigParsers;

/// <summary>Reads configuration files of every supported format. Thread-safe.</summary>
public sealed class ConfigurationReader
{
    /// <summary>Reads files and merges them, later ones winning.</summary>
    /// <param name="root">The project's root folder.</param>
    /// <param name="files">The files, in order.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The definition, or every finding of all files. A missing or unreadable file is a finding, too.</returns>
    public Task<ConfigurationResult> ReadAsync(string root, IReadOnlyList<string> files, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();
}
