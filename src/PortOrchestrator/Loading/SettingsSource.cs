using PortOrchestrator.ConfigParsers.Settings;

namespace PortOrchestrator.Loading;

/// <summary>The machine's settings for one orchestrator: read when they are first asked for, and then kept.</summary>
/// <param name="file">The file; the default place when null.</param>
internal sealed class SettingsSource(string? file) : IDisposable
{
    private readonly SemaphoreSlim _reading = new(1, 1);
    private SettingsResult? _result;

    /// <summary>The file that was named; null for the default place.</summary>
    public string? File => file;

    public async Task<SettingsResult> ReadAsync(CancellationToken cancellationToken)
    {
        if (_result is not null) return _result;
        await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _result ??= await new SettingsReader().ReadAsync(file, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <exception cref="ConfigurationException">The file has errors.</exception>
    public async Task RequireAsync(CancellationToken cancellationToken)
    {
        var result = await ReadAsync(cancellationToken).ConfigureAwait(false);
        if (result.Settings is not null) return;
        var errors = result.Diagnostics.Count(d => d.Severity == DiagnosticSeverity.Error);
        throw new ConfigurationException(
            ErrorCode.InvalidConfiguration,
            $"The settings file '{result.File}' has {errors} error{(errors == 1 ? "" : "s")}; no port is chosen until it is corrected.",
            result.Diagnostics);
    }

    public void Dispose() => _reading.Dispose();
}
