using System.ComponentModel;
using System.Text;
using CliWrap;
using CliWrap.Buffered;
using PortOrchestrator.Supervision.Engines;

namespace PortOrchestrator.Engines;

/// <summary>Runs the programs of engines for whoever is no supervisor.</summary>
internal sealed class CliWrapEngineCommands : IEngineCommands
{
    public async Task<EngineAnswer> RunAsync(EngineCall call, CancellationToken cancellationToken = default)
    {
        var inherited = OwnEnvironment.Read().Keys;
        var environment = inherited.Where(n => !call.Environment.ContainsKey(n)).ToDictionary(n => n, _ => (string?)null, StringComparer.Ordinal);
        foreach (var (name, value) in call.Environment) environment[name] = value;
        try
        {
            var result = await Cli.Wrap(Find(call))
                .WithArguments(call.Arguments.Skip(1))
                .WithWorkingDirectory(call.WorkingDirectory)
                .WithEnvironmentVariables(environment)
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(Encoding.UTF8, Encoding.UTF8, cancellationToken).ConfigureAwait(false);
            return new EngineAnswer(result.ExitCode, result.StandardOutput, result.StandardError);
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or IOException)
        {
            return new EngineAnswer(null, "", $"Cannot start '{call.Arguments[0]}': {e.Message}");
        }
    }

    // The program is looked for where the supervisor would look, which may be another PATH than this process has.
    private static string Find(EngineCall call)
    {
        var program = call.Arguments[0];
        if (OperatingSystem.IsWindows() || program.Contains('/', StringComparison.Ordinal)) return program;
        var folders = call.Environment.GetValueOrDefault("PATH", "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(f => Path.Combine(f, program)).FirstOrDefault(File.Exists) ?? program;
    }
}
