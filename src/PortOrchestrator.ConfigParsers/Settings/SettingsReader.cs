using PortOrchestrator.ConfigParsers.Documents;

namespace PortOrchestrator.ConfigParsers.Settings;

/// <summary>Reads the machine's <c>settings.json</c>. Thread-safe.</summary>
public sealed class SettingsReader
{
    private const string Smallest = "{}";

    private readonly Func<string, string?>? _environment;
    private readonly Func<PortRange> _ephemeral;

    /// <summary>Creates a reader.</summary>
    /// <param name="environment">Reads a variable, to find the default place; the process environment when null.</param>
    public SettingsReader(Func<string, string?>? environment = null)
        : this(environment, () => EphemeralPorts.Read())
    {
    }

    internal SettingsReader(Func<string, string?>? environment, Func<PortRange> ephemeral)
    {
        _environment = environment;
        _ephemeral = ephemeral;
    }

    /// <summary>Reads the settings.</summary>
    /// <param name="path">The file; that of <see cref="SettingsPath.FromEnvironment"/> when null, which need not exist.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The settings, or every finding. A file that was named and is missing is a finding, and so is one that cannot be read.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    public async Task<SettingsResult> ReadAsync(string? path = null, CancellationToken cancellationToken = default)
    {
        if (path is not null) ArgumentException.ThrowIfNullOrEmpty(path);
        var file = path ?? SettingsPath.FromEnvironment(_environment);
        var exists = Path.Exists(file);
        if (path is null && !exists) return new SettingsResult { File = file, Settings = new MachineSettings() };

        var diagnostics = new DiagnosticBag();
        var root = await DocumentReader.ReadAsync(file, diagnostics, cancellationToken, Smallest).ConfigureAwait(false);
        var settings = Parse(root, diagnostics);
        return new SettingsResult
        {
            File = file,
            Exists = exists,
            Settings = diagnostics.HasErrors ? null : settings,
            Diagnostics = diagnostics.InOrderOf([file]),
        };
    }

    /// <summary>Reads the bytes of a settings file.</summary>
    internal MachineSettings? Parse(string file, byte[] bytes, DiagnosticBag diagnostics) =>
        Parse(DocumentReader.Parse(file, bytes, diagnostics, Smallest), diagnostics);

    private MachineSettings? Parse(DocumentNode? root, DiagnosticBag diagnostics)
    {
        if (root is MapNode map) return new SettingsParser(diagnostics, _ephemeral).Parse(map);
        if (root is not null)
            diagnostics.Error(DiagnosticCodes.WrongType, root.Place, $"the file must be a map, not {root.TypeName}", "write at least " + Smallest);
        return null;
    }
}
