namespace PortOrchestrator.ServiceGraph;

/// <summary>The stable codes of what <see cref="DependencyGraph.Build"/> may find.</summary>
public static class GraphDiagnosticCodes
{
    /// <summary>Error: a service depends on a name that no service has.</summary>
    public const string UnknownDependency = "PO2001";

    /// <summary>Error: a service depends on itself.</summary>
    public const string SelfDependency = "PO2002";

    /// <summary>Error: services depend on each other in a circle.</summary>
    public const string Cycle = "PO2003";

    /// <summary>Error: a service depends on one of a higher tier, which starts later.</summary>
    public const string HigherTier = "PO2004";

    /// <summary>Warning: an enabled service depends on a disabled one, which is not waited for.</summary>
    public const string DisabledDependency = "PO2005";

    /// <summary>Error: a service names one dependency twice, with different conditions.</summary>
    public const string ContradictingConditions = "PO2006";

    /// <summary>Error: two services have one name.</summary>
    public const string DuplicateService = "PO2007";

    /// <summary>Error: a service that is shared depends on one that each checkout, or each project, has of its own.</summary>
    public const string NarrowerScope = "PO2008";

    /// <summary>Error: a service of the whole machine is of tier 3, which is for a project's own.</summary>
    public const string MachineTier = "PO2009";
}
