using System.Management.Automation;
using PortOrchestrator.PowerShell.Completion;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Tells who listens on ports and whose allocation they are. A port that nobody holds gives nothing.</summary>
[Cmdlet(VerbsCommon.Get, "PortOwner")]
[OutputType(typeof(PortHolder))]
public sealed class GetPortOwnerCommand : AsyncCommand
{
    /// <summary>Port numbers.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, 65535)]
    [ArgumentCompleter(typeof(AllocationCompleter))]
    public int[] Port { get; set; } = [];

    /// <summary>The transport protocol.</summary>
    /// <value>The default value is <see cref="PortProtocol.Tcp"/>.</value>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public PortProtocol Protocol { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var machine = await MachineOrchestrator.OpenAsync(null, readOnly: true, cancellationToken).ConfigureAwait(false);
        await using (machine.ConfigureAwait(false))
        {
            foreach (var port in Port)
            {
                Target = port;
                foreach (var holder in await machine.Registry.FindHoldersAsync(port, Protocol, cancellationToken).ConfigureAwait(false)) Write(holder);
            }
        }
    }
}
