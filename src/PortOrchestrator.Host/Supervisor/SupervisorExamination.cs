using System.Text.Json;
using PortOrchestrator.Supervision.Handover;
using PortOrchestrator.Supervision.Journal;
using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator.Host.Supervisor;

/// <summary>Tells a supervisor of another version whether this program could go on in its place.</summary>
internal static class SupervisorExamination
{
    /// <exception cref="PortOrchestratorException">It could not: the journal is of a later version, or cannot be read.</exception>
    public static async Task<int> RunAsync(StatePaths paths, ProjectIdentity project)
    {
        SqliteJournal.Read(paths.StateFile(project));
        var description = new ProgramDescription(ProgramVersion.Current, HandoverState.CurrentFormat);
        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(description, SupervisionJson.Default.ProgramDescription)).ConfigureAwait(false);
        return 0;
    }
}
