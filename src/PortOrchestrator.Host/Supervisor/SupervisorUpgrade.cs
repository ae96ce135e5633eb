using System.Text.Json;
using Microsoft.Extensions.Logging;
using PortOrchestrator.Probes;
using PortOrchestrator.Supervision;
using PortOrchestrator.Supervision.Engine;
using PortOrchestrator.Supervision.Handover;
using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator.Host.Supervisor;

/// <summary>
/// Lets another program go on in the supervisor's process. It is asked first whether it could; whatever fails, the present program, or else itself
/// started again, stays.
/// </summary>
internal sealed class SupervisorUpgrade(SupervisorEngine engine, IExecRunner runner, StatePaths paths, ProjectIdentity project, SupervisorSettings settings)
{
    private static readonly TimeSpan ExamineTime = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private (string File, IReadOnlyList<string> Program)? _next;

    /// <summary>Examines the program and ends the engine for it.</summary>
    /// <exception cref="PortOrchestratorException">The program cannot go on here, or it is not the moment.</exception>
    public async Task<UpgradeReply> PrepareAsync(UpgradeCommand command, CancellationToken cancellationToken)
    {
        var environment = OwnEnvironment.Read();
        var (file, description) = await ExamineAsync(command.Program, environment, cancellationToken).ConfigureAwait(false);
        if (command.OnlyNewer && !ProgramVersion.IsNewer(description.Version, ProgramVersion.Current))
            return new UpgradeReply { HandsOver = false, Version = description.Version };
        // Before it is decided: the engine ends at that moment.
        _next = (file, command.Program);
        await engine.PrepareHandoverAsync(Patience, cancellationToken).ConfigureAwait(false);
        return new UpgradeReply { HandsOver = true, Version = description.Version };
    }

    /// <summary>Runs the other program in this process. Returns only when not even this one can be started again.</summary>
    public void Exchange(HandoverState state, ILogger log)
    {
        var (file, program) = _next!.Value;
        var path = SupervisorEndpoint.HandoverFile(paths, project);
        var arguments = SupervisorArguments.Continue(paths, project, settings, path);
        var environment = OwnEnvironment.Read();
        try
        {
            HandoverFile.Write(path, state);
            var problem = ProgramExchange.Run(file, [.. program, .. arguments], environment);
            HandoverFile.Write(path, state with { Problem = problem });
            var last = ProgramExchange.Run(ProgramExchange.OwnFile, [.. OwnProgram.Command, .. arguments], environment);
            Log.HandoverFailed(log, $"{problem}; {last}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // As after a crash: the services run on, and the next command takes them over.
            Log.HandoverFailed(log, e.Message);
        }
    }

    private async Task<(string File, ProgramDescription Description)> ExamineAsync(
        IReadOnlyList<string> program, Dictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var request = new ExecRequest { Arguments = [.. program, .. SupervisorArguments.Examine(paths, project)], WorkingDirectory = "/", Environment = environment };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ExamineTime);
        try
        {
            var result = await runner.RunAsync(request, limit.Token).ConfigureAwait(false);
            if (result.Error is { } error) throw Refusal(error);
            if (result.ExitCode != 0) throw Refusal($"'{string.Join(' ', program)}' says: {result.Output.Trim()}");
            var description = Parse(result.Output) ?? throw Refusal($"'{string.Join(' ', program)}' is no portorch that can go on with a supervisor.");
            if (description.Handover < HandoverState.CurrentFormat)
                throw Refusal($"Version {description.Version} cannot go on from version {ProgramVersion.Current} without a stop.");
            return (ProgramExchange.Find(program, environment), description);
        }
        catch (LaunchException e)
        {
            throw Refusal(e.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Refusal($"'{string.Join(' ', program)}' did not say within {ExamineTime.TotalSeconds:0} s whether it can go on.");
        }
    }

    private static ProgramDescription? Parse(string output)
    {
        try
        {
            return JsonSerializer.Deserialize(output.Trim(), SupervisionJson.Default.ProgramDescription);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static PortOrchestratorException Refusal(string why) => new(ErrorCode.SupervisorUnavailable, $"The supervisor stays as it is: {why}");
}
