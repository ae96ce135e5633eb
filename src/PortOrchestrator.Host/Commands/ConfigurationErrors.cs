using PortOrchestrator.Host.Rendering;

namespace PortOrchestrator.Host.Commands;

/// <summary>Why a configuration cannot be used.</summary>
internal static class ConfigurationErrors
{
    public static ErrorReport NotFound(ProjectIdentity project, ConfigurationResult result) => new(
        ErrorCode.ConfigurationNotFound,
        $"No configuration was found in '{project.Root}' or above. Write a .project-services.json there, or name a file with --file.")
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
