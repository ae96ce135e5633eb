namespace PortOrchestrator.Host.Supervisor;

internal static class SelfPath
{
    /// <summary>What runs this program once more: the program, or the runtime with the program as its first argument.</summary>
    public static IReadOnlyList<string> Read()
    {
        var process = Environment.ProcessPath!;
        // Run as 'dotnet portorch.dll' the process is dotnet.
        return Path.GetFileNameWithoutExtension(process).Equals("dotnet", StringComparison.OrdinalIgnoreCase)
            ? [process, Path.Combine(AppContext.BaseDirectory, "portorch.dll")]
            : [process];
    }
}
