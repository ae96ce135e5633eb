using System.Management.Automation;
using PortOrchestrator.PowerShell.Arguments;
using PortOrchestrator.PowerShell.Completion;
using PortOrchestrator.PowerShell.Output;
using PortOrchestrator.ServiceGraph;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Gets services in the order in which they are started. Starts and allocates nothing.</summary>
[Cmdlet(VerbsCommon.Get, "ProjectServiceGraph")]
[OutputType(typeof(ServiceGraphNode), typeof(string))]
public sealed class GetProjectServiceGraphCommand : WholeProjectCommand
{
    /// <summary>Names of services, wildcards allowed; those they depend on come along.</summary>
    /// <value>The default value is empty: all that are not disabled.</value>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public string[] Service { get; set; } = [];

    /// <summary>Only services of these tiers.</summary>
    /// <value>The default value is <see langword="null"/>: all.</value>
    [Parameter]
    [TierTransformation]
    public TierRange? Tier { get; set; }

    /// <summary>Only services of these namespaces, and what they depend on.</summary>
    /// <value>The default value is empty: of every namespace.</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string[] Namespace { get; set; } = [];

    /// <summary>Leave out what the chosen services depend on.</summary>
    [Parameter]
    [Alias("NoDeps")]
    public SwitchParameter NoDependency { get; set; }

    /// <summary>Write one text instead of objects.</summary>
    /// <value>The default value is <see langword="null"/>: objects.</value>
    [Parameter]
    public ServiceGraphFormat? Format { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProjectAsync(ProjectOrchestrator project, CancellationToken cancellationToken)
    {
        var names = Service.Length == 0 ? [] : await SelectServicesAsync(project, Service, cancellationToken).ConfigureAwait(false);
        if (names.Count == 0 && Service.Length > 0) return;
        var selection = new StartSelection
        {
            Services = names,
            FirstTier = Tier?.First ?? 0,
            LastTier = Tier?.Last ?? 3,
            Namespaces = Namespace,
            WithoutDependencies = NoDependency,
        };
        var plan = await project.PlanAsync(new UpOptions { Selection = selection }, cancellationToken).ConfigureAwait(false);
        if (Format is { } format)
        {
            Write(GraphRenderer.Render(plan.Plan, Enum.Parse<GraphFormat>(format.ToString())).TrimEnd('\n'));
            return;
        }

        var order = 0;
        foreach (var step in plan.Plan.Steps)
        {
            Write(new ServiceGraphNode
            {
                Order = ++order,
                Name = step.Service.Name,
                Tier = step.Service.Tier,
                Layer = step.Layer,
                Kind = step.Service.Kind,
                Required = step.Service.Required,
                DependsOn = [.. step.Dependencies.Select(d => d.Service)],
                Ports = plan.Ports.GetValueOrDefault(step.Service.Name) ?? [],
                Project = project.Project.Name,
                ProjectPath = project.Project.Root,
            });
        }
    }
}
