using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using PortOrchestrator.Host.Commands.Sessions;
using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Host.Commands;

/// <summary>Runs a service as a child of this program, with its terminal, input and output.</summary>
internal static class ForegroundProcess
{
    private const int Hangup = 1;
    private const int Terminate = 15;

    /// <summary>Returns its exit code, 128 + n after signal n.</summary>
    public static async Task<int> RunAsync(ServiceEnvironment service, ISignalSource signals)
    {
        var start = new ProcessStartInfo(service.Command[0], service.Command.Skip(1)) { WorkingDirectory = service.WorkingDirectory, UseShellExecute = false };
        start.Environment.Clear();
        foreach (var (name, value) in service.Environment) start.Environment[name] = value;
        using var process = new Process { StartInfo = start };
        ProcessIdentity? identity = null;
        var pending = 0;
        // The terminal tells the whole foreground group of Ctrl-C and Ctrl-\; what it means is the service's to say. Other signals reach us alone.
        using var interrupt = signals.Register(PosixSignal.SIGINT, () => true);
        using var quit = signals.Register(PosixSignal.SIGQUIT, () => true);
        using var terminate = signals.Register(PosixSignal.SIGTERM, () => Forward(Terminate));
        using var hangup = signals.Register(PosixSignal.SIGHUP, () => Forward(Hangup));
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            throw new PortOrchestratorException(
                ErrorCode.ServiceFailed, $"'{service.Service}' could not be started: {e.Message} Its command is '{string.Join(' ', service.Command)}' in '{service.WorkingDirectory}'.", e);
        }

        Volatile.Write(ref identity, ProcessInspector.ForThisSystem().Identify(process.Id));
        Deliver();
        await process.WaitForExitAsync().ConfigureAwait(false);
        return process.ExitCode;

        // One that comes before the process is known waits for it.
        bool Forward(int signal)
        {
            Interlocked.Exchange(ref pending, signal);
            Deliver();
            return true;
        }

        void Deliver()
        {
            if (Volatile.Read(ref identity) is { } known && Interlocked.Exchange(ref pending, 0) is not 0 and var signal)
                ProcessInspector.ForThisSystem().Signal(known, signal);
        }
    }
}
