using System.Reflection;
using System.Runtime.Loader;

namespace PortOrchestrator.PowerShell.Tests;

/// <summary>
/// Meets the tests' own references to the module's types from the module's folder, so that they are the types that
/// <c>Import-Module</c> gives. No test type may need one of them in its base class, fields or attributes.
/// </summary>
[SetUpFixture]
internal sealed class ModuleTypes
{
    [OneTimeSetUp]
    public void Attach()
    {
        Assert.That(File.Exists(ModuleLayout.Manifest), $"'{ModuleLayout.Manifest}' is missing; build this project.");
        AppDomain.CurrentDomain.AssemblyResolve += Resolve;
        // PowerShell.Stop needs a thread of the pool, which a small machine hands out only after a second while tests block on theirs.
        ThreadPool.SetMinThreads(16, 16);
    }

    [OneTimeTearDown]
    public void Detach() => AppDomain.CurrentDomain.AssemblyResolve -= Resolve;

    private static Assembly? Resolve(object? sender, ResolveEventArgs wanted) =>
        new AssemblyName(wanted.Name).Name is { } name and ("PortOrchestrator.PowerShell" or "PortOrchestrator.Abstractions")
            ? AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.Combine(ModuleLayout.Folder, name + ".dll"))
            : null;
}
