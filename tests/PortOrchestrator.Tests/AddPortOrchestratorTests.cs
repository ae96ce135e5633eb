using Microsoft.Extensions.DependencyInjection;

namespace PortOrchestrator.Tests;

internal sealed class AddPortOrchestratorTests
{
    [Test]
    public async Task AddPortOrchestrator_Provider_GivesOneFactoryAndRegistryWithTheConfiguredOptions()
    {
        var folder = Directory.CreateTempSubdirectory("portorch-di-").FullName;
        var services = new ServiceCollection().AddPortOrchestrator(o => o with { Paths = new StatePaths(folder), WorkingDirectory = folder });

        await using (var provider = services.BuildServiceProvider())
        {
            Assert.That(provider.GetRequiredService<OrchestratorOptions>().Paths!.Home, Is.EqualTo(folder));
            Assert.That(provider.GetRequiredService<IPortRegistry>(), Is.SameAs(provider.GetRequiredService<IPortRegistry>()));
            await using var orchestrator = await provider.GetRequiredService<IProjectOrchestratorFactory>().OpenAsync();
            Assert.That(orchestrator.Project.Root, Is.EqualTo(folder));
            Assert.That(await provider.GetRequiredService<IPortRegistry>().ListAsync(), Is.Empty);
        }

        Directory.Delete(folder, recursive: true);
    }
}
