namespace PortOrchestrator.ServiceGraph;

internal static class GraphWords
{
    public static string Word(this DependencyCondition condition) => condition switch
    {
        DependencyCondition.CompletedSuccessfully => "completed_successfully",
        DependencyCondition.LogReady => "log_ready",
        _ => condition.ToString().ToLowerInvariant(),
    };

    public static string Word(this ServiceKind kind) => kind.ToString().ToLowerInvariant();
}
