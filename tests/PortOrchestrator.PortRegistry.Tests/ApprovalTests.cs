using PortOrchestrator.Trust;

namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>Approvals in the registry file.</summary>
[CancelAfter(60_000)]
internal sealed class ApprovalTests
{
    private string _folder = "";

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory("portorch-approvals-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task ApproveAsync_Twice_IsOneRowThatOtherConnectionsSee()
    {
        await using var registry = await OpenAsync();
        await using var other = await OpenAsync();

        var first = await registry.Approvals.ApproveAsync(Approval("shop", "a"));
        var second = await other.Approvals.ApproveAsync(Approval("shop", "a") with { Origin = ApprovalOrigin.Trust });

        Assert.That((first, second), Is.EqualTo((true, false)));
        var kept = (await other.Approvals.ListAsync("shop")).Single();
        Assert.That(kept.Files, Is.EqualTo(Approval("shop", "a").Files));
        Assert.That((kept.Origin, kept.Root), Is.EqualTo((ApprovalOrigin.Start, "/srv/shop")), "the first one stays");
        Assert.That(kept.ApprovedAt, Is.EqualTo(DateTimeOffset.UtcNow).Within(TimeSpan.FromMinutes(5)));
    }

    [Test]
    public async Task RevokeAsync_OneProject_LeavesTheOthers()
    {
        await using var registry = await OpenAsync();
        foreach (var (project, digest) in new[] { ("shop", "a"), ("shop", "b"), ("blog", "a") }) await registry.Approvals.ApproveAsync(Approval(project, digest));

        var revoked = await registry.Approvals.RevokeAsync("shop");

        Assert.That(revoked.Select(a => a.Digest), Is.EquivalentTo(new[] { "a", "b" }));
        Assert.That((await registry.Approvals.ListAsync()).Select(a => a.ProjectId), Is.EqualTo(new[] { "blog" }));
    }

    [Test]
    public async Task ApproveAsync_MoreThanAHundredOfOneProject_DropsTheOldest()
    {
        await using var registry = await OpenAsync();
        await registry.Approvals.ApproveAsync(Approval("blog", "kept"));
        for (var i = 0; i < 105; i++) await registry.Approvals.ApproveAsync(Approval("shop", $"{i}"));

        var kept = await registry.Approvals.ListAsync("shop");

        Assert.That(kept.Select(a => a.Digest), Is.EqualTo(Enumerable.Range(5, 100).Reverse().Select(i => $"{i}")));
        Assert.That(await registry.Approvals.ListAsync("blog"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task TrustFolderAsync_ThenBack_TellsWhatChanged()
    {
        await using var registry = await OpenAsync();
        var approvals = registry.Approvals;

        Assert.That(await approvals.TrustFolderAsync("/srv"), Is.True);
        Assert.That(await approvals.TrustFolderAsync("/srv"), Is.False);
        Assert.That((await approvals.ListFoldersAsync()).Single().Path, Is.EqualTo("/srv"));
        Assert.That(await approvals.DistrustFolderAsync("/srv/shop"), Is.False);
        Assert.That(await approvals.DistrustFolderAsync("/srv"), Is.True);
        Assert.That(await approvals.ListFoldersAsync(), Is.Empty);
    }

    private static ConfigurationApproval Approval(string project, string digest) => new()
    {
        ProjectId = project,
        Name = project,
        Root = "/srv/" + project,
        Digest = digest,
        Files = [new ApprovedFile("services.json", "1234", true), new ApprovedFile(".env", "5678", false)],
        Origin = ApprovalOrigin.Start,
    };

    private async Task<SqlitePortRegistry> OpenAsync() =>
        (SqlitePortRegistry)await SqlitePortRegistry.OpenAsync(new PortRegistryOptions { Path = Path.Combine(_folder, "registry.db") });
}
