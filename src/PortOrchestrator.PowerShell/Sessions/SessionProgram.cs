using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using PortOrchestrator.Hooks;
using PortOrchestrator.PowerShell.Loading;

namespace PortOrchestrator.PowerShell.Sessions;

/// <summary>Runs <c>portorch session</c> for this shell. Nobody waits for it, and nothing that goes wrong disturbs the prompt.</summary>
internal static class SessionProgram
{
    public static void Start(string? folder)
    {
        if (folder is not null) Run(folder, "start", "--move", "--budget", "0");
    }

    public static void End() => Run(null, "end");

    private static void Run(string? folder, params string[] arguments)
    {
        try
        {
            var program = new SessionHooks(new OrchestratorOptions { ProgramPath = SupervisorProgram.Find(Engine.ModuleFolder) }).FindProgram();
            var start = new ProcessStartInfo(program[0])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            if (folder is not null) start.WorkingDirectory = folder;
            string[] own = ["--agent", "shell", "--pid", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)];
            foreach (var argument in program.Skip(1).Append("session").Concat(arguments).Concat(own)) start.ArgumentList.Add(argument);
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            process.EnableRaisingEvents = true;
            process.Exited += (_, _) => process.Dispose();
        }
        catch (Exception e) when (e is Win32Exception or IOException or InvalidOperationException or PortOrchestratorException)
        {
            // A folder that is gone again, or a program that was removed: there is no session to start.
        }
    }
}
