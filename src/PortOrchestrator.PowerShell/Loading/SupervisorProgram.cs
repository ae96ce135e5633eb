using System.Runtime.InteropServices;

namespace PortOrchestrator.PowerShell.Loading;

/// <summary>Finds the <c>portorch</c> program that came with the module.</summary>
internal static class SupervisorProgram
{
    /// <summary>The program for this platform, else the one that runs on .NET; null when <c>PORTORCH_PATH</c> names one, or the module has none.</summary>
    public static string? Find(string moduleFolder)
    {
        if (Environment.GetEnvironmentVariable("PORTORCH_PATH") is { Length: > 0 }) return null;
        var native = Path.Combine(moduleFolder, "bin", PlatformName(), OperatingSystem.IsWindows() ? "portorch.exe" : "portorch");
        if (File.Exists(native)) return native;
        var portable = Path.Combine(moduleFolder, "bin", "any", "portorch.dll");
        return File.Exists(portable) ? portable : null;
    }

    /// <summary>The portable runtime identifier; a runtime built by a distribution names the distribution instead.</summary>
    public static string PlatformName()
    {
        var actual = RuntimeInformation.RuntimeIdentifier;
        var system = OperatingSystem.IsWindows() ? "win"
            : OperatingSystem.IsMacOS() ? "osx"
            : actual.Contains("musl", StringComparison.Ordinal) || actual.StartsWith("alpine", StringComparison.Ordinal) ? "linux-musl"
            : "linux";
        return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
    }
}
