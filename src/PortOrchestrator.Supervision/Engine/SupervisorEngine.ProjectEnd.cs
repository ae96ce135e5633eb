namespace PortOrchestrator.Supervision.Engine;

public sealed partial class SupervisorEngine
{
    /// <summary>Stops everything, in order, when a service has ended that the project is to end with. The first one decides.</summary>
    private void EndProjectIfAsked()
    {
        if (_projectEnded || _instances.Find(i => i is { ProjectExitCode: not null, Wanted: true }) is not { } cause) return;
        _projectEnded = true;
        Log.ProjectEnds(_log, cause.Name, cause.State, cause.ProjectExitCode!.Value);
        var because = $"the project ended with '{cause.Name}', which {StartGate.Fate(cause)}";
        cause.EndForProject();
        StopAll([.. _instances.Where(i => i != cause && i.MayHaveSomethingToStop)], end: true, because);
        Evaluate();
    }

    // Whoever starts something now wants the project to live, and what ended it before is history.
    private void ForgetProjectEnd()
    {
        _projectEnded = false;
        foreach (var instance in _instances) instance.ForgetProjectEnd();
    }
}
