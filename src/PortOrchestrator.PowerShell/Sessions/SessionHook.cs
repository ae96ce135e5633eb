using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace PortOrchestrator.PowerShell.Sessions;

/// <summary>What the profile of <c>Register-ProjectSessionHook</c> calls: sessions that follow the location of this shell.</summary>
public static class SessionHook
{
    // By the shell that is followed: while a module is removed, a shell does not let itself be asked for what it calls.
    private static readonly ConditionalWeakTable<Runspace, EngineIntrinsics> Followed = [];

    /// <summary>Begins to follow the location, and starts the session of the present one. A second call does nothing.</summary>
    /// <param name="engine">The shell, <c>$ExecutionContext</c>.</param>
    public static void Attach(EngineIntrinsics engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        if (LocationAction.Listeners(engine.InvokeCommand).Count > 0) return;
        var listener = new LocationListener(engine);
        if (Runspace.DefaultRunspace is { } shell) Followed.AddOrUpdate(shell, engine);
        if (LocationAction.Add(engine.InvokeCommand, listener.OnChanged)) listener.Begin();
    }

    /// <summary>Stops following the location, and ends the session.</summary>
    /// <param name="shell">The shell.</param>
    internal static void Detach(Runspace shell)
    {
        if (!Followed.TryGetValue(shell, out var engine)) return;
        Followed.Remove(shell);
        Detach(engine.InvokeCommand);
    }

    /// <summary>Stops following the location, and ends the session.</summary>
    /// <param name="intrinsics">What the shell calls.</param>
    internal static void Detach(CommandInvocationIntrinsics intrinsics)
    {
        foreach (var listener in LocationAction.Listeners(intrinsics))
        {
            LocationAction.Remove(intrinsics, listener);
            listener.Dispose();
        }
    }
}
