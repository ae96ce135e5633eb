using System.Management.Automation;
using System.Management.Automation.Runspaces;
using PortOrchestrator.PowerShell.Sessions;

namespace PortOrchestrator.PowerShell.Loading;

/// <summary>What PowerShell runs when the module is imported and removed.</summary>
public sealed class ModuleLifecycle : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <summary>Makes the engine findable. Reads no file and loads nothing.</summary>
    public void OnImport() => Engine.Attach();

    /// <summary>Undoes <see cref="OnImport"/>, and stops following the location of the shell.</summary>
    /// <param name="psModuleInfo">The module.</param>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        if (Runspace.DefaultRunspace is { } shell) SessionHook.Detach(shell);
        Engine.Detach();
    }
}
