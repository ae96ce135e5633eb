using NSubstitute;
using NSubstitute.ExceptionExtensions;
using PortOrchestrator.Host.Commands;
using PortOrchestrator.Host.Commands.Sessions;

namespace PortOrchestrator.Host.Tests.Commands;

/// <summary>Runs command lines against substitutes.</summary>
internal sealed class CommandRun
{
    public CommandRun()
    {
        Factory.OpenProjectAsync(default!, default).ReturnsForAnyArgs(Session);
        Factory.OpenMachineAsync(default!, default, default).ReturnsForAnyArgs(Machine);
        Factory.OpenSessions(default!).ReturnsForAnyArgs(AgentSessions);
        Session.Project.Returns(Given.Project);
        Machine.Registry.Returns(Registry);
        Machine.ResolveProjectAsync(default, default, default).ReturnsForAnyArgs(Given.Project);
        Session.LoadAsync(default).ReturnsForAnyArgs(Given.Configuration());
        Session.LoadOnceAsync(default).ReturnsForAnyArgs(_ => Session.LoadAsync(CancellationToken.None));
        Session.DescribeMissingConfigurationAsync(default).ReturnsForAnyArgs($"No configuration was found in '{Given.Project.Root}'.");
        Session.GetSnapshotAsync(default).ReturnsForAnyArgs(Given.Snapshot());
        Session.Measure(default!).ReturnsForAnyArgs(call => call.Arg<ProjectSnapshot>());
        Machine.Measure(default!).ReturnsForAnyArgs(call => call.Arg<ProjectSnapshot>());
        Session.ReadLogsAsync(default!, default!, default).ReturnsForAnyArgs(call => Until(call.Arg<CancellationToken>()));
    }

    public IOrchestratorFactory Factory { get; } = Substitute.For<IOrchestratorFactory>();

    public IProjectSession Session { get; } = Substitute.For<IProjectSession>();

    public IAgentSessions AgentSessions { get; } = Substitute.For<IAgentSessions>();

    public IMachineSession Machine { get; } = Substitute.For<IMachineSession>();

    public IPortRegistry Registry { get; } = Substitute.For<IPortRegistry>();

    public FakeSignals Signals { get; } = new();

    public FakeTerminal Terminal { get; init; } = new();

    /// <summary>A state folder of its own for each run.</summary>
    public StatePaths Paths { get; } = new(Path.Combine(TestContext.CurrentContext.WorkDirectory, "state-" + Guid.NewGuid().ToString("N")));

    public async Task<int> RunAsync(params string[] arguments)
    {
        try
        {
            return await new CommandLineApplication(Terminal, Factory, Signals, Paths, TimeProvider.System).RunAsync(arguments);
        }
        finally
        {
            if (Directory.Exists(Paths.Home)) Directory.Delete(Paths.Home, recursive: true);
        }
    }

    public CommandRun OpenThrows(Exception exception)
    {
        Factory.OpenProjectAsync(default!, default).ThrowsAsyncForAnyArgs(exception);
        return this;
    }

    private static async IAsyncEnumerable<LogLine> Until([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
    {
        await Task.Delay(Timeout.Infinite, token);
        yield break;
    }
}
