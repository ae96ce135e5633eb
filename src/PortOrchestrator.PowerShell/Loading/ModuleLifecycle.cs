using System.Management.Automation;

namespace PortOrchestrator.PowerShell.Loading;

/// <summary>What PowerShell runs when the module is imported and removed.</summary>
public sealed class ModuleLifecycle : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <summary>Makes the engine findable. Reads no file and loads nothing.</summary>
    public void OnImport() => Engine.Attach();

    /// <summary>Undoes <see cref="OnImport"/>.</summary>
    /// <param name="psModuleInfo">The module.</param>
    public void OnRemove(PSModuleInfo psModuleInfo) => Engine.Detach();
}
