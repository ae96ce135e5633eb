using System.Management.Automation;
using PortOrchestrator.PowerShell.Arguments;
using PortOrchestrator.PowerShell.Completion;
using PortOrchestrator.Supervision.Logs;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Reads the output of services, of several merged by time.</summary>
[Cmdlet(VerbsCommon.Get, "ProjectServiceLog", DefaultParameterSetName = NameSet)]
[OutputType(typeof(LogLine))]
public sealed class GetProjectServiceLogCommand : ProjectServiceCommand
{
    private const string SupervisorSet = "Supervisor";
    private const int LinesBetweenPauses = 500;

    /// <summary>Names of services; wildcards allowed.</summary>
    /// <value>The default value is empty: every service.</value>
    [Parameter(ParameterSetName = NameSet, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>The supervisor's own log.</summary>
    [Parameter(ParameterSetName = SupervisorSet, Mandatory = true)]
    public SwitchParameter Supervisor { get; set; }

    /// <summary>Only the last so many lines.</summary>
    /// <value>The default value is <see langword="null"/>: all.</value>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? Tail { get; set; }

    /// <summary>Only lines written since: a date and time, or how long ago, such as <c>10m</c>, <c>1h30m</c> or a time span.</summary>
    /// <value>The default value is <see langword="null"/>: all.</value>
    [Parameter]
    [MomentTransformation]
    public DateTimeOffset? Since { get; set; }

    /// <summary>Only lines that match this regular expression.</summary>
    /// <value>The default value is <see langword="null"/>: all.</value>
    [Parameter]
    [Alias("Grep")]
    [ValidateNotNullOrEmpty]
    public string? Pattern { get; set; }

    /// <summary>Go on with lines as they are written, until stopped.</summary>
    [Parameter]
    [Alias("Wait")]
    public SwitchParameter Follow { get; set; }

    /// <inheritdoc/>
    private protected override IReadOnlyList<string> Patterns => Name;

    /// <inheritdoc/>
    private protected override async Task ActAsync(ProjectOrchestrator project, IReadOnlyList<string> services, CancellationToken cancellationToken)
    {
        var query = new LogQuery { Tail = Tail, Since = Since, Pattern = Pattern, Follow = Follow };
        var count = 0;
        var lines = Supervisor ? project.ReadSupervisorLogAsync(query, cancellationToken) : project.ReadLogsAsync(services, query, cancellationToken);
        await foreach (var line in lines.ConfigureAwait(false))
        {
            Write(line);
            // A reader that is faster than the pipeline would fill the memory.
            if (++count % LinesBetweenPauses == 0) await AskAsync(() => true).ConfigureAwait(false);
        }
    }
}
