namespace PortOrchestrator.PortRegistry;

/// <summary>The port registry in a SQLite file.</summary>
public sealed class SqlitePortRegistry
{
    /// <summary>Opens the registry file, creating it when it does not exist.</summary>
    /// <param name="options">Where and how; the environment's state folder when null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RegistryException">The file cannot be used.</exception>
    public static Task<IPortRegistry> OpenAsync(PortRegistryOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();
}
