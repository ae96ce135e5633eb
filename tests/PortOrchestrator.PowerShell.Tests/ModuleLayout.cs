using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace PortOrchestrator.PowerShell.Tests;

/// <summary>The module as users get it, laid out once for a test run, and rebuilt only when a source is newer.</summary>
internal static class ModuleLayout
{
    private static readonly Lazy<string> Built = new(Build);

    public static string RepositoryRoot { get; } = Metadata("RepositoryRoot");

    public static string Folder => Built.Value;

    public static string Manifest => Path.Combine(Folder, "PortOrchestrator.psd1");

    // The test assembly's own references to the module must be met by the module's folder, wherever they are first needed.
#pragma warning disable CA2255
    [ModuleInitializer]
    internal static void Attach() => AppDomain.CurrentDomain.AssemblyResolve += (_, wanted) =>
        new AssemblyName(wanted.Name).Name is { } name and ("PortOrchestrator.PowerShell" or "PortOrchestrator.Abstractions")
            ? Load(name)
            : null;
#pragma warning restore CA2255

    private static Assembly Load(string name)
    {
        try
        {
            return AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.Combine(Folder, name + ".dll"));
        }
        catch (Exception e)
        {
            // Thrown from here it would only make every test invisible, and the run would pass.
            Environment.FailFast(e.Message, e);
            throw;
        }
    }

    private static string Build()
    {
        var configuration = Metadata("Configuration");
        var folder = Path.Combine(RepositoryRoot, "artifacts", "test-module", configuration, "PortOrchestrator");
        var manifest = new FileInfo(Path.Combine(folder, "PortOrchestrator.psd1"));
        if (manifest.Exists && manifest.LastWriteTimeUtc > NewestSource()) return folder;
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                "build", Path.Combine(RepositoryRoot, "build", "Module.proj"), "--nologo", "-p:NativeAot=false",
                $"-p:Configuration={configuration}", $"-p:ModuleFolder={folder}",
            },
            RedirectStandardOutput = true,
        };
        // The test host's own settings would make the build look in the wrong places.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList()) start.Environment.Remove(name);
        using var build = Process.Start(start)!;
        var output = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        return build.ExitCode == 0 ? folder : throw new InvalidOperationException($"The module could not be laid out:{Environment.NewLine}{output}");
    }

    private static DateTime NewestSource() =>
        new[] { "src", "module", "build" }
            .SelectMany(f => Directory.EnumerateFiles(Path.Combine(RepositoryRoot, f), "*", SearchOption.AllDirectories))
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !f.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Max(File.GetLastWriteTimeUtc);

    private static string Metadata(string key) =>
        typeof(ModuleLayout).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;
}
