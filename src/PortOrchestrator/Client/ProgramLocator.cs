namespace PortOrchestrator.Client;

/// <summary>Finds the <c>portorch</c> program: option, <c>PORTORCH_PATH</c>, beside the assembly, <c>PATH</c>.</summary>
internal static class ProgramLocator
{
    /// <summary>The program and leading arguments that run it.</summary>
    /// <exception cref="PortOrchestratorException">It is nowhere.</exception>
    public static IReadOnlyList<string> Locate(string? option, Func<string, string?>? environment = null)
    {
        environment ??= Environment.GetEnvironmentVariable;
        var named = option ?? environment("PORTORCH_PATH");
        if (!string.IsNullOrEmpty(named))
        {
            return Runnable(named) ?? throw new PortOrchestratorException(
                ErrorCode.SupervisorUnavailable,
                $"There is no portorch program at '{named}'. Correct {(option is null ? "the variable PORTORCH_PATH" : "the option")}, or leave it out.");
        }

        var file = OperatingSystem.IsWindows() ? "portorch.exe" : "portorch";
        var folders = new[] { AppContext.BaseDirectory }.Concat((environment("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries));
        foreach (var folder in folders)
        {
            if (Runnable(Path.Combine(folder, file)) is { } found) return found;
        }

        return Runnable(Path.Combine(AppContext.BaseDirectory, "portorch.dll")) ?? throw new PortOrchestratorException(
            ErrorCode.SupervisorUnavailable,
            "The portorch program, which supervises the services, was not found. Install it, put it on PATH, or set PORTORCH_PATH to it.");
    }

    private static IReadOnlyList<string>? Runnable(string path)
    {
        if (!File.Exists(path)) return null;
        return path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? ["dotnet", path] : [path];
    }
}
