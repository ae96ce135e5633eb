using System.Management.Automation;
using PortOrchestrator.PowerShell.Arguments;
using PortOrchestrator.PowerShell.Completion;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Gets the ports that services hold, of the machine or of one project, and who listens on them now.</summary>
[Cmdlet(VerbsCommon.Get, "PortAllocation")]
[OutputType(typeof(PortAllocation))]
public sealed class GetPortAllocationCommand : PortCommand
{
    /// <summary>Names of services; wildcards allowed.</summary>
    /// <value>The default value is empty: every service.</value>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(AllocationCompleter))]
    public string[] Service { get; set; } = [];

    /// <summary>Port numbers.</summary>
    /// <value>The default value is empty: every port.</value>
    [Parameter]
    [ValidateRange(1, 65535)]
    [ArgumentCompleter(typeof(AllocationCompleter))]
    public int[] Port { get; set; } = [];

    /// <summary>The transport protocol.</summary>
    /// <value>The default value is <see langword="null"/>: both.</value>
    [Parameter]
    public PortProtocol? Protocol { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var machine = await OpenAsync(readOnly: false, cancellationToken).ConfigureAwait(false);
        await using (machine.ConfigureAwait(false))
        {
            var project = NamesProject ? await ResolveProjectAsync(machine, register: false, cancellationToken).ConfigureAwait(false) : null;
            var query = new PortQuery { ProjectId = project?.ProjectId, Checkout = project?.Checkout, Protocol = Protocol };
            var allocations = await machine.Registry.InspectAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (var allocation in allocations.Where(a => NamePatterns.IsMatch(Service, a.Service) && (Port.Length == 0 || Port.Contains(a.Port))))
            {
                if (PortConflictText.Describe(allocation) is { } sentence) Warn($"{sentence}; {PortConflictText.NextStep(allocation)}");
                Write(allocation);
            }
        }
    }
}
