using PortOrchestrator.Supervision.Handover;

namespace PortOrchestrator.Host.Supervisor;

/// <summary>The hidden command that starts, and is, a checkout's detached supervisor.</summary>
internal static class SupervisorProgram
{
    /// <summary>The command's name; behind it come a verb and what describes the checkout.</summary>
    public const string Command = SupervisorArguments.Command;

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments.Length < 2) return Usage();
        var (paths, project, settings) = SupervisorArguments.Parse(arguments.AsSpan(2));
        try
        {
            return arguments[1] switch
            {
                SupervisorArguments.StartVerb => await StartAsync(paths, project, settings).ConfigureAwait(false),
                SupervisorArguments.RunVerb => await new SupervisorProcess(paths, project, settings) { TellsReady = SupervisorArguments.TellsReady(arguments) }.RunAsync().ConfigureAwait(false),
                SupervisorArguments.ResumeVerb => await new SupervisorProcess(paths, project, settings)
                {
                    ResumesAtOnce = true,
                    Handed = SupervisorArguments.HandoverFile(arguments) is { } file ? HandoverFile.Take(file) : null,
                }.RunAsync().ConfigureAwait(false),
                SupervisorArguments.WatchVerb => await new SupervisorWatch(paths, project, settings, SupervisorArguments.TellsReady(arguments)).RunAsync().ConfigureAwait(false),
                SupervisorArguments.ExamineVerb => await SupervisorExamination.RunAsync(paths, project).ConfigureAwait(false),
                _ => Usage(),
            };
        }
        catch (PortOrchestratorException e)
        {
            await Console.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
            return 1;
        }
    }

    private static async Task<int> StartAsync(StatePaths paths, ProjectIdentity project, SupervisorSettings settings)
    {
        await new SupervisorStarter(paths, OwnProgram.Command).StartAsync(project, settings, CancellationToken.None).ConfigureAwait(false);
        return 0;
    }

    private static int Usage()
    {
        Console.Error.WriteLine($"'{Command}' is started by portorch itself; use 'portorch up'.");
        return 2;
    }
}
