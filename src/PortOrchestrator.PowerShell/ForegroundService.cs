using System.ComponentModel;
using System.Diagnostics;
using PortOrchestrator.Supervision;
using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.PowerShell;

/// <summary>Runs a service as a child of the shell.</summary>
internal static class ForegroundService
{
    private const int Terminate = 15;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>Runs a service to its end and returns its exit code, 128 + n after signal n. Input and errors are those of this process.</summary>
    /// <param name="service">What it is started with.</param>
    /// <param name="write">Told each line of its output.</param>
    /// <param name="cancellationToken">Ends the service with its whole tree: asked first, killed after 10 seconds.</param>
    public static async Task<int> RunAsync(ServiceEnvironment service, Action<object> write, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(service.Command[0], service.Command.Skip(1))
        {
            WorkingDirectory = service.WorkingDirectory,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in service.Environment) start.Environment[name] = value;
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            throw new PortOrchestratorException(
                ErrorCode.ServiceFailed, $"Service '{service.Service}' could not be started: {e.Message} Its command is '{string.Join(' ', service.Command)}' in '{service.WorkingDirectory}'.", e);
        }

        var root = OperatingSystem.IsWindows() ? null : ProcessInspector.ForThisSystem().Identify(process.Id);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line) write(line);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            if (root is not null) await EndAsync(root, service.Environment.GetValueOrDefault(ServiceVariables.Instance)).ConfigureAwait(false);
            else if (OperatingSystem.IsWindows()) process.Kill(entireProcessTree: true);
            throw;
        }

        return process.ExitCode;
    }

    private static Task<TreeStopResult> EndAsync(ProcessIdentity root, string? instance) => new ProcessTreeStopper(ProcessInspector.ForThisSystem()).StopAsync(
        new TreeStopRequest { Root = root, InstanceId = instance, Signal = Terminate, Timeout = Grace }, CancellationToken.None);
}
