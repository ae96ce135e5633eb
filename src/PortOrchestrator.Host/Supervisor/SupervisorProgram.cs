namespace PortOrchestrator.Host.Supervisor;

internal static class SupervisorProgram
{
    /// <summary>The hidden command that turns this process into a supervisor: <c>portorch supervise …</c>.</summary>
    public const string Command = "supervise";

    public static Task<int> RunAsync(string[] arguments) => throw new NotImplementedException();
}
