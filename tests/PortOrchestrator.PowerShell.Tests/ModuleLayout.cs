using System.Reflection;

namespace PortOrchestrator.PowerShell.Tests;

/// <summary>Where the module is that the build of this project has laid out, and the programs that tests start.</summary>
internal static class ModuleLayout
{
    public static string RepositoryRoot { get; } = Metadata("RepositoryRoot");

    public static string Folder { get; } = Path.GetFullPath(Metadata("ModuleFolder"));

    public static string Manifest => Path.Combine(Folder, "PortOrchestrator.psd1");

    /// <summary>The module's own <c>portorch</c> that runs on .NET.</summary>
    public static string PortableProgram => Path.Combine(Folder, "bin", "any", "portorch.dll");

    /// <summary>A program of this repository, as built beside the tests.</summary>
    public static string Program(string project, string assembly) =>
        Path.Combine(RepositoryRoot, project, Metadata("Output"), assembly + ".dll");

    private static string Metadata(string key) =>
        typeof(ModuleLayout).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;
}
