using System.Diagnostics;

namespace PortOrchestrator.PowerShell.Tests;

/// <summary>What a program that a test started printed. Immutable.</summary>
internal sealed record ChildProcess(int ExitCode, string Output, string Errors)
{
    /// <summary>The lines of the output.</summary>
    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Runs one of this repository's programs to its end, in the state folder of the present session.</summary>
    public static ChildProcess Run(string assembly, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.Environment["PORTORCH_PATH"] = ModuleLayout.PortableProgram;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ChildProcess(process.ExitCode, output, errors.GetAwaiter().GetResult());
    }

    /// <summary>Runs a script in a fresh process with PowerShell's engine.</summary>
    public static ChildProcess RunScript(string script, params string[] arguments) =>
        Run(ModuleLayout.Program("tests/ModuleHost", "modulehost"), Path.GetTempPath(), [script, .. arguments]);
}
