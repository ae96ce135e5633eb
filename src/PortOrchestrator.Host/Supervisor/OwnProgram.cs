namespace PortOrchestrator.Host.Supervisor;

/// <summary>How this program is started once more.</summary>
internal static class OwnProgram
{
    /// <summary>The file that tells this program from another one.</summary>
    public static string File => Command[^1];

    /// <summary>The program and its leading arguments.</summary>
    public static IReadOnlyList<string> Command
    {
        get
        {
            var process = Environment.ProcessPath!;
            // Run as 'dotnet portorch.dll' the process is dotnet, and the program its first argument.
            return Path.GetFileNameWithoutExtension(process).Equals("dotnet", StringComparison.OrdinalIgnoreCase)
                ? [process, Path.Combine(AppContext.BaseDirectory, "portorch.dll")]
                : [process];
        }
    }
}
