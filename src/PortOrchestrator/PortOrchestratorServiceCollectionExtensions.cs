using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PortOrchestrator;

/// <summary>Adds PortOrchestrator to a dependency injection container.</summary>
public static class PortOrchestratorServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="IProjectOrchestratorFactory"/> and <see cref="IPortRegistry"/> as singletons. Loggers come from the container.
    /// Nothing is opened or started until it is used.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="configure">Changes the options of every orchestrator made by the factory.</param>
    /// <returns>The container.</returns>
    public static IServiceCollection AddPortOrchestrator(
        this IServiceCollection services, Func<OrchestratorOptions, OrchestratorOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton(provider => Options(provider, configure));
        services.AddSingleton<IProjectOrchestratorFactory, ProjectOrchestratorFactory>();
        services.AddSingleton<IPortRegistry>(provider => Surroundings.Open(provider.GetRequiredService<OrchestratorOptions>()).Registry);
        return services;
    }

    private static OrchestratorOptions Options(IServiceProvider provider, Func<OrchestratorOptions, OrchestratorOptions>? configure)
    {
        var options = new OrchestratorOptions { LoggerFactory = provider.GetService<ILoggerFactory>() };
        return configure?.Invoke(options) ?? options;
    }
}
