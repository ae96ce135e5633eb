using System.Text;
using PortOrchestrator.Supervision.Protocol;
using PortOrchestrator.Supervision.Terminals;

namespace PortOrchestrator.Supervision.Engine;

public sealed partial class SupervisorEngine
{
    private static readonly TimeSpan TypingTime = TimeSpan.FromSeconds(5);

    /// <summary>Sends a signal to services that run.</summary>
    /// <param name="command">Which signal, and to whom.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="PortOrchestratorException">A named service is not known.</exception>
    public async Task<SignalReply> SignalAsync(SignalCommand command, CancellationToken cancellationToken = default)
    {
        var targets = await AskAsync(
            () => command.Services.Select(Find).Select(i => (i.Name, i.Root, i.InstanceId, i.ProcessAlive)).ToList(), cancellationToken).ConfigureAwait(false);
        var reached = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, root, id, isAlive) in targets)
        {
            if (root is null || (command.ParentOnly && !isAlive)) continue;
            var members = command.ParentOnly ? [root] : _options.Inspector.FindTree(root, id);
            if (members.Count(m => _options.Inspector.Signal(m, command.Signal)) is > 0 and var count) reached.Add(name, count);
        }

        return new SignalReply { Reached = reached };
    }

    /// <summary>Types into the terminal of a service; answers when the system has taken all of it.</summary>
    /// <param name="command">What, and into whose.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="PortOrchestratorException">The service is not known, does not run, has no terminal, or does not read it.</exception>
    public async Task SendKeysAsync(KeysCommand command, CancellationToken cancellationToken = default)
    {
        var terminal = await GetTerminalAsync(command.Service, cancellationToken).ConfigureAwait(false);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TypingTime);
        try
        {
            await terminal.TypeAsync(Encoding.UTF8.GetBytes(command.Text), null, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PortOrchestratorException(
                ErrorCode.Timeout, $"'{command.Service}' does not read what is typed: after {TypingTime.TotalSeconds:0} s there was no room for all of it.");
        }
    }

    internal Task<ServiceTerminal> GetTerminalAsync(string service, CancellationToken cancellationToken) =>
        AskAsync(() => TerminalOf(Find(service)), cancellationToken);

    private ServiceInstance Find(string name) => _byName.TryGetValue(name, out var instance)
        ? instance
        : throw new PortOrchestratorException(ErrorCode.ServiceNotFound, $"There is no service '{name}' here. 'portorch ps' shows those that there are.");

    private static ServiceTerminal TerminalOf(ServiceInstance instance)
    {
        var name = instance.Name;
        var why = (instance.Definition.Tty, instance.ProcessAlive, instance.Terminal) switch
        {
            (false, _, _) => $"'{name}' has no terminal. Give it one with \"tty\": true, then 'portorch restart {name}'.",
            (_, false, _) => $"'{name}' does not run. 'portorch start {name}' starts it.",
            (_, _, null) => $"The terminal of '{name}' went with an earlier supervisor. 'portorch restart {name}' gives it a new one.",
            _ => null,
        };
        return why is null ? instance.Terminal! : throw new PortOrchestratorException(ErrorCode.InvalidArgument, why);
    }
}
