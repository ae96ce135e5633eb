using System.Management.Automation;
using PortOrchestrator.PowerShell.Arguments;
using PortOrchestrator.PowerShell.Output;
using PortOrchestrator.Sessions;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Registers a session of this PowerShell, or of an agent, and starts in the background what it wants.</summary>
[Cmdlet(VerbsLifecycle.Start, "ProjectSession", SupportsShouldProcess = true)]
[OutputType(typeof(ProjectSessionStart))]
public sealed class StartProjectSessionCommand : ProjectCommand
{
    private string? _variablesFile;

    /// <summary>Whose session it is.</summary>
    /// <value>The default value is <see cref="SessionAgent.Shell"/>.</value>
    [Parameter]
    public SessionAgent Agent { get; set; }

    /// <summary>The session's id.</summary>
    /// <value>The default value is <see langword="null"/>: one is made of the owner's process.</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SessionId { get; set; }

    /// <summary>The process whose end is the session's end.</summary>
    /// <value>The default value is this PowerShell.</value>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int OwnerProcessId { get; set; } = System.Environment.ProcessId;

    /// <summary>The session has come here from elsewhere, and ends there.</summary>
    [Parameter]
    public SwitchParameter Move { get; set; }

    /// <summary>How much is done.</summary>
    /// <value>The default value is <see langword="null"/>: what the settings say.</value>
    [Parameter]
    public SessionMode? Mode { get; set; }

    /// <summary>How long to wait for what is started: seconds, or a time span. It goes on afterwards.</summary>
    /// <value>The default value is <see langword="null"/>: what the settings say.</value>
    [Parameter]
    [SecondsTransformation]
    public TimeSpan? Budget { get; set; }

    /// <summary>A <c>.env</c> file to write the variables into, between two marks.</summary>
    /// <value>The default value is <see langword="null"/>: none.</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? VariablesFile { get; set; }

    /// <summary>Set the variables in this PowerShell, too.</summary>
    [Parameter]
    public SwitchParameter SetEnvironment { get; set; }

    /// <summary>Write what the start gave.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override void Prepare()
    {
        base.Prepare();
        _variablesFile = VariablesFile is null ? null : GetUnresolvedProviderPathFromPSPath(VariablesFile);
    }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var project in Projects)
        {
            Target = project ?? Options.WorkingDirectory;
            if (!await ConfirmAsync($"{Target}", "Start session").ConfigureAwait(false)) continue;
            await StartAsync(project, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task StartAsync(string? project, CancellationToken cancellationToken)
    {
        var sessions = SessionOrchestrator.Open(Options with { Project = project });
        await using var _ = sessions.ConfigureAwait(false);
        var result = await sessions.StartAsync(
            new SessionStartOptions
            {
                Agent = Agent,
                SessionId = SessionId,
                OwnerPid = OwnerProcessId,
                Move = Move,
                Mode = Mode,
                Budget = Budget,
                VariablesFile = _variablesFile,
            },
            cancellationToken).ConfigureAwait(false);
        foreach (var problem in result.Problems) Warn(problem);
        if (result.NotApproved is { } reason) Warn(reason);
        if (SetEnvironment) Post(() => SetVariables(result.Variables));
        if (PassThru) Write(ProjectSessionStart.From(result));
    }

    private static void SetVariables(IReadOnlyList<KeyValuePair<string, string>> variables)
    {
        foreach (var (name, value) in variables) System.Environment.SetEnvironmentVariable(name, value);
    }
}
