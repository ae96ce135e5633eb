namespace PortOrchestrator.Host.Commands;

/// <summary>What a checkout, or what several share, is called in a list of all.</summary>
internal static class CheckoutTitle
{
    public static string Of(ProjectSnapshot snapshot) => ScopeOf(snapshot) switch
    {
        ServiceScope.Project => $"{snapshot.Project} (all checkouts)",
        ServiceScope.Machine => "machine (all projects)",
        _ => snapshot.Checkout == ProjectIdentity.MainCheckout ? snapshot.Project : $"{snapshot.Project} ({snapshot.Checkout})",
    };

    public static ServiceScope ScopeOf(ProjectSnapshot snapshot) =>
        new ProjectIdentity { ProjectId = snapshot.ProjectId, Name = snapshot.Project, Root = snapshot.Root, Checkout = snapshot.Checkout }.Scope;
}
