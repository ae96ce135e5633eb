namespace PortOrchestrator.Probes;

/// <summary>Runs the command of an exec check; the seam between CliWrap and a supervisor's own launcher.</summary>
public interface IExecRunner
{
    /// <summary>Runs a command to its end. On cancellation the whole process tree is killed.</summary>
    /// <param name="request">The command.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    Task<ExecResult> RunAsync(ExecRequest request, CancellationToken cancellationToken = default);
}
