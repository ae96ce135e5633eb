using PortOrchestrator;
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

var application = new CommandLineApplication(
    SystemTerminal.Create(), new OrchestratorFactory(), new PosixSignalSource(), StatePaths.FromEnvironment(), TimeProvider.System);
return await application.RunAsync(args).ConfigureAwait(false);
