using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace PortOrchestrator.PowerShell.Loading;

/// <summary>
/// Holds the engine and its NuGet dependencies, so that other modules may bring their own versions of them. The contracts are
/// shared with PowerShell: their types are what cmdlets take and give.
/// </summary>
internal sealed class EngineLoadContext : AssemblyLoadContext
{
    private static readonly HashSet<string> EngineAssemblies =
    [
        "PortOrchestrator",
        "PortOrchestrator.ConfigParsers",
        "PortOrchestrator.PortRegistry",
        "PortOrchestrator.Probes",
        "PortOrchestrator.ServiceGraph",
        "PortOrchestrator.Supervision",
    ];

    private static readonly Assembly Contracts = typeof(ErrorCode).Assembly;

    private readonly AssemblyDependencyResolver _resolver;

    public EngineLoadContext(string moduleFolder)
        : base("PortOrchestrator", isCollectible: false)
    {
        var engine = Path.Combine(moduleFolder, "dependencies", "PortOrchestrator.dll");
        if (!File.Exists(engine))
        {
            throw new PortOrchestratorException(
                ErrorCode.Unexpected, $"The module is incomplete: '{engine}' is missing. Install the module again.");
        }

        _resolver = new AssemblyDependencyResolver(engine);
    }

    /// <summary>Whether an assembly is one of the engine's own, the only ones that are answered for outside this context.</summary>
    public static bool Owns(AssemblyName name) => name.Name is { } simple && EngineAssemblies.Contains(simple);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name == Contracts.GetName().Name) return Contracts;
        return _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        if (_resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path) return LoadUnmanagedDllFromPath(path);
        if (unmanagedDllName != "e_sqlite3") return 0;
        throw new DllNotFoundException(
            $"The module brings no SQLite library for this platform ({RuntimeInformation.RuntimeIdentifier}); about_PortOrchestrator lists the platforms it supports.");
    }
}
