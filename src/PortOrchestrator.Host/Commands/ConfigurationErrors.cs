using PortOrchestrator.Host.Commands.Sessions;
using PortOrchestrator.Host.Rendering;

namespace PortOrchestrator.Host.Commands;

/// <summary>Why a configuration cannot be used.</summary>
internal static class ConfigurationErrors
{
    public static async Task<ErrorReport> NotFoundAsync(IProjectSession session, ConfigurationResult result, CancellationToken cancellationToken) => new(
        ErrorCode.ConfigurationNotFound, await session.DescribeMissingConfigurationAsync(cancellationToken).ConfigureAwait(false))
    {
        Diagnostics = result.Diagnostics,
    };

    public static ErrorReport Invalid(ConfigurationResult result)
    {
        var errors = result.Diagnostics.Count(d => d.Severity == DiagnosticSeverity.Error);
        return new ErrorReport(ErrorCode.InvalidConfiguration, $"The configuration has {Words.Count(errors, "error")}.")
        {
            Diagnostics = result.Diagnostics,
        };
    }
}
