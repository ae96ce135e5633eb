namespace PortOrchestrator.Services;

/// <summary>That a checkout uses a service which is shared. Immutable.</summary>
/// <param name="Owner">Whose supervisor runs the service.</param>
/// <param name="Service">The instance's name.</param>
/// <param name="User">The checkout that uses it; the owner itself when it is to run whether or not anybody does.</param>
/// <param name="Since">Since when.</param>
public sealed record ServiceUser(ProjectIdentity Owner, string Service, ProjectIdentity User, DateTimeOffset Since)
{
    /// <summary>Whether nobody's use keeps it, but the wish that it runs.</summary>
    public bool IsPin => Owner.ProjectId == User.ProjectId && Owner.Checkout == User.Checkout;
}
