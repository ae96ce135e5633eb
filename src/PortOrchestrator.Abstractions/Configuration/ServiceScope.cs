namespace PortOrchestrator.Configuration;

/// <summary>Who shares one running instance of a service.</summary>
public enum ServiceScope
{
    /// <summary>Each checkout (main working tree or linked worktree) has its own.</summary>
    Checkout,

    /// <summary>All checkouts of the project share one.</summary>
    Project,

    /// <summary>All projects of the machine share one.</summary>
    Machine,
}
