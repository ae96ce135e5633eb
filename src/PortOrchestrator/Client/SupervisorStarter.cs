using System.Text;
using CliWrap;

namespace PortOrchestrator.Client;

/// <summary>Starts a checkout's detached supervisor.</summary>
internal sealed class SupervisorStarter(StatePaths paths, string? programPath)
{
    /// <summary>Starts the supervisor and returns when it answers on its socket.</summary>
    /// <param name="project">The checkout.</param>
    /// <param name="settings">What it works by.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="PortOrchestratorException">It could not be started; the message carries what it said.</exception>
    public async Task StartAsync(ProjectIdentity project, SupervisorSettings settings, CancellationToken cancellationToken)
    {
        var program = ProgramLocator.Locate(programPath);
        var errors = new StringBuilder();
        // The program detaches the supervisor and ends; it keeps none of our descriptors, so nobody waits for a pipe.
        var command = Cli.Wrap(program[0])
            .WithArguments([.. program.Skip(1), .. SupervisorArguments.Start(paths, project, settings)])
            .WithWorkingDirectory("/")
            .WithValidation(CommandResultValidation.None)
            .WithStandardErrorPipe(PipeTarget.ToStringBuilder(errors));
        CommandResult result;
        try
        {
            result = await command.ExecuteAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            throw new PortOrchestratorException(ErrorCode.SupervisorUnavailable, $"The program '{program[0]}' could not be started: {e.Message}", e);
        }

        if (result.ExitCode != 0)
        {
            var said = errors.Length == 0 ? "" : " It said: " + errors.ToString().Trim();
            throw new PortOrchestratorException(
                ErrorCode.SupervisorUnavailable,
                $"The supervisor of '{project.Name}' could not be started (exit code {result.ExitCode}).{said} Its log is '{paths.SupervisorLog(project)}'.");
        }
    }
}
