using PortOrchestrator.Configuration;

namespace PortOrchestrator.Abstractions.Tests.Configuration;

[TestFixture]
internal sealed class CommandLineTests
{
    [Test]
    public void Shell_AText_IsForAShell()
    {
        var command = CommandLine.Shell("npm run dev");

        Assert.That((command.Text, command.Arguments, command.ToString()), Is.EqualTo(("npm run dev", (IReadOnlyList<string>?)null, "npm run dev")));
    }

    [Test]
    public void Exec_Arguments_KeepsThemApart()
    {
        var command = CommandLine.Exec("redis-server", "--port", "6379");

        Assert.That(command.Text, Is.Null);
        Assert.That(command.Arguments, Is.EqualTo(new[] { "redis-server", "--port", "6379" }));
        Assert.That(command.ToString(), Is.EqualTo("redis-server --port 6379"));
    }
}
