using System.Text.RegularExpressions;
using PortOrchestrator.Supervision.Engines;

namespace PortOrchestrator.Engines;

/// <summary>Finds Docker Compose: the plugin of Docker, else the program of its own.</summary>
internal static partial class ComposePrograms
{
    private static readonly string[] Plugin = ["docker", "compose"];

    private static readonly string[] Program = ["docker-compose"];

    /// <summary>The one that answers first; the plugin, without a version, when none does, so that its own words tell what is missing.</summary>
    public static async Task<ComposeProgram> FindAsync(EngineCalls calls, CancellationToken cancellationToken)
    {
        foreach (var program in new[] { Plugin, Program })
        {
            var answer = await calls.AskAsync([.. program, "version", "--short"], cancellationToken).ConfigureAwait(false);
            if (answer.Success) return new ComposeProgram(program, Read(answer.Output));
        }

        return new ComposeProgram(Plugin, null);
    }

    // 2.27.0, v2.20.2, 2.24.6-desktop.1, 1.29.2
    private static Version? Read(string text) => Number().Match(text) is { Success: true } match && System.Version.TryParse(match.Value, out var version) ? version : null;

    [GeneratedRegex(@"[0-9]+\.[0-9]+(\.[0-9]+)?", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Number();
}
