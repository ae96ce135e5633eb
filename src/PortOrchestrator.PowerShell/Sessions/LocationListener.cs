using System.Management.Automation;

namespace PortOrchestrator.PowerShell.Sessions;

/// <summary>
/// Tells <c>portorch</c> where a shell is, once it has stayed there for a moment: a script that goes through many folders starts nothing. What it does
/// on the shell's thread takes microseconds.
/// </summary>
internal sealed class LocationListener : IDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(200);

    private readonly EngineIntrinsics _engine;
    private readonly Timer _timer;
    private readonly PSEventSubscriber _exiting;
    private string? _folder;

    public LocationListener(EngineIntrinsics engine)
    {
        _engine = engine;
        _timer = new Timer(_ => SessionProgram.Start(Volatile.Read(ref _folder)), null, Timeout.Infinite, Timeout.Infinite);
        _exiting = engine.Events.SubscribeEvent(
            null, null, PSEngineEvent.Exiting, null, (_, _) => SessionProgram.End(), supportEvent: true, forwardEvent: false);
    }

    /// <summary>Starts the session of the present location.</summary>
    public void Begin() => Move(_engine.SessionState.Path.CurrentFileSystemLocation.ProviderPath);

    /// <summary>Called by the shell after its location has changed.</summary>
    public void OnChanged(object? sender, EventArgs change)
    {
        var location = (PathInfo?)change.GetType().GetProperty("NewPath")?.GetValue(change);
        if (location?.Provider.Name == "FileSystem") Move(location.ProviderPath);
    }

    /// <summary>Ends the session; nothing is started any more.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        _engine.Events.UnsubscribeEvent(_exiting);
        SessionProgram.End();
    }

    private void Move(string folder)
    {
        if (folder == _folder) return;
        Volatile.Write(ref _folder, folder);
        _timer.Change(Rest, Timeout.InfiniteTimeSpan);
    }
}
