using System.Management.Automation;

namespace PortOrchestrator.PowerShell.Sessions;

/// <summary>What the profile of <c>Register-ProjectSessionHook</c> calls: sessions that follow the location of this shell.</summary>
public static class SessionHook
{
    /// <summary>Begins to follow the location, and starts the session of the present one. A second call does nothing.</summary>
    /// <param name="engine">The shell, <c>$ExecutionContext</c>.</param>
    public static void Attach(EngineIntrinsics engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        if (LocationAction.Listeners(engine.InvokeCommand).Count > 0) return;
        var listener = new LocationListener(engine);
        if (LocationAction.Add(engine.InvokeCommand, listener.OnChanged)) listener.Begin();
    }

    /// <summary>Stops following the location, and ends the session.</summary>
    internal static void Detach(CommandInvocationIntrinsics intrinsics)
    {
        foreach (var listener in LocationAction.Listeners(intrinsics))
        {
            LocationAction.Remove(intrinsics, listener);
            listener.Dispose();
        }
    }
}
