using System.Management.Automation;
using PortOrchestrator.PowerShell.Completion;
using PortOrchestrator.PowerShell.Output;
using PortOrchestrator.Sessions;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Gets the sessions of the machine, or of one project.</summary>
[Cmdlet(VerbsCommon.Get, "ProjectSession")]
[OutputType(typeof(ProjectSession))]
public sealed class GetProjectSessionCommand : SessionCommand
{
    /// <summary>Also the sessions that have ended in the last 7 days.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <summary>The name of a project, or its folder.</summary>
    /// <value>The default value is <see langword="null"/>: every project.</value>
    [Parameter]
    [ArgumentCompleter(typeof(ProjectNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Project { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        Target = Project;
        var sessions = Open();
        await using var _ = sessions.ConfigureAwait(false);
        var query = new SessionQuery { IncludeEnded = All };
        if (Project is not null)
            query = query with { ProjectId = (await sessions.ResolveProjectAsync(Project, cancellationToken).ConfigureAwait(false)).ProjectId };
        foreach (var session in await sessions.ListAsync(query, cancellationToken).ConfigureAwait(false)) Write(ProjectSession.From(session));
    }
}
