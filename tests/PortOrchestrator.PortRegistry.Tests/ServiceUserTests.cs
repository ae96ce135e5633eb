namespace PortOrchestrator.PortRegistry.Tests;

internal sealed class ServiceUserTests : RegistryFixture
{
    private static readonly ProjectIdentity Machine = SharedScope.OfMachine("/home/me/.config/portorchestrator");

    [Test]
    public async Task AddAsync_SeveralUsers_AreToldInTheOrderTheyCame()
    {
        var users = await UsersAsync();
        await users.AddAsync(Some.Project("blog"), Machine, ["redis"]);
        Clock.Advance(TimeSpan.FromSeconds(1));

        var all = await users.AddAsync(Some.Project("shop"), Machine, ["redis", "kafka"]);

        Assert.That(all.Select(u => $"{u.Service} {u.User.Name}"), Is.EqualTo(["redis blog", "kafka shop", "redis shop"]));
        Assert.That(all.Select(u => u.Owner.Scope), Is.All.EqualTo(ServiceScope.Machine));
        Assert.That(all[0].Since, Is.EqualTo(Clock.GetUtcNow() - TimeSpan.FromSeconds(1)));
    }

    [Test]
    public async Task AddAsync_Again_KeepsSinceWhen()
    {
        var users = await UsersAsync();
        var first = await users.AddAsync(Some.Project("shop"), Machine, ["redis"]);
        Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.That(await users.AddAsync(Some.Project("shop"), Machine, ["redis"]), Is.EqualTo(first));
    }

    [Test]
    public async Task RemoveAsync_OneUser_LeavesTheOthersAndOtherOwners()
    {
        var users = await UsersAsync();
        var shared = SharedScope.OfProject(Some.Project("shop"));
        await users.AddAsync(Some.Project("shop"), Machine, ["redis"]);
        await users.AddAsync(Some.Project("blog"), Machine, ["redis"]);
        await users.AddAsync(Some.Project("shop"), shared, ["redis"]);

        await users.RemoveAsync(Some.Project("shop"), Machine, ["redis", "unknown"]);

        Assert.That((await users.ListAsync(Machine)).Select(u => u.User.Name), Is.EqualTo(["blog"]));
        Assert.That((await users.ListAsync(shared)).Select(u => u.User.Name), Is.EqualTo(["shop"]));
        Assert.That(await users.ListAsync(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task ListAsync_AfterARestartOfTheMachine_KnowsNobody()
    {
        var users = await UsersAsync();
        await users.AddAsync(Some.Project("shop"), Machine, ["redis"]);
        await using (var file = await RawAsync())
        {
            await using var command = file.CreateCommand();
            command.CommandText = "UPDATE service_users SET boot_id = 'another'";
            await command.ExecuteNonQueryAsync();
        }

        Assert.That(await users.ListAsync(Machine), Is.Empty);
        Assert.That((await users.AddAsync(Some.Project("blog"), Machine, ["redis"])).Select(u => u.User.Name), Is.EqualTo(["blog"]));
    }

    [Test]
    public async Task PruneAsync_CheckoutIsGone_UsesNothingAnyMore()
    {
        var registry = await OpenAsync(AllFree());
        var users = ((SqlitePortRegistry)registry).Users;
        var root = Directory.CreateDirectory(Path.Combine(Folder, "gone")).FullName;
        await users.AddAsync(Some.Project("gone") with { Root = root }, Machine, ["redis"]);
        await users.AddAsync(Machine, Machine, ["kafka"]);
        Directory.Delete(root);

        await registry.PruneAsync();

        Assert.That((await users.ListAsync(Machine)).Select(u => (u.Service, u.IsPin)), Is.EqualTo([("kafka", true)]));
    }

    private async Task<IServiceUsers> UsersAsync() => ((SqlitePortRegistry)await OpenAsync(AllFree())).Users;

    private async Task<Microsoft.Data.Sqlite.SqliteConnection> RawAsync()
    {
        var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={RegistryFile};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }
}
