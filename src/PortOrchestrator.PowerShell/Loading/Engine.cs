using System.Reflection;
using System.Runtime.Loader;

namespace PortOrchestrator.PowerShell.Loading;

/// <summary>Joins the engine's load context to the one that PowerShell loads cmdlets into.</summary>
internal static class Engine
{
    private static readonly Lazy<EngineLoadContext> Context = new(() => new EngineLoadContext(ModuleFolder));

    /// <summary>The folder that the cmdlets were loaded from.</summary>
    public static string ModuleFolder => Path.GetDirectoryName(typeof(Engine).Assembly.Location)!;

    public static void Attach() => AssemblyLoadContext.Default.Resolving += Resolve;

    public static void Detach() => AssemblyLoadContext.Default.Resolving -= Resolve;

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        EngineLoadContext.Owns(name) ? Context.Value.LoadFromAssemblyName(name) : null;
}
