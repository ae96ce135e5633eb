using PortOrchestrator.ConfigParsers.Launchers;
using PortOrchestrator.Configuration;

namespace PortOrchestrator.ConfigParsers.Tests;

internal sealed class LauncherTests : ConfigurationFixture
{
    [TestCase("docker compose up -d web", "docker compose stop web", "docker compose logs -f --no-log-prefix web")]
    [TestCase("docker compose -f a.yml -p x --profile dev up --build --detach web db", "docker compose -f a.yml -p x --profile dev stop web db", "docker compose -f a.yml -p x --profile dev logs -f --no-log-prefix web db")]
    [TestCase("cd ~/p && docker-compose up -d \"web\"", "cd ~/p && docker-compose stop \"web\"", "cd ~/p && docker-compose logs -f --no-log-prefix \"web\"")]
    [TestCase("cd 'a b' && cd c && docker --context x compose up web -d", "cd 'a b' && cd c && docker --context x compose stop web", "cd 'a b' && cd c && docker --context x compose logs -f --no-log-prefix web")]
    [TestCase("A=$HOME docker compose up -d", "A=$HOME docker compose stop", "A=$HOME docker compose logs -f --no-log-prefix")]
    [TestCase("docker run --rm -d --name db -p 1:2 -e A=b image -d --name no", "docker stop db", "docker logs -f db")]
    [TestCase("docker container run -dit --name=db image", "docker stop db", "docker logs -f db")]
    [TestCase("systemctl start nginx", "systemctl stop nginx", "journalctl -f -o cat -u nginx")]
    [TestCase("systemctl --user start a.service b", "systemctl --user stop a.service b", "journalctl --user -f -o cat -u a.service -u b")]
    public void Recognize_KnownLauncher_InfersStopAndLog(string command, string stop, string log)
    {
        var launcher = LauncherRecognizer.Recognize(CommandLine.Shell(command))!.Definition;

        Assert.That(launcher.StopCommand.Text, Is.EqualTo(stop));
        Assert.That(launcher.LogCommand!.Text, Is.EqualTo(log));
        Assert.That(launcher.StateCommand, Is.Not.Null);
    }

    [TestCase("docker compose up web")]
    [TestCase("docker compose up -d web | tee log")]
    [TestCase("docker compose up -d web; sleep 1")]
    [TestCase("docker compose up -d web &")]
    [TestCase("docker compose up -d $(cat name)")]
    [TestCase("docker compose up -d \"`cat name`\"")]
    [TestCase("(docker compose up -d web)")]
    [TestCase("docker compose up -d web > log")]
    [TestCase("docker compose --unknown up -d web")]
    [TestCase("docker compose down")]
    [TestCase("make && docker compose up -d web")]
    [TestCase("cd a || docker compose up -d web")]
    [TestCase("docker run --name db image")]
    [TestCase("docker run -d image")]
    [TestCase("docker run -d --name $NAME image")]
    [TestCase("docker run -d --name db")]
    [TestCase("docker run image -d --name db")]
    [TestCase("systemctl restart nginx")]
    [TestCase("systemctl start")]
    [TestCase("echo docker compose up -d web")]
    [TestCase("docker compose up -d 'web")]
    [TestCase("")]
    [TestCase("cd a &&")]
    public void Recognize_AnythingElse_IsNoLauncher(string command) => Assert.That(LauncherRecognizer.Recognize(CommandLine.Shell(command)), Is.Null);

    [Test]
    public void Recognize_ArgumentList_QuotesForTheShell()
    {
        var launcher = LauncherRecognizer.Recognize(CommandLine.Exec("docker", "compose", "-f", "my file.yml", "up", "-d", "web"))!.Definition;

        Assert.That(launcher.StopCommand.Text, Is.EqualTo("docker compose -f 'my file.yml' stop web"));
    }

    [Test]
    public async Task ReadAsync_KindCompose_WritesItsCommands()
    {
        Temp.Write("c.yml", "services:\n  db: {image: x}\n");
        var service = await ServiceAsync("\"kind\": \"compose\", \"compose_service\": \"db\", \"compose_file\": \"c.yml\", \"compose_profiles\": [\"dev\"]");

        var compose = $"docker compose -f {Temp.Path}/c.yml --profile dev";
        Assert.That(service.StartCommand!.Text, Is.EqualTo(compose + " up -d db"));
        Assert.That(service.Launcher!.StopCommand.Text, Is.EqualTo(compose + " stop db"));
    }

    [TestCase("", "systemctl --user start a.service")]
    [TestCase(", \"systemd_scope\": \"system\"", "systemctl start a.service")]
    public async Task ReadAsync_KindSystemd_WritesItsCommands(string more, string expected)
    {
        var service = await ServiceAsync("\"kind\": \"systemd\", \"systemd_unit\": \"a.service\"" + more);

        Assert.That(service.StartCommand!.Text, Is.EqualTo(expected));
        Assert.That(service.Launcher, Is.Not.Null);
    }

    [Test]
    public async Task ReadAsync_Task_IsNeverALauncher()
    {
        var service = await ServiceAsync("\"kind\": \"task\", \"start_command\": \"docker compose up -d web\"");

        Assert.That(service.Launcher, Is.Null);
        Assert.That(service.MayLaunch, Is.False);
    }

    [Test]
    public async Task ReadAsync_ContainerThatStays_IsWarnedOf()
    {
        var result = await ReadAsync(Document("\"start_command\": \"docker run -d --name db image\""));

        Assert.That(result.Diagnostics.Single().Code, Is.EqualTo(DiagnosticCodes.ContainerKept));
    }
}
