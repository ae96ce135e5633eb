using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Commands;
using PortOrchestrator.Host.Commands.Sessions;
using PortOrchestrator.Host.Rendering;
using PortOrchestrator.Host.Supervisor;

if (args is [SupervisorProgram.Command, ..]) return await SupervisorProgram.RunAsync(args).ConfigureAwait(false);
if (args is ["--version"])
{
    Console.Out.Write(VersionText.Current + "\n");
    return ExitCode.Success;
}

return await new CommandLineApplication(SystemTerminal.Create(), new OrchestratorFactory(), new PosixSignalSource(), TimeProvider.System)
    .RunAsync(args)
    .ConfigureAwait(false);
