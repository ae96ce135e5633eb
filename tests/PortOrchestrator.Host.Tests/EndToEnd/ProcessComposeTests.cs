namespace PortOrchestrator.Host.Tests.EndToEnd;

/// <summary>Files of process-compose, from check to down.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ProcessComposeTests : EndToEndFixture
{
    private const string FileName = "process-compose.yaml";

    [Test]
    public async Task Commands_FileThatIsFound_WorkFromCheckToDown()
    {
        WriteFile(".env", "NAME=from-file\n");
        WriteFile(FileName, $$$"""
            processes:
              web:
                command: "{{{TestService}}} --http --listen $PORT --print ${NAME}"
                readiness_probe: {http_get: {port: "{{ports.web}}"}}
                depends_on: {seed: {condition: process_completed_successfully}}
              seed: {command: "echo seeded"}
            """);

        var check = await ExpectAsync(0, "check");
        var graph = await ExpectAsync(0, "graph");
        await ExpectAsync(0, "up", "-d");
        var running = await PsAsync();
        await ExpectAsync(0, "down");

        Assert.That(check.Out, Does.Contain("2 services, no errors, 0 warnings"));
        Assert.That(graph.Out, Does.Contain("seed").And.Contain("web"));
        Assert.That((State(running, "web"), State(running, "seed")), Is.EqualTo(("running", "completed")));
        Assert.That(Port(running, "web"), Is.GreaterThan(0));
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Env_CommandsOfTheFile_AreRunThereButNotByCheck()
    {
        WriteFile(FileName, "env_cmds: {VALUE: 'echo ran >> trace; echo 7'}\nprocesses: {web: {command: 'sleep ${VALUE}'}}");

        await ExpectAsync(0, "check");
        await ExpectAsync(0, "graph");
        await ExpectAsync(0, "up", "--dry-run");
        Assert.That(File.Exists(Path.Combine(Folder, "trace")), Is.False);
        var env = await ExpectAsync(0, "env", "web", "--json");

        Assert.That(env.Out, Does.Contain("sleep 7").And.Contain("\"VALUE\":\"7\""));
    }

    [Test]
    public async Task Env_Layers_WinInTheOrderOfProcessCompose()
    {
        Variables["A"] = "caller";
        WriteFile(".env", "A=dot\nB=dot\nC=dot\n");
        WriteFile(FileName, "environment: [C=project]\nprocesses: {web: {command: 'echo ${A}'}}");

        var env = (await ExpectAsync(0, "env", "web", "--json")).Json["environment"]!;

        Assert.That(((string)env["A"]!, (string)env["B"]!, (string)env["C"]!), Is.EqualTo(("caller", "dot", "project")));
    }

    [Test]
    public async Task EnvFile_Option_ReplacesTheStandardFile()
    {
        WriteFile(".env", "A=dot\n");
        WriteFile("other.env", "A=other\n");
        WriteFile(FileName, "processes: {web: {command: 'echo ${A}'}}");

        Assert.That((await ExpectAsync(0, "env", "web", "-e", "other.env")).Out, Does.Contain("echo other"));
        Assert.That((await ExpectAsync(3, "check", "--env-file", "none.env")).Out, Does.Contain("none.env"));
    }

    [Test]
    public async Task Check_FilesOfTheVariable_CountFromTheCurrentFolder()
    {
        WriteFile("a/one.yaml", "processes: {web: {command: x, working_dir: sub}}");
        WriteFile("two.yaml", "processes: {web: {command: y}}");
        Directory.CreateDirectory(Path.Combine(Folder, "sub"));
        Variables["PC_CONFIG_FILES"] = "a/one.yaml,two.yaml";

        var check = await ExpectAsync(0, "check");
        var env = await ExpectAsync(0, "env", "web", "--json");

        Assert.That(check.Out, Does.Contain("one.yaml").And.Contain("two.yaml"));
        Assert.That((string)env.Json["workingDirectory"]!, Is.EqualTo(Path.Combine(Folder, "sub")));
    }

    [Test]
    public async Task Convert_ThereAndBack_GivesAFileThatIsRead()
    {
        WriteFile("mine.json", """{ "services": [ { "name": "web", "start_command": "cd sub && run", "health_check": "http://localhost:8080/", "tier": 1 } ] }""");

        var converted = await ExpectAsync(0, "convert", "-f", "mine.json", "--to", "process-compose", "-o", FileName);
        var check = await ExpectAsync(0, "check");
        var back = await ExpectAsync(0, "convert", "--to", "project-services");
        var again = await RunAsync("convert", "-f", "mine.json", "--to", "process-compose", "-o", FileName);

        Assert.That(converted.Error, Does.Contain("not written: 'web'"));
        Assert.That(check.Out, Does.Contain("1 service, no errors"));
        Assert.That((string)back.Json["services"]![0]!["working_dir"]!, Is.EqualTo("sub"));
        Assert.That(again.ExitCode, Is.Not.Zero);
        Assert.That((await ExpectAsync(2, "convert", "--to", "toml")).Error, Does.Contain("toml"));
    }
}
