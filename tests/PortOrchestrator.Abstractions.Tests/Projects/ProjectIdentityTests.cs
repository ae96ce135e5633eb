using PortOrchestrator.Projects;

namespace PortOrchestrator.Abstractions.Tests.Projects;

[TestFixture]
internal sealed class ProjectIdentityTests
{
    private static readonly ProjectIdentity s_main = new() { ProjectId = "0123456789ab", Name = "shop", Root = "/srv/shop" };

    [Test]
    public void Key_OfTheMainCheckout_IsTheProjectsId() => Assert.That((s_main.Key, s_main.IsMain), Is.EqualTo(("0123456789ab", true)));

    [Test]
    public void Key_OfAWorktree_CarriesItsName()
    {
        var worktree = s_main with { Checkout = "fix" };

        Assert.That((worktree.Key, worktree.IsMain), Is.EqualTo(("0123456789ab-fix", false)));
    }
}
