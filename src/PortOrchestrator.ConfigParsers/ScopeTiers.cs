namespace PortOrchestrator.ConfigParsers;

/// <summary>The tier of services whose file writes none.</summary>
internal static class ScopeTiers
{
    private const int Project = 3;
    private const int Machine = 2;

    /// <summary>The highest that the scope may have.</summary>
    public static int Default(ServiceScope scope) => scope == ServiceScope.Machine ? Machine : Project;
}
