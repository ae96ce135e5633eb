using System.Management.Automation;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Tells whether a port could be given out now: no process listens on it and no service holds it.</summary>
[Cmdlet(VerbsDiagnostic.Test, "PortAvailable")]
[OutputType(typeof(bool))]
public sealed class TestPortAvailableCommand : AsyncCommand
{
    /// <summary>The port number.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, 65535)]
    public int Port { get; set; }

    /// <summary>The transport protocol.</summary>
    /// <value>The default value is <see cref="PortProtocol.Tcp"/>.</value>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public PortProtocol Protocol { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        Target = Port;
        var machine = await MachineOrchestrator.OpenAsync(null, readOnly: true, cancellationToken).ConfigureAwait(false);
        await using (machine.ConfigureAwait(false))
        {
            var result = await machine.Registry.TestAsync(Port, Protocol, cancellationToken).ConfigureAwait(false);
            if (!result.Available) Explain(result.Reason ?? $"Port {Port} is held by {result.Holder?.ToString() ?? "somebody"}.");
            Write(result.Available);
        }
    }
}
