using PortOrchestrator.Engines;
using PortOrchestrator.Supervision.Engines;

namespace PortOrchestrator.Tests.Engines;

internal sealed class ComposeProgramsTests
{
    [TestCase("2.27.0\n", null, "docker compose 2.27.0", true)]
    [TestCase("v2.24.4", null, "docker compose 2.24.4", true)]
    [TestCase("2.24.6-desktop.1", null, "docker compose 2.24.6", true)]
    [TestCase("2.24.3", "1.29.2", "docker compose 2.24.3", false)]
    [TestCase(null, "1.29.2", "docker-compose 1.29.2", false)]
    [TestCase(null, "2.30.1", "docker-compose 2.30.1", true)]
    [TestCase(null, null, "docker compose", false)]
    public async Task FindAsync_WhatIsInstalled_IsFoundWithItsVersion(string? plugin, string? program, string expected, bool canReplace)
    {
        var calls = new EngineCalls(new Installed(plugin, program), "/", new Dictionary<string, string>());

        var found = await ComposePrograms.FindAsync(calls, CancellationToken.None);

        Assert.That((found.ToString(), found.CanReplacePorts), Is.EqualTo((expected, canReplace)));
    }

    private sealed class Installed(string? plugin, string? program) : IEngineCommands
    {
        public Task<EngineAnswer> RunAsync(EngineCall call, CancellationToken cancellationToken = default)
        {
            var version = call.Arguments[0] == "docker" ? plugin : program;
            return Task.FromResult(version is null ? new EngineAnswer(null, "", "Cannot start it") : new EngineAnswer(0, version, ""));
        }
    }
}
