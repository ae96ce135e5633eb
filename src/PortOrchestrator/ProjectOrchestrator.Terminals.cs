using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Protocol;
using PortOrchestrator.Supervision.Terminals;

namespace PortOrchestrator;

public sealed partial class ProjectOrchestrator
{
    /// <summary>Sends a signal to services that run, also when the supervisor is dead. Their states change by what they make of it.</summary>
    /// <param name="services">The names of services.</param>
    /// <param name="signal">The signal's name, with or without SIG, or its number.</param>
    /// <param name="parentOnly">Whether it goes to the first process of each service alone, not to its whole tree.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>How many processes of each instance got it; an instance that does not run is missing.</returns>
    /// <exception cref="PortOrchestratorException">There is no such service or signal.</exception>
    public async Task<IReadOnlyDictionary<string, int>> SignalAsync(
        IReadOnlyList<string> services, string signal, bool parentOnly = false, CancellationToken cancellationToken = default)
    {
        if (!SignalNames.TryParse(signal, out var number))
            throw new PortOrchestratorException(ErrorCode.InvalidArgument, $"There is no signal '{signal}' on this system. 'kill -l' lists them.");
        var known = await GetSnapshotAsync(cancellationToken).ConfigureAwait(false);
        var reached = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (runner, run) in ByRunner(Select(known, services)))
        {
            foreach (var (name, count) in await runner.SignalOwnAsync(run, number, parentOnly, cancellationToken).ConfigureAwait(false)) reached.Add(name, count);
        }

        return reached;
    }

    /// <summary>Types into the terminal of a service that runs on one (<c>tty</c>).</summary>
    /// <param name="service">The service's name.</param>
    /// <param name="text">What is typed; control characters are keys, such as <c>\r</c> for Enter.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="PortOrchestratorException">The service does not exist, does not run, has no terminal, or does not read it.</exception>
    public async Task SendKeysAsync(string service, string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (client, name) = await ClientForTerminalAsync(service, cancellationToken).ConfigureAwait(false);
        using var owned = client;
        await client.SendKeysAsync(new KeysCommand(name, text), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Attaches to the terminal of a service that runs on one (<c>tty</c>).</summary>
    /// <param name="service">The service's name.</param>
    /// <param name="size">The size of the terminal that it is shown on, which the service's gets too.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="PortOrchestratorException">The service does not exist, does not run or has no terminal.</exception>
    public async Task<TerminalConnection> AttachAsync(string service, TerminalSize size, CancellationToken cancellationToken = default)
    {
        var (client, name) = await ClientForTerminalAsync(service, cancellationToken).ConfigureAwait(false);
        try
        {
            var shown = size.IsValid ? size : TerminalSize.Standard;
            var attachment = Guid.NewGuid().ToString("N");
            var stream = await client.OpenTerminalAsync(name, shown, attachment, cancellationToken).ConfigureAwait(false);
            return new TerminalConnection(client, stream, shown, (newest, token) => client.OpenTerminalAsync(name, newest, attachment, token));
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private async Task<(SupervisorClient Client, string Name)> ClientForTerminalAsync(string service, CancellationToken cancellationToken)
    {
        var found = Select(await GetSnapshotAsync(cancellationToken).ConfigureAwait(false), [service]);
        if (found.Count > 1)
            throw new PortOrchestratorException(ErrorCode.InvalidArgument, $"'{service}' has {found.Count} copies. Name one: {string.Join(", ", found.Select(s => s.Name))}.");
        var name = found[0].Name;
        return await RunnerOf(found[0].Scope).ConnectAsync(cancellationToken).ConfigureAwait(false) is { } client
            ? (client, name)
            : throw new PortOrchestratorException(ErrorCode.InvalidArgument, $"'{name}' does not run under a supervisor. 'portorch up' starts one, and the services with it.");
    }

    private async Task<IReadOnlyDictionary<string, int>> SignalOwnAsync(
        IReadOnlyList<ServiceSnapshot> services, int signal, bool parentOnly, CancellationToken cancellationToken)
    {
        using var client = await ClientForStopAsync(cancellationToken).ConfigureAwait(false);
        if (client is null) return new Dictionary<string, int>();
        var names = await SupervisedAsync(client, services, cancellationToken).ConfigureAwait(false);
        var command = new SignalCommand { Services = names, Signal = signal, ParentOnly = parentOnly };
        return (await client.SignalAsync(command, cancellationToken).ConfigureAwait(false)).Reached;
    }

    // The names of those that the supervisor knows, in its order.
    private static async Task<IReadOnlyList<string>> SupervisedAsync(SupervisorClient client, IReadOnlyList<ServiceSnapshot> services, CancellationToken cancellationToken)
    {
        var supervised = await client.GetSnapshotAsync(cancellationToken).ConfigureAwait(false);
        return [.. supervised.Services.Select(s => s.Name).Intersect(services.Select(s => s.Name), StringComparer.Ordinal)];
    }

    private IEnumerable<(ProjectOrchestrator Runner, IReadOnlyList<ServiceSnapshot> Services)> ByRunner(IEnumerable<ServiceSnapshot> services) =>
        services.GroupBy(s => s.Scope > Project.Scope ? s.Scope : Project.Scope).Select(g => (RunnerOf(g.Key), (IReadOnlyList<ServiceSnapshot>)[.. g]));

    // What is shared has its process, terminal and log with the supervisor of its scope, also when this checkout's follows it.
    private ProjectOrchestrator RunnerOf(ServiceScope scope) => scope > Project.Scope ? OfScope(_surroundings, OwnerOf(scope)) : this;
}
