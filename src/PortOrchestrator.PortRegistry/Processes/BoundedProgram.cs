using System.ComponentModel;
using System.Diagnostics;

namespace PortOrchestrator.PortRegistry.Processes;

/// <summary>Runs a small program of the system for what it prints. Not for use inside a supervisor on Linux, which reaps all its children itself.</summary>
internal static class BoundedProgram
{
    /// <summary>Runs the program and ends it when it takes too long.</summary>
    /// <returns>What it printed, whatever its exit code; null when it is not there, or was ended.</returns>
    public static string? Read(string program, IReadOnlyList<string> arguments, TimeSpan limit)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false, CreateNoWindow = true };
        try
        {
            using var process = Process.Start(start)!;
            using var deadline = new CancellationTokenSource(limit);
            using var ending = deadline.Token.Register(() => End(process));
            // Nobody reads what it says of errors, and a full pipe must not stop it.
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return deadline.IsCancellationRequested ? null : output;
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            return null;
        }
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself.
        }
    }
}
