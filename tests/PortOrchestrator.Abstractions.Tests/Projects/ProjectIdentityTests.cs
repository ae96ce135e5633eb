using PortOrchestrator.Projects;

namespace PortOrchestrator.Abstractions.Tests.Projects;

[TestFixture]
internal sealed class ProjectIdentityTests
{
    private static readonly ProjectIdentity Main = new() { ProjectId = "0123456789ab", Name = "shop", Root = "/srv/shop" };

    [Test]
    public void Key_OfTheMainCheckout_IsTheProjectsId() => Assert.That((Main.Key, Main.IsMain), Is.EqualTo(("0123456789ab", true)));

    [Test]
    public void Key_OfAWorktree_CarriesItsName()
    {
        var worktree = Main with { Checkout = "fix" };

        Assert.That((worktree.Key, worktree.IsMain), Is.EqualTo(("0123456789ab-fix", false)));
    }
}
