using System.Management.Automation;
using PortOrchestrator.PowerShell.Output;
using PortOrchestrator.Sessions;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Ends sessions; services that no session wants any more are stopped after the time of grace.</summary>
[Cmdlet(VerbsLifecycle.Stop, "ProjectSession", SupportsShouldProcess = true)]
[OutputType(typeof(ProjectSession))]
public sealed class StopProjectSessionCommand : SessionCommand
{
    /// <summary>Whose session it is.</summary>
    /// <value>The default value is <see cref="SessionAgent.Shell"/>.</value>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SessionAgent Agent { get; set; }

    /// <summary>The session's id.</summary>
    /// <value>The default value is <see langword="null"/>: the sessions of the process end.</value>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? SessionId { get; set; }

    /// <summary>The process whose sessions end, when no id is given.</summary>
    /// <value>The default value is this PowerShell.</value>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int OwnerProcessId { get; set; } = System.Environment.ProcessId;

    /// <summary>Write the sessions that have ended.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        Target = SessionId ?? $"{OwnerProcessId}";
        var what = SessionId is null ? $"sessions of process {OwnerProcessId}" : $"{Agent} session '{SessionId}'";
        if (!await ConfirmAsync(what, "End session").ConfigureAwait(false)) return;
        var sessions = Open();
        await using var _ = sessions.ConfigureAwait(false);
        var query = new SessionQuery { Agent = Agent, SessionId = SessionId, OwnerPid = SessionId is null ? OwnerProcessId : null };
        foreach (var session in await sessions.EndAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (PassThru) Write(ProjectSession.From(session));
        }
    }
}
