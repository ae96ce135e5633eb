namespace PortOrchestrator.Supervision.Engine;

internal sealed partial class ServiceInstance
{
    private bool _forSessions;

    /// <summary>Whether it is up for sessions alone: nobody has asked for it by himself.</summary>
    public bool ForSessions
    {
        get => _forSessions;
        set
        {
            Dirty |= _forSessions != value;
            _forSessions = value;
        }
    }
}
