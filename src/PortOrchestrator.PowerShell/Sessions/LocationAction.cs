using System.Management.Automation;
using System.Reflection;

namespace PortOrchestrator.PowerShell.Sessions;

/// <summary>What a shell calls after a change of its location: one delegate, which others share. The reference library does not know it yet.</summary>
internal static class LocationAction
{
    private static readonly PropertyInfo? Property = typeof(CommandInvocationIntrinsics).GetProperty("LocationChangedAction");

    /// <summary>Adds a method to those that are there.</summary>
    /// <returns>False when this PowerShell does not tell of changes.</returns>
    public static bool Add(CommandInvocationIntrinsics intrinsics, Action<object?, EventArgs> method)
    {
        if (Property is null) return false;
        var own = Delegate.CreateDelegate(Property.PropertyType, method.Target, method.Method);
        Property.SetValue(intrinsics, Delegate.Combine(Present(intrinsics), own));
        return true;
    }

    /// <summary>Takes a listener out, and leaves the others in their order.</summary>
    public static void Remove(CommandInvocationIntrinsics intrinsics, LocationListener listener)
    {
        foreach (var own in Present(intrinsics)?.GetInvocationList().Where(d => d.Target == listener) ?? [])
            Property!.SetValue(intrinsics, Delegate.Remove(Present(intrinsics), own));
    }

    public static IReadOnlyList<LocationListener> Listeners(CommandInvocationIntrinsics intrinsics) =>
        [.. Present(intrinsics)?.GetInvocationList().Select(d => d.Target).OfType<LocationListener>() ?? []];

    private static Delegate? Present(CommandInvocationIntrinsics intrinsics) => (Delegate?)Property?.GetValue(intrinsics);
}
