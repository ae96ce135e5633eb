using System.Diagnostics;

namespace PortOrchestrator.PortRegistry.Tests.Recovery;

/// <summary>Ports that a backup does not know, and services listen on.</summary>
[Platform("Linux")]
[CancelAfter(60_000)]
internal sealed class LiveServiceTests : RecoveryFixture
{
    [Test]
    public async Task OpenAsync_DamagedFileAndARunningService_GivesItAllItsPortsBack(CancellationToken cancellationToken)
    {
        await RememberAsync("http-alt");
        var (first, alternative, metrics, debugger) = (FreePort(), FreePort(), FreePort(), FreePort());
        using var service = Start(
            "web", [$"{first}", $"{alternative}", $"{metrics}/udp", $"{debugger}"],
            ("PORT", first), ("WEB_PORT", first), ("WEB_HTTP_ALT_PORT", alternative), ("WEB_METRICS_PORT", metrics), ("API_PORT", FreePort()));
        try
        {
            await Child.LineAsync(service, cancellationToken);
            Overwrite(0, 4096);

            var registry = await OpenAsync();

            var back = await registry.ListAsync(cancellationToken: cancellationToken);
            Assert.That(
                back.Select(a => (a.Service, a.Name, a.Replica, a.Port, a.Protocol)),
                Is.EquivalentTo([("web", "default", 2, first, PortProtocol.Tcp), ("web", "http-alt", 2, alternative, PortProtocol.Tcp), ("web", "metrics", 2, metrics, PortProtocol.Udp)]));
        }
        finally
        {
            service.Kill();
        }
    }

    [Test]
    public async Task OpenAsync_DamagedFileAndAServiceOfACheckoutNobodyKnows_LeavesItAlone(CancellationToken cancellationToken)
    {
        await RememberAsync("http-alt");
        var port = FreePort();
        using var service = Start("web", [$"{port}"], ("PORT", port));
        try
        {
            await Child.LineAsync(service, cancellationToken);
            SqliteFile.Run(Backup, "UPDATE checkouts SET checkout = 'another'");
            Overwrite(0, 4096);

            Assert.That(await (await OpenAsync()).ListAsync(cancellationToken: cancellationToken), Is.Empty);
        }
        finally
        {
            service.Kill();
        }
    }

    /// <summary>Leaves a backup that knows a checkout, and the names that its service's ports had.</summary>
    private async Task RememberAsync(params string[] names)
    {
        var registry = await OpenAsync(AllFree());
        foreach (var name in names) await registry.AllocateAsync(Some.Request() with { Name = name });
        await registry.ReleaseAsync(new PortQuery());
        await registry.DisposeAsync();
    }

    private static Process Start(string name, string[] ports, params (string Name, int Port)[] variables)
    {
        var plan = Child.Plan(["listen", .. ports]);
        foreach (var (variable, port) in variables) plan.Environment[variable] = port.ToString();
        plan.Environment["PORTORCH_PROJECT"] = "shop";
        plan.Environment["PORTORCH_CHECKOUT"] = "main";
        plan.Environment["PORTORCH_SERVICE"] = name;
        plan.Environment["PORTORCH_REPLICA"] = "2";
        plan.Environment["PORTORCH_INSTANCE"] = "0123";
        return Process.Start(plan)!;
    }
}
