using System.Management.Automation;
using PortOrchestrator.PowerShell.Loading;
using PortOrchestrator.PowerShell.Output;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Checks everything that the module relies on, and who listens on the ports. Changes nothing.</summary>
[Cmdlet(VerbsCommon.Get, "PortOrchestratorDiagnostic")]
[OutputType(typeof(InstallationFinding))]
public sealed class GetPortOrchestratorDiagnosticCommand : AsyncCommand
{
    private OrchestratorOptions _options = null!;

    /// <inheritdoc/>
    private protected override void Prepare()
    {
        var options = new OrchestratorOptions
        {
            WorkingDirectory = SessionState.Path.CurrentFileSystemLocation.ProviderPath,
            ProgramPath = SupervisorProgram.Find(Engine.ModuleFolder),
        };
        _options = LogIsWanted ? options.LogTo(Log) : options;
    }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var machine = await MachineOrchestrator.OpenAsync(_options, readOnly: true, cancellationToken).ConfigureAwait(false);
        await using (machine.ConfigureAwait(false))
        {
            foreach (var found in await machine.DiagnoseAsync(cancellationToken).ConfigureAwait(false))
            {
                Write(new InstallationFinding
                {
                    Subject = found.Subject,
                    Severity = found.Severity,
                    Message = found.Message,
                    Hint = found.Hint,
                    Holder = found.Holder,
                });
            }
        }
    }
}
