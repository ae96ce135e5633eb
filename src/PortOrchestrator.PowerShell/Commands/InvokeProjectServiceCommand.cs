using System.Management.Automation;
using PortOrchestrator.PowerShell.Arguments;
using PortOrchestrator.PowerShell.Completion;
using PortOrchestrator.ServiceGraph;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>
/// Runs a service as a child of this shell, once what it depends on is up, and ends with it: its output goes down the pipeline line by line,
/// its input and errors are the shell's own, its exit code is in <c>$LASTEXITCODE</c>.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "ProjectService", SupportsShouldProcess = true)]
[OutputType(typeof(string))]
public sealed class InvokeProjectServiceCommand : WholeProjectCommand
{
    private const string ExitCodeVariable = "global:LASTEXITCODE";

    /// <summary>The service's name.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public string Name { get; set; } = "";

    /// <summary>Arguments that are added to the service's command, each as it was given.</summary>
    /// <value>The default value is empty.</value>
    [Parameter(Position = 1, ValueFromRemainingArguments = true)]
    [AllowEmptyString]
    public string[] ArgumentList { get; set; } = [];

    /// <summary>Leave out what the service depends on.</summary>
    [Parameter]
    [Alias("NoDeps")]
    public SwitchParameter NoDependency { get; set; }

    /// <summary>The time that what it depends on may take: seconds, or a time span.</summary>
    /// <value>The default value is <see langword="null"/>: each service's own time to become ready decides.</value>
    [Parameter]
    [SecondsTransformation]
    public TimeSpan? Timeout { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProjectAsync(ProjectOrchestrator project, CancellationToken cancellationToken)
    {
        var selection = new StartSelection { Services = [Name], WithoutDependencies = NoDependency };
        var plan = await project.PlanAsync(new UpOptions { Selection = selection }, cancellationToken).ConfigureAwait(false);
        if (!await ConfirmAsync($"service '{Name}' of project '{project.Project.Name}'", "Run service").ConfigureAwait(false)) return;
        var options = new UpOptions { Timeout = Timeout, Selection = selection with { Services = [] } };
        var run = await WatchAsync(
            $"Starting what {Name} depends on", progress => project.PrepareRunAsync(Name, ArgumentList, options, progress, cancellationToken)).ConfigureAwait(false);
        try
        {
            OutcomeReporter.Report(this, run.Up, project.Project);
            if (run.Environment is not { } environment) return;
            var code = await ForegroundService.RunAsync(environment, Write, cancellationToken).ConfigureAwait(false);
            var successes = plan.Plan.Steps.First(s => s.Selected).Service.SuccessExitCodes;
            Post(() => SessionState.PSVariable.Set(ExitCodeVariable, code));
            if (!successes.Contains(code)) Report(ErrorCode.ServiceFailed, $"Service '{environment.Service}' has ended with exit code {code}.", environment.Service);
        }
        finally
        {
            // Also when the pipeline was stopped; then it goes on behind it.
            if (run.Up.Started.Count + run.Up.Joined.Count > 0)
                await project.DownAsync(new DownOptions { Services = [.. run.Up.Started, .. run.Up.Joined] }, null, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
